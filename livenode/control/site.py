"""What a GET is answered with: figures, the page's files, the OSCQuery tree. No socket; no disk after start.

A path is looked up in tables that were read once; nothing of a request ever names a file.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

from livenode.control.exposition import CONTENT_TYPE, exposition
from livenode.control.gate import COOKIE, Gate, Visitor
from livenode.control.oscquery import Tree
from livenode.figures import Figures
from livenode.status import FAULT

JSON, PLAIN = "application/json", "text/plain; charset=utf-8"
HEALTH = "/healthz"  # 503 where nothing is heard
INDEX = "/index.html"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
COOKIE_S = 365 * 24 * 3600
ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = (
    "default-src 'self'; connect-src 'self' ws://{host}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Report = Callable[[], Figures]


@dataclass(frozen=True)
class Ask:
    """A GET request as plain data. address, port: where the client reached this node."""

    path: str
    query: str = ""
    accept: str = ""
    cookie: str = ""
    peer: str = "127.0.0.1"
    host: str = ""
    origin: str = ""
    address: str = "127.0.0.1"
    port: int = 0

    @property
    def words(self) -> Mapping[str, str]:
        """The query as keys and values, "" for a key alone."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    @property
    def visitor(self) -> Visitor:
        """Who asks."""
        tokens = (self.words.get("token", ""), self.cookie)
        return Visitor(self.peer, self.host, self.origin, tokens)


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int
    kind: str = JSON
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def _figures_text(figures: Figures) -> str:
    return json.dumps(figures.document(), indent=1, allow_nan=False) + "\n"


def _health_text(figures: Figures) -> str:
    """Return the status, the reason where it is not ok, and whether the show is open."""
    status = figures.status
    words = f"{status.status}: {status.reason}" if status.reason else status.status
    return f"{words}\n{figures.attended.hours}\n"


# path: (content type, text of the figures); open to everyone who is heard at all
FIGURES: Mapping[str, tuple[str, Callable[[Figures], str]]] = {
    "/status": (JSON, _figures_text),
    "/metrics": (CONTENT_TYPE, exposition),
    HEALTH: (PLAIN, _health_text),
}


class Site:
    """Everything that can be asked for. Thread: control. Real-time safe: no."""

    def __init__(self, report: Report, tree: Tree, gate: Gate, files: Mapping[str, Answer]) -> None:
        self._report, self._tree, self._gate, self._files = report, tree, gate, files

    def refusal(self, ask: Ask) -> str:
        """Return why this visitor may not see the page or talk to it, "" where it may."""
        return self._gate.refusal(ask.visitor)

    def answer(self, ask: Ask) -> Answer:
        """Answer a GET."""
        if ask.path in FIGURES:
            (kind, text), figures = FIGURES[ask.path], self._report()
            is_well = ask.path != HEALTH or figures.status.status != FAULT
            return Answer(200 if is_well else 503, kind, text(figures).encode(), ALWAYS)
        if refusal := self.refusal(ask):
            return error(403, refusal)
        found = self._files.get(INDEX if _wants_page(ask) else ask.path) or self._node(ask)
        return Answer(found.status, found.kind, found.body, self._headers(ask))

    def _node(self, ask: Ask) -> Answer:
        attribute = next((key for key in ask.words if key not in ("token", "HTML")), "")
        status, node = self._tree.answer(ask.path, attribute, ask.address, ask.port)
        if status == 404:
            return error(404, f"{node['error']}; / names all there are")
        return Answer(status, JSON, b"" if status == 204 else json.dumps(node, allow_nan=False).encode())

    def _headers(self, ask: Ask) -> dict[str, str]:
        headers = {**ALWAYS, "Content-Security-Policy": POLICY.format(host=ask.host)}
        token = ask.words.get("token", "")
        if token and self._gate.knows([token]):
            headers["Set-Cookie"] = f"{COOKIE}={token}; Path=/; Max-Age={COOKIE_S}; HttpOnly; SameSite=Strict"
        return headers


def _wants_page(ask: Ask) -> bool:
    return ask.path == "/" and ("text/html" in ask.accept or "HTML" in ask.words)


def read_page(folder: Path) -> dict[str, Answer]:
    """Read the page's files, by their path; {} where there is no such folder."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {
        f"/{file.name}": Answer(200, KINDS[file.suffix], file.read_bytes())
        for file in files
        if file.suffix in KINDS
    }


def error(status: int, text: str, **headers: str) -> Answer:
    """Return an answer that says what is wrong, and which paths there are."""
    body = json.dumps({"error": text, "paths": ["/", *FIGURES]}, indent=1) + "\n"
    return Answer(status, JSON, body.encode(), {**ALWAYS, **headers})
