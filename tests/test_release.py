"""What CI says of the packages that a release brings: their licences, their known vulnerabilities."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts import audit, licences

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 AND MIT", True),
        ("GPL-2.0-only OR MIT", True),
        ("(BSD-2-Clause AND Apache-2.0 WITH LLVM-exception)", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("License :: OSI Approved :: GNU General Public License v2 (GPLv2)", False),
        ("whatever", False),
    ],
)
def test_which_licences_are_allowed(expression, allowed):
    assert licences.is_allowed(expression) == allowed


def bill(file: Path, **licence: object) -> Path:
    rows = [{"license": licence}] if licence else []
    file.write_text(json.dumps({"components": [{"name": "a", "version": "1", "licenses": rows}]}))
    return file


def test_a_bill_with_the_gpl_or_without_a_licence_is_told(tmp_path, capsys):
    assert licences.main(str(bill(tmp_path / "good", id="MIT"))) == 0
    assert licences.main(str(bill(tmp_path / "bad", id="GPL-3.0-only"))) == 1
    assert "a 1: GPL-3.0-only: not allowed" in capsys.readouterr().out
    assert licences.main(str(bill(tmp_path / "none"))) == 1
    (tmp_path / "empty").write_text('{"components": []}')
    assert licences.main(str(tmp_path / "empty")) == 1


class Service(BaseHTTPRequestHandler):
    """Knows one vulnerability, of any package, as https://osv.dev does."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        flaw = {
            "id": "PYSEC-1",
            "aliases": ["CVE-1"],
            "summary": "bad",
            "affected": [
                {
                    "package": {"name": "segno", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}],
                    "versions": ["1.6.6"],
                }
            ],
        }
        body = json.dumps({"vulns": [flaw]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def audited(tmp_path: Path, address: str, borne: str = "") -> tuple[int, str]:
    (tmp_path / "pinned").write_text("segno==1.6.6\n")
    (tmp_path / "borne").write_text(borne)
    files = ["--pinned", tmp_path / "pinned", "--borne", tmp_path / "borne"]
    command = [sys.executable, audit.__file__, *files, "-s", "osv", "--osv-url", address, "--timeout", "2"]
    cache = ["--cache-dir", tmp_path / "cache"]
    done = subprocess.run([*command, *cache], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_known_vulnerability_fails_and_says_what_mends_it(tmp_path, service):
    code, said = audited(tmp_path, service)
    assert code == 1
    assert "segno 1.6.6: PYSEC-1 CVE-1; mended by 9" in said
    code, said = audited(tmp_path, service, "# for now\nCVE-1 we do not call it\n")
    assert code == 0 and "1 packages looked up, 0 vulnerabilities" in said


def test_without_a_service_it_passes_and_says_so(tmp_path):
    code, said = audited(tmp_path, "http://127.0.0.1:9")
    assert code == 0
    assert "NOT looked up" in said


def test_every_dependency_has_a_lower_bound_and_a_pin():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = (ROOT / "requirements" / "constraints.txt").read_text().lower().replace("_", "-")
    for wanted in project["dependencies"]:
        name, _, bound = wanted.partition(">=")
        assert bound, wanted
        assert f"\n{name.lower()}==" in pins, wanted
