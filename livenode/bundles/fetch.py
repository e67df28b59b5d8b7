"""Fetch an archive over https, or from a file: bounded, checked by its sha256; what was cut goes on."""

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from livenode.inference.bundle import file_sha256

MOST_BYTES = 2 << 30
WAIT_S = 30.0  # for the next bytes
_PIECE_BYTES = 1 << 20
_PARTIAL = 206

Tell = Callable[[int, int], None]  # how many bytes there are, of how many (0: not known)


class FetchError(ValueError):
    """What was not fetched; the sentence says why and what to do."""

    exit_code = 69  # EX_UNAVAILABLE


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows https to https alone; to http only what a sha256 speaks for."""

    def __init__(self, sha256: str) -> None:
        self._sha256 = sha256

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Return the request for where it leads. Called by urllib."""
        check_address(newurl, self._sha256)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(address: str, sha256: str) -> None:
    """Raise FetchError unless what lies there can be trusted: by https, or by its sha256."""
    scheme = urlsplit(address).scheme.lower()
    if scheme == "https" or (scheme == "http" and sha256):
        return
    if scheme == "http":
        raise FetchError(
            f"{address[:200]}: what comes by http can be changed on its way: use https, or --sha256"
        )
    raise FetchError(f"{address[:200]}: only https and files are fetched from")


def is_address(source: str) -> bool:
    """Return whether this is an address, and not a file or a name."""
    return "://" in source


def fetch(source: str, folder: Path, sha256: str = "", tell: Tell = lambda bytes_, of: None) -> Path:
    """Return the file of an archive: the one named, or the one fetched into `folder`. Raises FetchError.

    sha256: what it must be, "" where nobody said. A fetch that was cut goes on where it was if a sha256 says
    in the end that all of it fits; else it begins again. Thread: any.
    """
    if not is_address(source):
        return _checked(Path(source), sha256)
    if urlsplit(source).scheme.lower() == "file":
        return _checked(Path(url2pathname(urlsplit(source).path)), sha256)
    check_address(source, sha256)
    part = folder / f"{hashlib.sha256(source.encode()).hexdigest()[:16]}.part"
    if not sha256:
        part.unlink(missing_ok=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _download(source, part, sha256, tell)
    except (OSError, HTTPException, ValueError) as problem:
        if isinstance(problem, FetchError):
            raise
        again = "run it again: it goes on where it was" if sha256 else "run it again"
        raise FetchError(f"{source[:200]}: was not fetched ({problem}): {again}") from None
    try:
        return _checked(part, sha256)
    except FetchError:
        part.unlink(missing_ok=True)  # what is wrong is never gone on with
        raise


def _download(source: str, part: Path, sha256: str, tell: Tell) -> None:
    there = part.stat().st_size if part.is_file() else 0
    request = urllib.request.Request(source, headers={"Range": f"bytes={there}-"} if there else {})
    opener = urllib.request.build_opener(_SafeRedirects(sha256))
    try:
        answer = opener.open(request, timeout=WAIT_S)
    except urllib.error.HTTPError as problem:
        if problem.code == 416 and there:  # nothing is left: it was whole
            return
        raise
    with answer:
        begins = there if answer.status == _PARTIAL else 0
        length = int(answer.headers.get("Content-Length") or 0)
        if begins + length > MOST_BYTES:
            raise FetchError(f"{source[:200]}: is larger than {MOST_BYTES >> 30} GB")
        with part.open("ab" if begins else "wb") as out:
            _copy(answer, out, begins, begins + length if length else 0, tell)


def _copy(answer: Any, out: IO[bytes], begins: int, of: int, tell: Tell) -> None:
    at = begins
    while piece := answer.read(_PIECE_BYTES):
        at += len(piece)
        if at > MOST_BYTES:
            raise FetchError(f"it is larger than {MOST_BYTES >> 30} GB")
        out.write(piece)
        tell(at, of)
    if at < of:
        raise OSError(f"the connection ended after {at} of {of} bytes")


def _checked(file: Path, sha256: str) -> Path:
    if not file.is_file():
        raise FetchError(
            f"{file}: there is no such file: give a name of the index, an https address or a file"
        )
    if sha256 and file_sha256(file) != sha256.lower():
        raise FetchError(
            f"{file.name}: its sha256 is {file_sha256(file)}, not {sha256}: it is not what was meant"
        )
    return file
