"""livenode engines get, from elsewhere: by an index, over http, taken up where it was cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livenode.bundles.fetch import FetchError, check_address, fetch
from livenode.cli import main
from livenode.inference.bundle import file_sha256, load_bundle
from tests.bundles import bundle as bundle
from tests.bundles import engines as engines
from tests.bundles import packed as packed
from tests.shelf import make_certificate, shelf

NETWORK = 69


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path / "node.pem")


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
