"""livenode engines: which there are, whether they are whole, another one fetched, one packed for others."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from livenode import paths
from livenode.bundles.archive import ArchiveError, pack
from livenode.bundles.fetch import FetchError, fetch, is_address
from livenode.bundles.index import offer
from livenode.bundles.install import install
from livenode.inference.bundle import Bundle, BundleError, file_sha256, list_bundles, load_bundle

SHA256_CHARACTERS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words and options of engines."""
    words = parser.add_subparsers(dest="what", metavar="WHAT", required=True, help="what to do")
    words.add_parser("list", help="name, version, grade, steps, size, licence and place of each")
    verify = words.add_parser("verify", help="read every file, and say what is wrong")
    verify.add_argument("names", nargs="*", metavar="NAME", help="an engine, or a folder (all engines)")
    get = words.add_parser("get", help="fetch an engine, check it, and put it with the others")
    get.add_argument(
        "source", metavar="SOURCE", help="an archive (.tar.gz, .zip) or its address, or a name of --index"
    )
    get.add_argument("--sha256", type=_digest, help="what the archive must be")
    get.add_argument("--index", default="", metavar="INDEX", help="an index of engines, or its address")
    get.add_argument("--replace", action="store_true", help="put it in the place of one of the same name")
    packed = words.add_parser("pack", help="write an engine as an archive that `get` takes")
    packed.add_argument("name", metavar="NAME", help="an engine, or a folder")
    packed.add_argument("--out", type=Path, required=True, metavar="FILE.tar.gz")


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked; returns the exit code."""
    return WHAT[arguments.what](arguments)


def _list(arguments: argparse.Namespace) -> int:
    print(f"{'name':16} {'version':8} {'grade':6} {'steps':>5} {'MB':>6}  {'licence':12} where")
    for name in list_bundles():
        try:
            print(_row(load_bundle(name)))
        except BundleError as problem:
            print(f"{name:16} cannot be used: {problem}")
    return 0


def _row(bundle: Bundle) -> str:
    said = bundle.manifest
    return (
        f"{bundle.folder.name:16} {bundle.version:8} {said['grade']:6} {said['steps']['default']:5d} "
        f"{bundle.size_bytes / 1e6:6.1f}  {said['licence']:12} {bundle.folder}"
    )


def _verify(arguments: argparse.Namespace) -> int:
    worst = 0
    for name in arguments.names or list_bundles():
        try:
            bundle = load_bundle(name)
            print(f"{name}: whole, version {bundle.version}, {len(bundle.manifest['files'])} files")
        except BundleError as problem:
            print(f"{name}: {problem}", file=sys.stderr)
            worst = BundleError.exit_code
    return worst


def _get(arguments: argparse.Namespace) -> int:
    source, sha256 = arguments.source, arguments.sha256 or ""
    cache = paths.user_folder("cache") / "engines"
    if not is_address(source) and not Path(source).is_file():
        if not arguments.index:
            raise FetchError(f"{source[:200]}: there is no such file; for a name say where: --index")
        found = offer(arguments.index, source, cache)
        source, sha256 = found.url, sha256 or found.sha256
    archive = fetch(source, cache, sha256, _tell if sys.stderr.isatty() else lambda at, of: None)
    print(
        f"sha256 of the archive: {file_sha256(archive)}"
        + ("" if sha256 else " (nobody said which it must be)")
    )
    bundle = install(archive, arguments.replace)
    if archive.parent == cache:
        archive.unlink(missing_ok=True)
    print(_row(bundle))
    print(f"play it: livenode run --engine {bundle.name}")
    return 0


def _pack(arguments: argparse.Namespace) -> int:
    bundle = load_bundle(arguments.name)
    try:
        pack(bundle, arguments.out)
    except OSError as problem:
        raise ArchiveError(f"{arguments.out}: cannot be written ({problem.strerror})") from None
    print(f"{arguments.out}: engine {bundle.name}, version {bundle.version}")
    print(f"sha256 {file_sha256(arguments.out)}")
    return 0


def _tell(at: int, of: int) -> None:
    print(f"\r{at / 1e6:.0f}" + (f" of {of / 1e6:.0f} MB" if of else " MB"), end="", file=sys.stderr)


def _digest(text: str) -> str:
    if len(text) != SHA256_CHARACTERS or not set(text.lower()) <= set("0123456789abcdef"):
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is no sha256: 64 hexadecimal digits")
    return text.lower()


WHAT: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "verify": _verify,
    "get": _get,
    "pack": _pack,
}
