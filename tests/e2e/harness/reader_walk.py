"""What readers do at the staff pages, press after press. After each, `look` is told what was done and what
was in a request or an answer until then, and nobody may find any more."""

import base64
import dataclasses
import re
import time

from . import recovery_paper, totp
from .browser import Browser
from .page import Page
from .school import Member, Person
from .service import SLOT_SECONDS, enrolment_path
from .traces import Canary

MESSAGE = Canary("message to a pupil", "juniper accordion beetroot 5518")
NOTE = Canary("note of who hands on", "pelican xylophone rhubarb 6604")
# A password for each time that one is chosen.
PASSWORDS = [Canary("password that is chosen", f"{words}-{number}") for number, words in
             enumerate(("turnip-gondola-velvet", "pebble-tambourine-fjord", "cobalt-hammock-raisin",
                        "saffron-pulley-otter"), 31)]


def in_cookie(kind: str, browser: Browser, name: str) -> list[Canary]:
    """What is in a cookie, as it is sent and as the service reads it."""
    text = browser.cookies[name]
    content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return [Canary(f"{kind}, as text", text), Canary.of_bytes(kind, content)]


def session_of(member: Member) -> list[Canary]:
    return in_cookie("session", member, "__Host-staff")


def kit_of(member: Member) -> list[Canary]:
    return [Canary("recovery kit", kit) for kit in (member.kit, member.kit.replace(" ", ""))]


def app_of(member: Member) -> list[Canary]:
    return [Canary.of_bytes("second factor that is set up", base64.b32decode(member.app.secret))]


def reads(member: Member, look, told: list[Canary]) -> list[str]:
    """Signs in, locks and unlocks the screen, opens the list and a slip, searches for its words, signs out."""
    member.sign_in()
    kept = session_of(member)
    look("signed in", kept)
    member.press("Lock")
    look("locked the screen", kept)
    member.press("Unlock", {"password": member.person.password})
    look("unlocked it", kept)
    time.sleep(2 * SLOT_SECONDS)
    page = member.open("/staff/slips?state=open&page=1")
    slip = next(to for _, to in page.links if re.fullmatch(r"/staff/slips/[0-9a-f]{32}", to))
    look("opened the list", kept)
    read = member.read(slip).text
    look("read a slip", [*kept, *told])
    member.open("/staff/search")
    found = member.press("Search", {"term": told[0].mark})
    look("searched for its words", [*kept, *told])
    member.press("Sign out")
    look("signed out", kept)
    problems = [] if told[0].mark in read else ["the slip that was opened has other words"]
    return problems + ([] if slip in [to for _, to in found.links] else ["the search has not found it"])


def works(member: Member, look, told: list[Canary]) -> None:
    """Invites somebody, which asks who it is; answers a pupil who took six words, makes two cases
    of the slip, hands both on."""
    member.sign_in()
    kept = session_of(member)
    newcomer = Person("Mx Quill", "pastoral lead", "deputy", f"quill{time.time_ns()}@school.example", "")
    link = enrolment_path(member.invite(newcomer)).rsplit("/", 1)[1]
    look("shown who it is and invited somebody", [*kept, Canary("one-time link", link)])
    slip = next(one for one in member.slips() if "Send to the pupil" in member.read(one).text)
    came(member.press("Send to the pupil", {"message": MESSAGE.mark}), "One slip", MESSAGE.mark)
    look("answered a pupil", [*kept, *told, MESSAGE])
    member.open(f"{slip}/split")
    came(member.press("Begin the second case", {"second-kind": "CD1"}), "One slip", told[0].mark)
    look("made two cases of a slip", [*kept, *told, MESSAGE])
    member.open(f"{slip}/hand-on")
    member.press("Hand it on and lock me out", {"because": "too-close", "note": NOTE.mark})
    if member.open(slip).status != 404:
        raise LookupError(f"it was not handed on: {member.page.text[:400]}")
    look("handed both on", [*kept, *told, MESSAGE, NOTE])
    member.press("Sign out")


