"""Computers of the school that staff make kiosks."""

from .browser import Browser
from .school import School


def awaited(school: School, chosen: dict[str, str]) -> str:
    """The words of a kiosk that nobody has typed yet."""
    member = school.members["ict"]
    member.open("/staff/kiosks")
    return member.press("Add it and show its words", chosen).marked["code-words"][0]


def kiosk(school: School, chosen: dict[str, str]) -> Browser:
    """A computer that is one."""
    words = awaited(school, chosen)
    computer = Browser(school.service.port, school.service.host)
    computer.open("/kiosk")
    computer.press("enrol", {"code": words})
    return computer


def saved_state(cookies: dict[str, str]) -> dict:
    """Cookies in the form in which Playwright takes up a browser's state."""
    kept = [{"name": name, "value": value, "domain": "localhost", "path": "/", "expires": -1,
             "httpOnly": True, "secure": True, "sameSite": "Strict"}
            for name, value in cookies.items()]
    return {"cookies": kept, "origins": []}
