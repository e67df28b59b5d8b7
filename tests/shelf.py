"""A server of files on this machine, over http or https, and the certificate for that."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Shelf(BaseHTTPRequestHandler):
    """Serves one content, in pieces where it is asked for the rest; cuts the first answer where told."""

    content = b""
    others: dict[str, bytes] = {}  # path: what is there in place of it
    cut_after = 0  # bytes of the next answer, 0 = all
    ranges: list[str] = []
    leads_to = ""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", self.leads_to)
            self.end_headers()
            return
        asked = self.headers.get("Range", "")
        type(self).ranges.append(asked)
        begins = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        rest = self.others.get(self.path, self.content)[begins:]
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        end = self.cut_after or len(rest)
        type(self).cut_after = 0
        self.wfile.write(rest[:end])

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def shelf(content: bytes, certificate: Path | None = None, **state: object) -> Iterator[str]:
    """Serve `content`, with fields of Shelf in `state`, over https with a certificate; yields the address."""
    handler = type("Shelf", (Shelf,), {"content": content, "ranges": [], **state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.with_suffix(".key"))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificate(file: Path) -> Path:
    """Write a certificate for 127.0.0.1 which nobody has signed, and its key beside; returns the file."""
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file.with_suffix(".key"), "-out", file]
    subprocess.run(["openssl", *words, *files], check=True, capture_output=True)
    return file
