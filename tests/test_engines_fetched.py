"""livenode engines get, from elsewhere: by an index, over http, taken up where it was cut."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from livenode.bundles.fetch import FetchError, check_address, fetch
from livenode.cli import main
from livenode.inference.bundle import file_sha256, load_bundle
from tests.bundles import bundle as bundle
from tests.bundles import engines as engines
from tests.bundles import packed as packed

NETWORK = 69


class Shelf(BaseHTTPRequestHandler):
    """Serves one archive, in pieces where it is asked for the rest; cuts the first answer where told."""

    content = b""
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
        rest = self.content[begins:]
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


def test_an_index_names_an_engine_and_what_it_must_be(packed, engines, tmp_path, capsys):
    with shelf(packed.read_bytes()) as address:
        row = {
            "name": "tiny",
            "version": "2.1",
            "url": f"{address}/tiny.tar.gz",
            "sha256": file_sha256(packed),
        }
        index = tmp_path / "index.json"
        index.write_text(json.dumps({"livenode": 1, "engines": [{**row, "version": "1", "url": "x"}, row]}))
        assert main(["engines", "get", "tiny", "--index", str(index)]) == 0
        assert load_bundle("tiny").version == "2.1"
        assert main(["engines", "get", "huge", "--index", str(index)]) == NETWORK
    assert "there are tiny" in capsys.readouterr().err
    assert list((tmp_path / "cache" / "livenode" / "engines").iterdir()) == []


def test_a_fetch_that_was_cut_goes_on_where_it_was(packed, tmp_path):
    whole, digest = packed.read_bytes(), file_sha256(packed)
    ranges: list[str] = []
    with shelf(whole, cut_after=100, ranges=ranges) as address:
        with pytest.raises(FetchError, match="goes on where it was"):
            fetch(f"{address}/tiny", tmp_path / "cache", digest)
        assert fetch(f"{address}/tiny", tmp_path / "cache", digest).read_bytes() == whole
    assert ranges == ["", "bytes=100-"]


def test_what_was_gone_on_with_and_is_not_it_is_begun_again(packed, tmp_path):
    whole, digest = packed.read_bytes(), file_sha256(packed)
    with shelf(whole, cut_after=100) as address:
        with pytest.raises(FetchError):
            fetch(f"{address}/tiny", tmp_path / "cache", digest)
        (part,) = (tmp_path / "cache").iterdir()
        part.write_bytes(b"x" * 100)
        with pytest.raises(FetchError, match="is not what was meant"):
            fetch(f"{address}/tiny", tmp_path / "cache", digest)
        assert fetch(f"{address}/tiny", tmp_path / "cache", digest).read_bytes() == whole


def test_http_needs_a_digest_and_other_ways_are_closed(packed, tmp_path, capsys):
    with shelf(packed.read_bytes(), leads_to="ftp://127.0.0.1/x") as address:
        assert main(["engines", "get", f"{address}/tiny"]) == NETWORK
        assert "use https, or --sha256" in capsys.readouterr().err
        assert main(["engines", "get", f"{address}/moved", "--sha256", "0" * 64]) == NETWORK
        assert "only https and files" in capsys.readouterr().err
    for address in ("ftp://127.0.0.1/x", "data://x"):
        assert main(["engines", "get", address, "--sha256", "0" * 64]) == NETWORK
    with pytest.raises(FetchError):
        check_address("http://127.0.0.1/", "")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    file = tmp_path / "node.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file.with_suffix(".key"), "-out", file]
    subprocess.run(["openssl", *words, *files], check=True, capture_output=True)
    return file


def test_https_is_taken_from_who_is_known_and_leads_to_nothing_less(
    packed, certificate, tmp_path, monkeypatch, capsys
):
    with shelf(packed.read_bytes(), certificate, leads_to="http://127.0.0.1/x") as address:
        assert main(["engines", "get", f"{address}/tiny"]) == NETWORK
        assert "CERTIFICATE_VERIFY_FAILED" in capsys.readouterr().err
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert main(["engines", "get", f"{address}/moved"]) == NETWORK
        assert "use https, or --sha256" in capsys.readouterr().err
        assert main(["engines", "get", f"{address}/tiny"]) == 0
    assert "nobody said which it must be" in capsys.readouterr().out
    assert load_bundle("tiny").version == "2.1"


def test_a_wrong_digest_puts_nothing_in_place(packed, engines, capsys):
    assert main(["engines", "get", str(packed), "--sha256", "0" * 64]) == NETWORK
    assert "is not what was meant" in capsys.readouterr().err
    assert not engines.exists()
