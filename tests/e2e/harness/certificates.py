"""A certificate authority of the run's own, and one server certificate for loopback."""

import hashlib
import pathlib
import ssl
import subprocess


class Certificates:
    """`ca` signs `certificate` (with `key`), good for localhost and 127.0.0.1."""

    def __init__(self, folder: pathlib.Path):
        self.ca = folder / "ca.pem"
        self.key = folder / "server.key"
        self.certificate = folder / "server.pem"
        extensions = folder / "server.ext"
        request = folder / "server.csr"
        ca_key = folder / "ca.key"
        extensions.write_text(
            "subjectAltName=DNS:localhost,IP:127.0.0.1\n"
            "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
        )
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"]
        openssl("req", "-x509", *curve, "-keyout", ca_key, "-out", self.ca, "-days", "2",
                "-subj", "/CN=Check authority",
                "-addext", "basicConstraints=critical,CA:TRUE",
                "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        openssl("req", *curve, "-keyout", self.key, "-out", request, "-subj", "/CN=localhost")
        openssl("x509", "-req", "-in", request, "-CA", self.ca, "-CAkey", ca_key,
                "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", self.certificate)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the server's certificate, as browsers show it."""
        certificate = ssl.PEM_cert_to_DER_cert(self.certificate.read_text())
        return hashlib.sha256(certificate).digest().hex(":").upper()

    def for_server(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


def openssl(*arguments) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
