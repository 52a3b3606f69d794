"""kill -9 at random moments while many pupils send, one in ten pressing Send twice; each presses
again until they are told."""

import random
import time

from harness.site import Site

SENDERS = 16
# Kills come among so many slips that are told to be sent, and at any moment between two of them.
SLIPS_MAX = 12
DATABASES = ("sqlite", "postgres")


def run(database: str, options) -> list[str]:
    choose = random.Random(options.seed)
    with Site("kill", database, options.seed) as site:
        restarts = []
        with site.senders(count=SENDERS, forgets=True):
            for _ in range(options.kills):
                if not site.until_more_acknowledged(choose.randrange(1, SLIPS_MAX)):
                    return ["nobody sent anything before a kill"]
                time.sleep(choose.uniform(0, 0.2))
                site.service.kill()
                restarts.append(site.start())
            time.sleep(1)
        print(f"   {options.kills} kills, slowest start {max(restarts):.2f} s")
        return site.settle()
