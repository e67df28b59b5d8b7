"""Read the tensors of a TensorFlow checkpoint (V2 "tensor bundle") without TensorFlow. Pure functions.

The index file is an SSTable: blocks of prefix-compressed keys, their values protocol buffers that say where
in the data file each tensor lies. Formats: LevelDB's doc/table_format.md, TensorFlow's tensor_bundle.proto.
Only what the checkpoints of TensorFlow 1 use is read: one shard, blocks that are not compressed, float32.
"""

import struct
from collections.abc import Iterator

import numpy as np

_MAGIC = 0xDB4775248B80FB57
_FOOTER_BYTES = 48
_FLOAT32 = 1


def read_tensors(index: bytes, data: bytes) -> dict[str, np.ndarray]:
    """Return the float32 tensors by name from the bytes of a checkpoint's index and of its only data file.

    Raises ValueError where `index` is no such index or a block is compressed.
    """
    footer = index[-_FOOTER_BYTES:]
    if len(footer) < _FOOTER_BYTES or struct.unpack("<Q", footer[-8:])[0] != _MAGIC:
        raise ValueError("not the index of a TensorFlow checkpoint")
    _, at = _handle(footer, 0)  # of the meta index
    (offset, size), _ = _handle(footer, at)
    tensors = {}
    for _, where in _block(index, offset, size):
        for key, value in _block(index, *_handle(where, 0)[0]):
            fields = dict(_fields(value))
            if key and fields.get(1) == _FLOAT32:
                shape = [dict(_fields(dim)).get(1, 0) for number, dim in _fields(fields[2]) if number == 2]
                begin, length = fields.get(4, 0), fields[5]
                values = np.frombuffer(data[begin : begin + length], "<f4")
                tensors[key.decode()] = values.reshape(shape)
    return tensors


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Return a number in base 128, lowest digit first, and where it ends."""
    value = shift = 0
    while True:
        value |= (raw[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if raw[at - 1] < 128:
            return value, at


def _handle(raw: bytes, at: int) -> tuple[tuple[int, int], int]:
    """Return a block's (offset, size), and where that ends."""
    offset, at = _varint(raw, at)
    size, at = _varint(raw, at)
    return (offset, size), at


def _block(table: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the keys and values of a block; each key says how much it shares with the one before."""
    if table[offset + size] != 0:
        raise ValueError("the index of the checkpoint is compressed")
    block = table[offset : offset + size]
    end = size - 4 - 4 * struct.unpack("<I", block[-4:])[0]
    at, key = 0, b""
    while at < end:
        shared, at = _varint(block, at)
        own, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + own]
        yield key, block[at + own : at + own + length]
        at += own + length


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield (field number, value) of a protocol buffer: varints, fixed 32- and 64-bit numbers, bytes."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(message, at)
        else:
            length = {1: 8, 5: 4}.get(kind)
            if length is None:
                length, at = _varint(message, at)
            value, at = message[at : at + length], at + length
        yield tag >> 3, value
