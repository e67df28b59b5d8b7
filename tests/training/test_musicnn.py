"""The embedder: the checkpoint's format, the network's shapes, the weights' fetching. No network is used."""

import struct
import zipfile

import numpy as np
import pytest
import torch

from livenode.training import musicnn_weights
from livenode.training.musicnn import (
    DEAD,
    EMBEDDING,
    MEL_BANDS,
    PATCH_FRAMES,
    PATCH_STFT_FRAMES,
    TAGS,
    Musicnn,
    embed,
    patches,
)
from livenode.training.musicnn_weights import WHEEL, WeightsError, load_musicnn
from livenode.training.tf_checkpoint import read_tensors

RATE = 48_000


def varint(number):
    digits = []
    while number > 127:
        digits.append(number & 127 | 128)
        number >>= 7
    return bytes([*digits, number])


def table_block(entries):
    """A block whose second key on shares what it can with the one before."""
    made, before = b"", b""
    for key, value in entries:
        shared = 0
        while shared < min(len(key), len(before)) and key[shared] == before[shared]:
            shared += 1
        own = key[shared:]
        made += varint(shared) + varint(len(own)) + varint(len(value)) + own + value
        before = key
    return made + struct.pack("<II", 0, 1)


def checkpoint(tensors):
    """The bytes of a checkpoint's index and data, as TensorFlow writes them."""
    data, entries = b"", [(b"", b"\x08\x01")]
    for name, value in sorted(tensors.items()):
        dims = b"".join(b"\x12" + varint(len(d)) + d for d in (b"\x08" + varint(n) for n in value.shape))
        raw = value.astype("<f4").tobytes()
        entry = b"\x08\x01\x12" + varint(len(dims)) + dims
        entry += b"\x20" + varint(len(data)) + b"\x28" + varint(len(raw)) + b"\x35" + bytes(4)
        entries.append((name.encode(), entry))
        data += raw
    trailer = bytes(5)
    body = table_block(entries)
    where = varint(0) + varint(len(body))
    top = table_block([(b"zzz", where)])
    footer = varint(0) + varint(0) + varint(len(body) + 5) + varint(len(top))
    return body + trailer + top + trailer + footer.ljust(40, b"\0") + struct.pack(
        "<Q", 0xDB4775248B80FB57
    ), data


def published(seed=0):
    """Weights of the published shapes, at random, under TensorFlow's names."""
    rng, found = np.random.default_rng(seed), {}
    network = Musicnn()
    convolutions = [each.conv for each in (*network.front, *network.middle)]
    sizes = [tuple(layer.weight.shape) for layer in convolutions]
    for number, (channels, _, times, bands) in enumerate(sizes):
        name = f"conv2d_{number}" if number else "conv2d"
        found[f"{name}/kernel"] = 0.05 * rng.standard_normal((times, bands, 1, channels))
        found[f"{name}/kernel"][..., ::2] = 1e-30  # as most of the published ones are
        found[f"{name}/bias"] = rng.standard_normal(channels)
    for name, size in (("dense", (1506, 200)), ("dense_1", (200, 50))):
        found[f"{name}/kernel"] = 0.02 * rng.standard_normal(size)
        found[f"{name}/bias"] = rng.standard_normal(size[1])
    for number, size in enumerate((1, *(shape[0] for shape in sizes), 1506, 200)):
        name = f"batch_normalization_{number}" if number else "batch_normalization"
        for part in ("beta", "gamma", "moving_mean"):
            found[f"{name}/{part}"] = rng.standard_normal(size)
        found[f"{name}/moving_variance"] = rng.uniform(0.5, 2, size)
    return {name: value.astype(np.float32) for name, value in found.items()}


def test_a_checkpoint_is_read_as_it_was_written():
    wanted = {"a/kernel": np.arange(12.0).reshape(3, 4), "a/bias": np.ones(300), "step": np.array(7.0)}
    found = read_tensors(*checkpoint(wanted))
    assert found.keys() == wanted.keys()
    assert all(np.array_equal(found[name], value) for name, value in wanted.items())
    with pytest.raises(ValueError, match="not the index"):
        read_tensors(b"no table" * 20, b"")


def test_weights_come_from_a_wheel_put_by_hand(tmp_path, monkeypatch):
    index, data = checkpoint(published())
    with zipfile.ZipFile(tmp_path / WHEEL, "w") as archive:
        archive.writestr("musicnn/MSD_musicnn/.index", index)
        archive.writestr("musicnn/MSD_musicnn/.data-00000-of-00001", data)
    with pytest.raises(WeightsError, match="not the published one"):
        load_musicnn(tmp_path, fetch=False)
    monkeypatch.setattr(
        musicnn_weights,
        "WHEEL_SHA256",
        musicnn_weights.hashlib.sha256((tmp_path / WHEEL).read_bytes()).hexdigest(),
    )
    network = load_musicnn(tmp_path, fetch=False)
    (tmp_path / WHEEL).unlink()
    again = load_musicnn(tmp_path, fetch=False)  # kept
    audio = 0.1 * np.random.default_rng(0).standard_normal(2 * PATCH_FRAMES + 5)
    assert embed(network, audio).shape == (2, EMBEDDING)
    assert np.array_equal(embed(network, audio), embed(again, audio))


def test_without_weights_it_is_said_what_to_do(tmp_path, monkeypatch):
    with pytest.raises(WeightsError, match="--no-embed"):
        load_musicnn(tmp_path, fetch=False)
    monkeypatch.setattr(musicnn_weights, "PACKAGE", "./no-such-package")
    with pytest.raises(WeightsError, match="put musicnn-0.1.0.*or evaluate with --no-embed"):
        load_musicnn(tmp_path)


def test_filters_that_hear_nothing_are_left_out_without_a_difference():
    torch.manual_seed(0)
    filters = Musicnn().front[1].eval()
    x = torch.randn(2, 30, MEL_BANDS)
    with torch.no_grad():
        filters.conv.weight[::2] *= 1e-30
        filters.norm.running_mean.normal_()
        fast = filters(x)
        padded = torch.nn.functional.pad(x[:, None], (0, 0, 3, 3))
        whole = filters.norm(torch.relu(filters.conv(padded))).amax(3).transpose(1, 2)
    assert float(filters.conv.weight.detach()[0].abs().max()) < DEAD
    torch.testing.assert_close(fast, whole)


def test_patches_are_whole_and_say_what_sounds():
    times = np.arange(2 * PATCH_FRAMES + 1000) / RATE
    tone = np.sin(2 * np.pi * 1000 * times)
    found = patches(tone)
    assert found.shape == (2, PATCH_STFT_FRAMES, MEL_BANDS)
    centre = int(found[0, 90].argmax())
    assert 27 <= centre <= 31  # Slaney's scale: 1 kHz is mel 15 of 45.2 at 8 kHz; 97 edges
    assert patches(tone[: PATCH_FRAMES - 1]).shape == (0, PATCH_STFT_FRAMES, MEL_BANDS)
    assert len(TAGS) == 50
