"""The mail server is gone for hours, puts everybody off, refuses a reader, hangs up, says nothing, drips, or is
not to be trusted, while pupils send; then it is put right."""

import hashlib
import random
import re

from clock_jumps import jump_to, with_libfaketime
from harness.mail import Trouble
from harness.school import PEOPLE
from harness.site import Site
from harness.traces import Canary, search
from harness.waiting import until

DATABASES = ("sqlite", "postgres")
# A conversation that hangs is given up after 20 seconds.
SLOW = (Trouble.SILENT, Trouble.DRIPS)
TRIED_SECONDS_MAX = 60
DELIVERED_SECONDS_MAX = 30
HOUR = 3_600
HOURS = 3
REFUSED = PEOPLE["oso"].email
# Who reads what these pupils send.
TOLD = [PEOPLE[key].email for key in ("dsl", "oso", "deputy")]


def run(database: str, options) -> list[str]:
    choose = random.Random(f"{options.seed}-{database}")
    quick = [trouble for trouble in Trouble if trouble not in SLOW]
    troubles = list(Trouble) if options.mail is None else choose.sample(quick, options.mail)
    problems = []
    with Site("mail-server", database, options.seed, wrapper=with_libfaketime) as site:
        clock = Ahead(site)
        for trouble in troubles:
            problems += [f"{trouble.value}: {problem}" for problem in one(site, clock, trouble)]
        problems += without_content(site)
        # Readers sign in again, at the right time.
        clock.put_right()
        for member in site.school.members.values():
            member.sign_in()
        return problems + site.settle()


class Ahead:
    """The clock of the service, so many hours ahead."""

    def __init__(self, site: Site):
        self._file, self._seconds = site.place / "offset", 0

    def by_an_hour(self) -> None:
        self._seconds += HOUR
        jump_to(self._file, f"+{self._seconds}s")

    def put_right(self) -> None:
        jump_to(self._file, "+0")


def one(site: Site, clock: Ahead, trouble: Trouble) -> list[str]:
    problems = []
    refused, acknowledged = site.checker.refused(), len(site.checker.acknowledged)
    site.mail.behave(trouble, REFUSED)
    before = len(site.mail.arrived())
    with site.senders(count=2, pause=0.3, forgets=True):
        if not site.until_more_acknowledged(3):
            problems.append("nobody could send")
        if not until(lambda: is_tried(site), TRIED_SECONDS_MAX):
            problems.append("no notice to each reader was tried, so nothing was shown")
        waiting = notices(site, trouble)
        for hour in range(HOURS):
            clock.by_an_hour()
            if not site.until_more_acknowledged(1):
                problems.append(f"nobody could send after {hour + 1} hours")
            waiting |= notices(site, trouble)
    waiting |= notices(site, trouble)
    given_up = refused_notices(site)
    acknowledged = len(site.checker.acknowledged) - acknowledged
    if early := len(site.mail.arrived()) - before:
        problems.append(f"{early} mails arrived all the same")
    if refusals := site.checker.refused() - refused:
        problems.append(f"{refusals} pupils were told that it did not work")
    if trouble is Trouble.REFUSES:
        problems += of_refusal(site, given_up)
    elif given_up:
        problems.append(f"{len(given_up)} notices were given up")
    site.mail.behave()
    problems += site.one_more()
    if not all_leave(site, clock):
        problems.append(f"{len(notices(site))} notices never left")
    mails = site.mail.arrived()[before:]
    problems += lost(waiting, mails) + control(waiting, mails)
    told = {address for mail in mails for address in mail["to"]}
    problems += [f"{address} was told nothing" for address in TOLD if address not in told]
    print(f"   {trouble.value}: {acknowledged} slips acknowledged meanwhile, {len(waiting)} notices waited, "
          f"{len(mails)} mails afterwards")
    return problems


def all_leave(site: Site, clock: Ahead) -> bool:
    """No notice waits longer than an hour for another try: one that was being tried just now, from then on."""
    for _ in range(HOURS):
        clock.by_an_hour()
        if until(lambda: not notices(site) | refused_notices(site), DELIVERED_SECONDS_MAX):
            return True
    return False


