"""The main job on one database: starts the real parts, then lets `main_job.mjs` be the people.

usage: main_job.py sqlite|postgres [--out FOLDER for screenshots]
"""

import contextlib
import json
import pathlib
import subprocess
import sys

from harness.certificates import Certificates
from harness.mail import MailServer
from harness.place import Place
from harness.postgres import Postgres
from harness.proxy import Proxy
from harness.school import PEOPLE
from harness.service import Service


def main(database: str, out: str | None) -> int:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(Place(f"main-job-{database}"))
        certificates = Certificates(place / "secrets")
        mail = stack.enter_context(MailServer(place / "mail", certificates))
        url = f"sqlite://{place / 'data' / 'slips.sqlite'}"
        if database == "postgres":
            url = stack.enter_context(Postgres(place.root)).url
        service = Service(place, url, mail, certificates)
        first = PEOPLE["dsl"]
        enrolment = service.set_up(first.name, first.title, first.roles, first.email)
        stack.enter_context(service)
        stack.enter_context(Proxy(service, certificates))
        settings = place / "secrets" / "main-job.json"
        settings.write_text(json.dumps({
            "url": service.public_url, "mail": str(place / "mail"), "enrolment": enrolment,
            "people": {key: vars(person) for key, person in PEOPLE.items()}, "out": out,
        }))
        script = pathlib.Path(__file__).with_suffix(".mjs")
        return subprocess.run(["node", str(script), str(settings)]).returncode


if __name__ == "__main__":
    folder = sys.argv[sys.argv.index("--out") + 1] if "--out" in sys.argv else None
    sys.exit(main(sys.argv[1], folder))
