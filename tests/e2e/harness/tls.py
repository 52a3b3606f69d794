"""What `openssl s_client` and sslscan see of a TLS server on a loopback port."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree as xml

# As weak as OpenSSL goes: else it is the client that refuses an old version.
WEAK = ("-cipher", "DEFAULT:@SECLEVEL=0")
REQUEST = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
SECONDS_MAX = 20
TESTSSL_SECONDS_MAX = 1_200
# What testssl holds against the certificate of a check, which lasts two days and names no authority of
# the world's; against its own OpenSSL; and that the client chooses among ciphers, which are all strong.
EXPECTED = {"cert_expirationStatus", "cert_notAfter", "cert_revocation", "DNS_CAArecord",
            "engine_problem", "cipher_order", "HTTP_status_code"}


class TlsPeer:
    def __init__(self, port: int, authority: pathlib.Path | None = None):
        self.port = port
        self._trust = ("-CAfile", str(authority), "-verify_return_error") if authority else ()

    def connect(self, *arguments: str) -> str:
        """What s_client says of one connection, with a request on it so that tickets arrive."""
        done = subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{self.port}", "-servername",
             "localhost", "-ign_eof", *self._trust, *arguments],
            input=REQUEST, capture_output=True, timeout=SECONDS_MAX)
        return (done.stdout + done.stderr).decode(errors="replace")

    def speaks(self, version: str) -> bool:
        weak = WEAK if version in ("tls1", "tls1_1") else ()
        said = self.connect(f"-{version}", *weak)
        return re.search(r"^\s*(New|Reused), TLSv[\d.]+, Cipher is (?!\(NONE\))", said, re.M) is not None

    def tickets(self, version: str) -> int:
        return len(re.findall(r"TLS session ticket:", self.connect(f"-{version}")))

    def session_ids(self, version: str) -> int:
        """Numbers that the server gave to the session, which a client shows the next time."""
        return len(re.findall(r"^\s*Session-ID: \w", self.connect(f"-{version}"), re.M))

    def resumes(self, version: str) -> bool:
        """Whether a second connection may go on with what the first left."""
        with tempfile.TemporaryDirectory() as folder:
            session = os.path.join(folder, "session")
            self.connect(f"-{version}", "-sess_out", session)
            if not os.path.exists(session):
                return False
            return "Reused, TLS" in self.connect(f"-{version}", "-sess_in", session)

    def links(self, version: str) -> list[str]:
        """What ties one visit to the next: whatever the client is left with, whether it can be used or not."""
        left = {"tickets": self.tickets(version), "sessions with a number": self.session_ids(version),
                "visits that go on with the last": int(self.resumes(version))}
        return [f"{version}: {count} {what}" for what, count in left.items() if count]

    def serial(self) -> str:
        """The number of the certificate that is served."""
        said = self.connect("-showcerts")
        first = re.search(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", said, re.S)
        done = subprocess.run(["openssl", "x509", "-noout", "-serial"], input=first.group(0),
                              text=True, capture_output=True, check=True)
        return done.stdout.strip()

    def scan(self) -> list[str]:
        """What sslscan finds that ought not to be there."""
        done = subprocess.run(
            ["sslscan", "--xml=-", "--no-check-certificate", f"127.0.0.1:{self.port}"],
            capture_output=True, text=True, timeout=120)
        test = xml.fromstring(done.stdout).find("ssltest")
        if test is None:
            return [f"sslscan found no server: {done.stdout[-300:]}{done.stderr[-300:]}"]
        problems = []
        enabled = {f"{one.get('type')} {one.get('version')}"
                   for one in test.findall("protocol") if one.get("enabled") == "1"}
        if enabled != {"tls 1.2", "tls 1.3"}:
            problems.append(f"versions: {sorted(enabled)}")
        ciphers = test.findall("cipher")
        problems += [f"cipher {one.get('cipher')} is {one.get('strength')}"
                     for one in ciphers if one.get("strength") not in ("strong", "acceptable")]
        if not ciphers:
            problems.append("no cipher was seen")
        problems += [f"Heartbleed in TLS {one.get('sslversion')}"
                     for one in test.findall("heartbleed") if one.get("vulnerable") != "0"]
        problems += ["TLS compression" for one in test.findall("compression")
                     if one.get("supported") != "0"]
        return problems

    def testssl(self, authority: pathlib.Path) -> list[str]:
        """What testssl rates as worse than fine, beside what is expected here."""
        with tempfile.TemporaryDirectory() as folder:
            found = pathlib.Path(folder) / "found.json"
            subprocess.run(
                ["testssl", "--quiet", "--color", "0", "--warnings", "off", "--jsonfile",
                 str(found), "--add-ca", str(authority), "--ip", "127.0.0.1",
                 f"localhost:{self.port}"], capture_output=True, timeout=TESTSSL_SECONDS_MAX)
            rows = json.loads(found.read_text())
        if len(rows) < 100:
            return [f"testssl looked at {len(rows)} things only"]
        return [f"{row['severity']} {row['id']}: {row['finding']}" for row in rows
                if row["severity"] not in ("OK", "INFO") and row["id"] not in EXPECTED]
