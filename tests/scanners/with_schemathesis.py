"""schemathesis: forms and addresses made from their description, and answers held to it."""

import json
import pathlib
import re

from tools import program, run

SECONDS_MAX = 60
DESCRIPTION = pathlib.Path(__file__).parent / "openapi.json"
# Two checks ask for what this service does not do: it refuses no text for what it says, and a form
# that describes itself well is still refused to whoever may not send it.
NOT_ASKED = "negative_data_rejection,positive_data_acceptance"
# What is reported of ours and is known: actix refuses a method that an address does not have without
# naming those it has, as RFC 9110 asks. It tells nobody anything and turns nobody away.
ACCEPTED = "returned 405 without required `Allow` header"
# What the leaky service has and must be found with.
PLANTED = {"Server error", "Undocumented status code", "Wrong response to undeclared method"}


def check(url: str, description: dict, folder: pathlib.Path, cookie: str = "",
          excluded=()) -> tuple[set[str], int, str]:
    """The kinds of failure, how many requests were made, and what was printed."""
    written = folder / "description.json"
    written.write_text(json.dumps(description))
    command = [program("schemathesis"), "run", str(written), "-u", url, "--checks", "all",
               "--exclude-checks", NOT_ASKED, "--max-examples", "30", "--seed", "1", "--workers",
               "1", "--continue-on-failure", "--max-time", str(SECONDS_MAX), "--tls-verify",
               "false", "--max-redirects", "0", "--warnings", "off"]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    for path in excluded:
        command += ["--exclude-path", path]
    code, printed = run(command, folder, SECONDS_MAX * 3)
    told = re.findall(r"^- ST\d+ (.+)$(?:\n\n +(.+))?", printed, re.M)
    found = {kind for kind, message in told if ACCEPTED not in message}
    made = re.search(r"(\d+) generated", printed)
    if made is None or (code == 0) != (not told):
        raise RuntimeError(f"schemathesis came to no verdict (code {code}): {printed[-2000:]}")
    return found, int(made.group(1)), printed


def described(csrf: str, slips: list[str]) -> dict:
    """The description as somebody who is signed in fills it in: their token, and slips there are."""
    told = json.loads(DESCRIPTION.read_text())
    for path, operations in told["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if path.startswith("/staff/slips/") and parameter["name"] == "id":
                    parameter["schema"] = {"type": "string", "enum": slips}
            for content in operation.get("requestBody", {}).get("content", {}).values():
                if "csrf" in content["schema"]["properties"]:
                    content["schema"]["properties"]["csrf"] = {"type": "string", "enum": [csrf]}
                    content["schema"]["required"] = ["csrf"]
    return told
