"""Text as a bag of hashed words, word pairs and letter triples: no vocabulary file, any language or typo."""

import re
import zlib

import numpy as np

TEXT_BUCKETS = 8192
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def text_counts(text: str, buckets: int = TEXT_BUCKETS) -> np.ndarray:
    """Return (buckets,) float32 of unit length (zeros for a text without letters or digits)."""
    words = _WORD.findall(text.lower())[:64]
    pieces = [f"w:{word}" for word in words]
    pieces += [f"p:{first} {second}" for first, second in zip(words, words[1:], strict=False)]
    for word in words:
        padded = f"^{word}$"
        pieces += [f"l:{padded[start : start + 3]}" for start in range(max(1, len(padded) - 2))]
    counts = np.zeros(buckets, np.float32)
    for piece in pieces:
        weight = 1.0 if piece[0] == "w" else 0.4
        counts[zlib.crc32(piece.encode()) % buckets] += weight
    norm = float(np.linalg.norm(counts))
    return counts / norm if norm else counts
