"""Archives of bundles, .tar.gz and .zip: one folder with its manifest and the files that it names, no more.

What is unpacked comes from strangers: every name, kind and length is checked before a byte is written, and
the bytes are counted as they come, whatever the archive says of itself.
"""

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

from livenode.inference.bundle import Bundle
from livenode.inference.manifest import FILE, MOST_FILES, NAME

MOST_BYTES = 4 << 30  # unpacked
_PIECE_BYTES = 1 << 20
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LINK, _KIND = 0o120000, 0o170000
_BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError, ValueError,
    struct.error, NotImplementedError, RuntimeError, OverflowError, IndexError,
)  # fmt: skip


class ArchiveError(ValueError):
    """An archive that is not unpacked, or cannot be written; the sentence says why."""

    exit_code = 66  # EX_NOINPUT


class _Bounded(io.RawIOBase):
    """A file of which nobody reads much at once, nor beyond the most that a bundle is.

    The readers of tar and zip take a header of any length into memory; here it is refused.
    """

    def __init__(self, opened: BinaryIO | gzip.GzipFile) -> None:
        self._opened = opened

    def read(self, count: int = -1) -> bytes:
        """Return so many bytes. Raises ArchiveError where that is not modest."""
        found = self._opened.read(min(count, _PIECE_BYTES + 1) if count >= 0 else _PIECE_BYTES + 1)
        if len(found) > _PIECE_BYTES:
            raise ArchiveError("its table of contents is too long")
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place. Raises ArchiveError where no bundle reaches."""
        if offset > MOST_BYTES:
            raise ArchiveError(_too_much())
        return self._opened.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._opened.tell()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought."""
        return True


def unpack(archive: Path, folder: Path) -> None:
    """Write the bundle in an archive into an empty folder. Raises ArchiveError and OSError. Thread: any."""
    with archive.open("rb") as opened:
        try:
            unpack_stream(opened, folder)
        except ArchiveError as problem:
            raise ArchiveError(f"{archive.name}: {problem}") from None


def unpack_stream(opened: BinaryIO, folder: Path) -> None:
    """Write the bundle in an open archive into an empty folder. Raises ArchiveError and OSError."""
    begin = opened.read(4)
    opened.seek(0)
    members = _zipped if begin[:2] == b"PK" else _tarred
    written: set[str] = set()
    above, room_bytes = None, MOST_BYTES
    with _readable():
        for path, stream in members(opened):
            at, name = _place(path)
            if above is not None and at != above:
                raise ArchiveError("its files lie in more than one folder")
            if name in written or len(written) > MOST_FILES:
                raise ArchiveError(f"it holds {name} twice, or more than {MOST_FILES} files")
            room_bytes = _write(stream, folder / name, room_bytes)
            written.add(name)
            above = at
    if FILE not in written:
        raise ArchiveError(f"it holds no {FILE}: it is no bundle of an engine")


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except ArchiveError:
        raise
    except _BROKEN as problem:
        raise ArchiveError(f"it cannot be unpacked ({str(problem)[:80] or type(problem).__name__})") from None


def _place(path: str) -> tuple[str, str]:
    """Return the folder, "" or one, and the name of a member. Raises ArchiveError for any other place."""
    *above, name = path.removeprefix("./").split("/")
    if len(above) > 1 or not all(NAME.fullmatch(each) for each in (*above, name)):
        raise ArchiveError(f"it holds {path[:80]!r}, which is no file of a bundle")
    return (above[0] if above else ""), name


def _tarred(opened: BinaryIO) -> Iterator[tuple[str, IO[bytes]]]:
    bounded = cast(IO[bytes], _Bounded(gzip.GzipFile(fileobj=opened)))
    with tarfile.open(fileobj=bounded, mode="r:") as archive:
        for number, member in enumerate(archive):
            if number > 2 * MOST_FILES:
                raise ArchiveError(f"it holds more than {MOST_FILES} files")
            if member.isdir():
                continue
            if member.type not in _PLAIN:
                raise ArchiveError(f"it holds {member.name[:80]!r}, which is a link or no plain file")
            yield member.name, _stream_of(archive, member)


def _stream_of(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member)
    if stream is None:
        raise ArchiveError(f"it holds {member.name[:80]!r}, which is no plain file")
    return stream


def _zipped(opened: BinaryIO) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(cast(Any, _Bounded(opened))) as archive:
        members = archive.infolist()
        if len(members) > 2 * MOST_FILES:
            raise ArchiveError(f"it holds more than {MOST_FILES} files")
        for member in members:
            if member.is_dir():
                continue
            if (member.external_attr >> 16) & _KIND == _LINK or member.compress_type not in _PACKED:
                raise ArchiveError(f"it holds {member.filename[:80]!r}, which is a link or packed oddly")
            with archive.open(member) as stream:
                yield member.filename, stream


def _write(stream: IO[bytes], path: Path, room_bytes: int) -> int:
    """Write a member; returns how many bytes more there may be."""
    with path.open("xb") as out:
        while piece := stream.read(_PIECE_BYTES):
            room_bytes -= len(piece)
            if room_bytes < 0:
                raise ArchiveError(_too_much())
            out.write(piece)
    return room_bytes


def _too_much() -> str:
    return f"it holds more than {MOST_BYTES >> 30} GB, which is the most that is unpacked"


def pack(bundle: Bundle, out: Path) -> None:
    """Write a checked bundle as an archive, the same bytes for the same bundle. Raises ArchiveError, OSError.

    Thread: any.
    """
    if not out.name.endswith(".tar.gz"):
        raise ArchiveError(f"{out}: bundles are packed as .tar.gz, give it such a name")
    beside = out.with_name(f".{out.name}.part")
    try:
        with (
            beside.open("wb") as plain,
            gzip.GzipFile(filename="", mode="wb", fileobj=plain, mtime=0) as packed,
        ):
            with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
                for name in (FILE, *sorted(bundle.manifest["files"])):
                    _add(archive, bundle.folder / name, str(PurePosixPath(bundle.name) / name))
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def _add(archive: tarfile.TarFile, path: Path, name: str) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = path.stat().st_size, 0o644
    with path.open("rb") as stream:
        archive.addfile(member, stream)
