"""livenode engines: what is listed and verified, what is got and put in place, and what never is."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from livenode.bundles import archive as archives
from livenode.bundles.archive import ArchiveError, unpack
from livenode.bundles.install import install
from livenode.cli import main
from livenode.inference.bundle import BundleError, file_sha256, list_bundles, load_bundle
from tests.bundles import bundle as bundle
from tests.bundles import engines as engines
from tests.bundles import make_bundle
from tests.bundles import packed as packed

CONFIG, FILE, PLACE = 78, 66, 73


def tarred(path: Path, members: list[tuple[tarfile.TarInfo | str, bytes]]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for named, content in members:
            member = named if isinstance(named, tarfile.TarInfo) else tarfile.TarInfo(named)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")] if folder.is_dir() else []


# -- list and verify


def test_the_shipped_engine_is_listed_with_its_figures(capsys):
    assert main(["engines", "list"]) == 0
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("default")]
    bundle = load_bundle("default")
    for word in (bundle.version, bundle.manifest["grade"], "CC-BY-4.0", str(bundle.folder)):
        assert word in row
    assert f"{bundle.size_bytes / 1e6:.1f}" in row


def test_an_engine_of_the_user_s_goes_before_the_shipped_one(engines):
    make_bundle(engines / "default", name="default")
    assert load_bundle("default").folder == engines / "default"


def test_verify_says_what_is_wrong_with_each(engines, capsys):
    make_bundle(engines / "whole")
    broken = make_bundle(engines / "torn")
    (broken / "decoder.onnx").write_bytes(b"other")
    assert main(["engines", "verify", "whole"]) == 0
    assert "whole, version 1, 5 files" in capsys.readouterr().out
    assert main(["engines", "verify"]) == CONFIG
    said = capsys.readouterr()
    assert "whole: whole" in said.out and "default: whole" in said.out
    assert said.err.count("\n") == 1 and "decoder.onnx is damaged" in said.err
    assert main(["engines", "list"]) == 0
    assert "torn             cannot be used" in capsys.readouterr().out


MANIFESTS: dict[str, tuple[dict[str, object], str]] = {
    "a name that is a path": ({"name": "../x"}, "has the name '../x'"),
    "no name": ({"name": ""}, "has the name ''"),
    "a version with a line": ({"version": "1\n2"}, "has the version"),
    "steps without figures": ({"steps": {}}, "steps without a whole number"),
    "steps of nought": ({"steps": {"default": 0, "max": 4}}, "not 1 <= default"),
    "an endless sigma": ({"sigma_max": float("inf")}, "sigma_max"),
    "a grade there is none": ({"grade": "superb"}, "not one of draft, good, stage"),
    "true for a number": ({"samplerate": True}, "samplerate"),
    "another schema": ({"schema": 2}, "schema 2, and this livenode reads 1"),
    "no shape": ({"shapes": {}}, "text_tower"),
    "a huge shape": ({"shapes": {"text_tower": {"counts": [1, 10**9]}}}, "text_tower"),
    "a file outside": ({"files": {"../encoder.onnx": "0" * 64}}, "no plain name"),
    "a file that is a number": ({"files": {"encoder.onnx": 3}}, "no sha256"),
    "no files": ({"files": {}}, "names no encoder.onnx"),
}


@pytest.mark.parametrize("kind", MANIFESTS)
def test_a_manifest_that_cannot_be(kind, tmp_path):
    changed, says = MANIFESTS[kind]
    with pytest.raises(BundleError) as refused:
        load_bundle(str(make_bundle(tmp_path / "bad", **changed)))
    assert says in str(refused.value) and len(str(refused.value)) < 400


@pytest.mark.parametrize("name", ["../default", "/etc", "a\0b", ".", "..", "x" * 5000, "défaut", ""])
def test_names_that_no_engine_has(name, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")  # a name may be a folder, too
    with pytest.raises(BundleError, match="no engine"):
        load_bundle(name)


def test_a_folder_of_an_odd_name_is_not_offered(engines):
    make_bundle(engines / "with space")
    make_bundle(engines / ".tiny.1.old")
    assert list_bundles() == ["default"]


# -- pack and get


def test_what_is_packed_is_got_again(packed, bundle, engines, capsys):
    assert main(["engines", "get", str(packed), "--sha256", file_sha256(packed)]) == 0
    assert "tiny             2.1" in capsys.readouterr().out
    assert content(engines / "tiny") == content(bundle)
    assert "tiny" in list_bundles()
    assert leftovers(engines) == []


def test_a_file_may_be_given_as_an_address(packed, engines):
    assert main(["engines", "get", packed.as_uri()]) == 0
    assert packed.is_file() and load_bundle("tiny").folder == engines / "tiny"


def test_the_same_bundle_packs_to_the_same_bytes(packed, bundle, tmp_path):
    again = tmp_path / "again.tar.gz"
    assert main(["engines", "pack", str(bundle), "--out", str(again)]) == 0
    assert again.read_bytes() == packed.read_bytes()


@pytest.mark.parametrize("top", ["", "tiny/", "./"])
def test_zip_and_tar_with_and_without_a_folder(top, bundle, engines, tmp_path):
    files = content(bundle)
    install(zipped(tmp_path / "a.zip", {top + name: data for name, data in files.items()}))
    assert content(engines / "tiny") == files
    install(tarred(tmp_path / "a.tar.gz", [(top + name, data) for name, data in files.items()]), replace=True)
    assert content(engines / "tiny") == files
    assert leftovers(engines) == []


def test_what_a_killed_install_left_does_not_stop_the_next(packed, engines):
    left = engines / f".{os.getpid()}.part"  # in a container every process has the same number
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"a network")
    assert install(packed).folder.parent == engines
    assert leftovers(engines) == []


def test_an_engine_that_is_there_is_replaced_only_when_asked(packed, engines, capsys):
    make_bundle(engines / "tiny", version="1")
    assert main(["engines", "get", str(packed)]) == PLACE
    assert "--replace" in capsys.readouterr().err
    assert load_bundle("tiny").version == "1"
    assert main(["engines", "get", str(packed), "--replace"]) == 0
    assert load_bundle("tiny").version == "2.1"
    assert leftovers(engines) == []


def link(kind: bytes) -> tarfile.TarInfo:
    member = tarfile.TarInfo("decoder.onnx")
    member.type, member.linkname = kind, "/etc/passwd"
    return member


def with_link(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("decoder.onnx")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    return path


def bomb(path: Path, name: str) -> Path:
    """A header of 64 MB of zeros, which a reader of tar would take whole."""
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 64 << 20
    with gzip.open(path, "wb") as packed:
        packed.write(member.tobuf(tarfile.USTAR_FORMAT))
        for _ in range(64):
            packed.write(bytes(1 << 20))
    return path


BAD: dict[str, tuple[Callable[[Path, dict[str, bytes]], Path], str]] = {
    "up": (lambda at, files: tarred(at, [("../x.onnx", b"")]), "no file of a bundle"),
    "absolute": (lambda at, files: tarred(at, [("/tmp/x.onnx", b"")]), "no file of a bundle"),
    "deep": (lambda at, files: tarred(at, [("a/b/x.onnx", b"")]), "no file of a bundle"),
    "hidden": (lambda at, files: tarred(at, [(".ssh/x", b"")]), "no file of a bundle"),
    "backslash": (lambda at, files: zipped(at, {"..\\x.onnx": b""}), "no file of a bundle"),
    "a drive": (lambda at, files: zipped(at, {"C:x.onnx": b""}), "no file of a bundle"),
    "zip up": (lambda at, files: zipped(at, {"../x.onnx": b""}), "no file of a bundle"),
    "long": (lambda at, files: zipped(at, {"x" * 5000: b""}), "no file of a bundle"),
    "unicode": (lambda at, files: zipped(at, {"é.onnx": b""}), "no file of a bundle"),
    "symbolic link": (lambda at, files: tarred(at, [(link(tarfile.SYMTYPE), b"")]), "a link"),
    "hard link": (lambda at, files: tarred(at, [(link(tarfile.LNKTYPE), b"")]), "a link"),
    "pipe": (lambda at, files: tarred(at, [(link(tarfile.FIFOTYPE), b"")]), "a link or no plain file"),
    "zip link": (with_link, "a link"),
    "twice": (lambda at, files: tarred(at, [("a.onnx", b""), ("a.onnx", b"")]), "twice"),
    "two folders": (lambda at, files: tarred(at, [("a/x", b""), ("b/y", b"")]), "more than one folder"),
    "many": (lambda at, files: zipped(at, {f"f{n}": b"" for n in range(99)}), "more than 32 files"),
    "no manifest": (lambda at, files: tarred(at, [("encoder.onnx", b"")]), "no manifest.json"),
    "more than is named": (lambda at, files: zipped(at, {**files, "run.py": b"1"}), "does not name"),
    "another byte": (lambda at, files: zipped(at, {**files, "decoder.onnx": b"1"}), "damaged"),
    "no archive": (lambda at, files: at.write_bytes(b"PK" + b"x" * 100) and at or at, "cannot be unpacked"),
    "text": (lambda at, files: at.write_bytes(b"hello") and at or at, "cannot be unpacked"),
    "nothing": (lambda at, files: at.touch() or at, "cannot be unpacked"),
    "a bomb of a header": (lambda at, files: bomb(at, "x"), "table of contents is too long"),
}


@pytest.mark.parametrize("kind", BAD)
def test_an_archive_that_is_never_put_in_place(kind, bundle, engines, tmp_path, capsys):
    make, says = BAD[kind]
    before = set(tmp_path.rglob("*"))
    bad = make(tmp_path / "bad", content(bundle))
    assert main(["engines", "get", str(bad)]) in (FILE, CONFIG)
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1 and len(said) < 400
    new = set(tmp_path.rglob("*")) - before - {bad, engines, engines.parent, engines.parent.parent}
    assert new == set()


def test_what_unpacks_to_more_than_is_allowed(bundle, engines, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    files = {**content(bundle), "denoiser.onnx": bytes(2 << 20)}
    for bad in (zipped(tmp_path / "a.zip", files), tarred(tmp_path / "a.tgz", list(files.items()))):
        with pytest.raises(ArchiveError, match="the most that is unpacked"):
            install(bad)
    assert not (engines / "tiny").exists() and leftovers(engines) == []


def test_a_cut_archive(packed, engines, tmp_path):
    for share in (0.1, 0.5, 0.9):
        cut = tmp_path / "cut.tar.gz"
        cut.write_bytes(packed.read_bytes()[: int(share * packed.stat().st_size)])
        with pytest.raises(ArchiveError):
            unpack(cut, _empty(tmp_path / f"to{share}"))


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder
