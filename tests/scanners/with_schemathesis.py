"""schemathesis: forms and addresses made from their description, and answers held to it."""

import json
import pathlib
import re
from dataclasses import dataclass

from tools import program, run

# It ends by itself, once every operation had its examples. A time given to schemathesis itself would be
# spent on some operations, and the others left out without a word.
SECONDS_MAX = 3_600
# Invented for each operation, beside those that go through what its description allows and forbids.
EXAMPLES_MAX = "10"
DESCRIPTION = pathlib.Path(__file__).parent / "openapi.json"
# Two checks ask for what this service does not do: it refuses no text for what it says, and a form
# that describes itself well is still refused to whoever may not send it.
NOT_ASKED = "negative_data_rejection,positive_data_acceptance"
# What is reported of ours and is known: actix refuses a method that an address does not have without
# naming those it has, as RFC 9110 asks. It tells nobody anything and turns nobody away.
ACCEPTED = "returned 405 without required `Allow` header"
# What the leaky service has and must be found with.
PLANTED = {"Server error", "Undocumented status code", "Wrong response to undeclared method"}


@dataclass(frozen=True)
class Checked:
    found: set[str]
    """The kinds of failure."""
    requests: int
    """How many were answered."""
    operations: int
    """How many are described, without those excluded."""
    left_out: set[str]
    """Those that never answered a request of their own method."""
    printed: str


def check(url: str, description: dict, folder: pathlib.Path, cookie: str = "",
          excluded=()) -> Checked:
    written, events = folder / "description.json", folder / "events.ndjson"
    written.write_text(json.dumps(description))
    command = [program("schemathesis"), "run", str(written), "-u", url, "--checks", "all",
               "--exclude-checks", NOT_ASKED, "--phases", "examples,coverage,fuzzing",
               "--max-examples", EXAMPLES_MAX, "--seed", "1", "--workers", "1",
               "--continue-on-failure", "--tls-verify", "false", "--max-redirects", "0",
               "--warnings", "off", "--report-ndjson-path", str(events)]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    for path in excluded:
        command += ["--exclude-path", path]
    code, printed = run(command, folder, SECONDS_MAX)
    told = re.findall(r"^- ST\d+ (.+)$(?:\n\n +(.+))?", printed, re.M)
    found = {kind for kind, message in told if ACCEPTED not in message}
    if not events.exists() or (code == 0) != (not told):
        raise RuntimeError(f"schemathesis came to no verdict (code {code}): {printed[-2000:]}")
    operations = {f"{method.upper()} {path}" for path, methods in description["paths"].items()
                  if path not in excluded for method in methods}
    requests, asked = answered(events)
    return Checked(found, requests, len(operations), operations - asked, printed)


def answered(events: pathlib.Path) -> tuple[int, set[str]]:
    """How many requests were answered, and the operations that answered one. A request with a method that
    the operation does not have belongs to it as well, and asks it nothing."""
    requests, asked = 0, set()
    with events.open() as lines:
        for line in lines:
            finished = json.loads(line).get("ScenarioFinished")
            if finished is None:
                continue
            operation = finished["recorder"]["label"]
            methods = [one["request"]["method"]
                       for one in finished["recorder"].get("interactions", {}).values()
                       if one.get("response")]
            requests += len(methods)
            if operation.split(" ")[0] in methods:
                asked.add(operation)
    return requests, asked


def described(csrf: str, slips: list[str]) -> dict:
    """The description as somebody who is signed in fills it in: their token, and slips there are. What is
    handed on is gone for them, so the last slip is for that and the others for everything else."""
    told = json.loads(DESCRIPTION.read_text())
    for path, operations in told["paths"].items():
        theirs = slips[-1:] if path.endswith("/hand-on") else slips[:-1]
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if path.startswith("/staff/slips/") and parameter["name"] == "id":
                    parameter["schema"] = {"type": "string", "enum": theirs}
            for content in operation.get("requestBody", {}).get("content", {}).values():
                if "csrf" in content["schema"]["properties"]:
                    content["schema"]["properties"]["csrf"] = {"type": "string", "enum": [csrf]}
                    content["schema"]["required"] = ["csrf"]
    return told