def is_tried(site: Site) -> bool:
    """Whether a notice to each of them was put off or refused."""
    tried = site.disk.rows("SELECT count(DISTINCT reader_id) FROM outbox WHERE attempts > 0 OR refused_at IS NOT NULL")
    return int(tried[0][0]) >= len(TOLD)


def notices(site: Site, trouble: Trouble | None = None) -> set[str]:
    """The ids of those that wait to be sent, but for what a server will refuse that refuses an address."""
    other_than = REFUSED if trouble is Trouble.REFUSES else ""
    return {row[0] for row in site.disk.rows("SELECT o.id FROM outbox o JOIN readers r ON r.id = o.reader_id "
                                         f"WHERE o.refused_at IS NULL AND r.email <> '{other_than}'")}


def refused_notices(site: Site) -> set[str]:
    return {row[0] for row in site.disk.rows("SELECT id FROM outbox WHERE refused_at IS NOT NULL")}


def of_refusal(site: Site, given_up: set[str]) -> list[str]:
    """Whose address is refused is not told; the others are told of that."""
    whose = site.disk.rows("SELECT DISTINCT r.email FROM outbox o JOIN readers r ON r.id = o.reader_id "
                       "WHERE o.refused_at IS NOT NULL")
    others = {row[0] for row in site.disk.rows("SELECT DISTINCT r.email FROM outbox o JOIN readers r "
                                           "ON r.id = o.reader_id WHERE o.kind = 'mail-trouble'")}
    problems = [] if given_up and whose == [(REFUSED,)] else [f"refused are {whose}"]
    return problems + [f"{address} does not hear that mail to a colleague is refused"
                       for address in TOLD if address != REFUSED and address not in others]


def mail_id(notice: str) -> str:
    """A mail is named after its notice, and does not name it."""
    return hashlib.sha256(f"ineedtotalk/mail/id/1/{notice}".encode()).hexdigest()[:32]


def lost(waiting: set[str], mails: list[dict]) -> list[str]:
    """Notices that waited and that no mail is of."""
    came = {found.group(1).decode() for mail in mails
            if (found := re.search(rb"^Message-ID: <([0-9a-f]+)@", mail["raw"], re.M))}
    return [f"the notice {notice} never came" for notice in waiting if mail_id(notice) not in came]


def control(waiting: set[str], mails: list[dict]) -> list[str]:
    """A notice that is dropped on the way has to be noticed."""
    named = [mail_id(notice).encode() for notice in waiting]
    dropped = next((mail for mail in mails if any(name in mail["raw"] for name in named)), None)
    if dropped is None:
        return ["no notice waited: nothing was checked"]
    without = [mail for mail in mails if mail is not dropped]
    return [] if len(lost(waiting, without)) > len(lost(waiting, mails)) else ["a dropped notice was not noticed"]


def without_content(site: Site) -> list[str]:
    """No word of a slip is in a mail, be it one that was taken and never acknowledged; and a mail that had one
    is noticed. Each mail came by TLS, to who had signed in."""
    sent = site.checker.acknowledged | site.checker.unsure
    canaries = [Canary("words", words) for words in sent]
    # The part of them that is random.
    canaries += [Canary("words", words.split()[-1]) for words in sent if words.startswith("slip ")]
    mails = site.mail.arrived()
    raw = [mail["raw"] for mail in mails] + site.mail.unacknowledged
    problems = [str(found) for one in raw for found in search(canaries, one, "a mail")]
    if not search(canaries, raw[0] + next(iter(sent)).encode(), "a mail"):
        problems.append("words of a slip in a mail were not noticed")
    problems += [f"a mail to {mail['to']} came in the clear" for mail in mails if not mail["tls"]]
    if site.mail.in_the_clear:
        problems.append(f"the password was said in the clear {site.mail.in_the_clear} times")
    print(f"   {len(raw)} mails, {len(site.mail.unacknowledged)} of them never acknowledged: "
          f"{len(problems)} with content or in the clear")
    return problems