def changes(member: Member, look) -> None:
    """Chooses another password and prints the recovery papers; then comes back by kit, without the phone, and by two
    of the papers."""
    member.sign_in()
    chosen = PASSWORDS[0]
    member.open("/staff/account")
    came(member.press("Change the password", typed(
        chosen, old=member.person.password, code=member.app.new_code())), "My account", "password")
    knows(member, chosen)
    look("changed the password", [*session_of(member), chosen])
    member.open("/staff/recovery-papers")
    papers = came(member.press("Make three papers"), "Three new papers").marked["code"]
    secret = recovery_paper.traces(papers)
    look("seen three papers", [*session_of(member), *secret])
    given = {f"paper-{number}": paper for number, paper in enumerate(papers, 1)}
    came(member.press("All three are on paper", given), "Recovery papers", "The new papers count")
    look("typed them", [*session_of(member), *secret])
    comes_back(member, look, papers)


def comes_back(member: Member, look, papers: list[str]) -> None:
    email, chosen = member.person.email, PASSWORDS[1]
    leaves(member)
    member.open("/staff/recover")
    came(member.press("Change the password", typed(
        chosen, email=email, kit=member.kit, code=member.app.new_code())), "")
    knows(member, chosen)
    look("come back by the kit", [*session_of(member), *kit_of(member), chosen])
    leaves(member)
    takes_phone(member, "/staff/lost-phone")
    came(member.press("Use this phone from now on", {
        "email": email, "password": chosen.mark, "kit": member.kit, "code": member.app.new_code()}), "")
    look("set up another phone", [*session_of(member), *kit_of(member), *app_of(member), chosen])
    leaves(member)
    takes_phone(member, "/staff/recovery")
    chosen = PASSWORDS[2]
    one, other = {"paper-1": papers[2]}, {"paper-2": papers[0]}
    came(member.press("Go on", typed(
        chosen, email=email, code=member.app.new_code()) | one | other), "recovery kit")
    knows(member, chosen)
    member.kit = member.page.marked["code"][0]
    left = [*recovery_paper.traces(papers), *app_of(member), chosen]
    look("come back by two papers", [*left, *kit_of(member)])
    member.press("I have it on paper", {"kit": member.kit})
    look("typed the new kit", [*session_of(member), *left, *kit_of(member)])
    leaves(member)


def gets_new_keys(member: Member, colleagues: list[Member], look) -> None:
    """Makes other keys by a link from the first of two colleagues, and both vouch for them."""
    chosen, name = PASSWORDS[3], member.person.name
    first, _ = colleagues
    for colleague in colleagues:
        colleague.sign_in()
    first.open("/staff/new-keys")
    link = enrolment_path(came(first.press(f"Make a link for {name}"), "New keys", "The link is made").text)
    look("made a link for new keys", [*session_of(first), Canary("one-time link", link.rsplit("/", 1)[1])])
    takes_phone(member, link)
    came(member.press("Go on", typed(chosen, code=member.app.new_code())), "recovery kit")
    knows(member, chosen)
    member.kit = member.page.marked["code"][0]
    left = [*kit_of(member), *app_of(member), chosen]
    look("made new keys", left)
    [digits] = came(member.press("I have it on paper", {"kit": member.kit}), "have to vouch").marked["code"]
    look("typed the kit of the new keys", left)
    for colleague, outcome in zip(colleagues, ("vouched", "count from now on")):
        colleague.open("/staff/new-keys")
        came(colleague.press(f"Vouch for {name}", {"digits": digits}), "New keys", outcome)
        look("vouched for new keys", [*session_of(colleague), *left])
        leaves(colleague)
    member.sign_in()
    look("signed in with new keys", [*session_of(member), *left])
    leaves(member)


def takes_phone(member: Member, path: str) -> None:
    page = member.open(path)
    member.app = totp.App(page.marked["code"][0].replace(" ", ""))


def typed(chosen: Canary, **more: str) -> dict[str, str]:
    return {"password": chosen.mark, "again": chosen.mark} | more


def knows(member: Member, chosen: Canary) -> None:
    member.person = dataclasses.replace(member.person, password=chosen.mark)


def leaves(member: Member) -> None:
    member.press("Sign out")
    member.cookies.clear()


def came(page: Page, heading: str, words: str = "") -> Page:
    """The page that has to come: under this heading, with these words on it, for somebody who is in or on the way."""
    if page.status != 200 or heading not in page.heading or words not in page.text:
        raise LookupError(f"“{page.heading}” came at {page.url}: {page.status} {page.text[:600]}")
    return page
