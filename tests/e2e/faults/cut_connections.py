"""Connections break in the middle of a request or an answer: between pupils and the service, and between
the service and PostgreSQL."""

import time

from harness.cutting_proxy import CuttingProxy, Detour
from harness.senders import Senders
from harness.site import Site

DATABASES = ("sqlite", "postgres")
# How long a machine that is busy with something else may take until a connection to the database was cut.
CUT_SECONDS_MAX = 60


def run(database: str, options) -> list[str]:
    detours = []

    def through(url):
        detours.append(Detour(url, options.seed))
        return detours[0]
    with Site("cut-connections", database, options.seed,
              through=through if database == "postgres" else None) as site:
        with CuttingProxy(site.service.port, options.seed, bytes_max=6_000) as proxy:
            with Senders(proxy.port, site.service.host, site.checker, options.seed):
                for detour in detours:
                    cut_now_and_then(site, detour.proxy, options.seconds)
                if not detours:
                    time.sleep(options.seconds)
                # Whoever has not been told yet is told on a whole connection.
                proxy.share = 0
        print(f"   cut: {proxy.cuts} of pupils, {sum(one.proxy.cuts for one in detours)} of the database")
        problems = [] if proxy.cuts > 5 else ["hardly a connection was cut"]
        problems += [] if all(one.proxy.cuts for one in detours) else ["the database was never cut off"]
        return problems + site.one_more() + site.settle()


def cut_now_and_then(site, proxy: CuttingProxy, seconds: float) -> None:
    """Connections to the database last: those there are end, and some of the next are cut. One is, at least:
    how many are begun anew in this time is left to the machine."""
    proxy.share = 0.5
    began = time.monotonic()
    while (lasted := time.monotonic() - began) < seconds or not proxy.cuts and lasted < CUT_SECONDS_MAX:
        end_all(site)
        time.sleep(0.5)
    proxy.share = 0
    # The last of those that have yet to be cut.
    end_all(site)


def end_all(site) -> None:
    site.postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                      "WHERE datname = 'ineedtotalk' AND pid <> pg_backend_pid()")
