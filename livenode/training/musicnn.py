"""MSD_musicnn: a network that tags music, used as an embedder. Its weights are not ours: musicnn_weights.py.

Pons & Serra 2019, "musicnn: pre-trained convolutional neural networks for music audio tagging", trained on
the Million Song Dataset's 50 most used tags. A patch of 3 s becomes 96 mel bands in time; filters of 0.4 and
0.7 of all bands and filters of one band over 2, 1 and 0.5 s; three convolutions in time; the maximum and the
mean over time; a layer of 200, which is the embedding; the tags.
"""

from collections.abc import Mapping
from functools import cache

import librosa
import numpy as np
import soxr
import torch
import torch.nn.functional as F
from torch import nn

from livenode.inference.features import SAMPLERATE

MUSICNN_SAMPLERATE = 16_000
WINDOW, HOP, MEL_BANDS = 512, 256, 96
PATCH_STFT_FRAMES = 187  # 3 s
PATCH_FRAMES = PATCH_STFT_FRAMES * HOP * SAMPLERATE // MUSICNN_SAMPLERATE  # at 48 kHz
EMBEDDING = 200
NORM_EPSILON = 1e-3  # TensorFlow's; torch's own is 1e-5
DEAD = 1e-9  # a filter all of whose weights are smaller hears nothing: most of the published ones, at 1e-30
TAGS = (
    "rock,pop,alternative,indie,electronic,female vocalists,dance,00s,alternative rock,jazz,"
    "beautiful,metal,chillout,male vocalists,classic rock,soul,indie rock,Mellow,electronica,"
    "80s,folk,90s,chill,instrumental,punk,oldies,blues,hard rock,ambient,acoustic,"
    "experimental,female vocalist,guitar,Hip-Hop,70s,party,country,easy listening,sexy,catchy,"
    "funk,electro,heavy metal,Progressive rock,60s,rnb,indie pop,sad,House,happy"
).split(",")


class Filters(nn.Module):
    """Convolution, rectifier, batch normalisation, maximum over frequency.

    Filters that hear nothing are left at their constant: it is the same, and five times as fast.
    """

    def __init__(self, channels: int, times: int, bands: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, channels, (times, bands))
        self.norm = nn.BatchNorm2d(channels, NORM_EPSILON)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """x: (n, times, bands) -> (n, times, channels)."""
        times = self.conv.kernel_size[0] - 1
        padded = F.pad(x[:, None], (0, 0, times // 2, times - times // 2))
        weight, bias = self.conv.weight, self.conv.bias
        live = weight.abs().amax((1, 2, 3)) > DEAD
        made = self._normalised(F.relu(bias), slice(None)).repeat(*x.shape[:2], 1)
        heard = F.relu(F.conv2d(padded, weight[live], bias[live]))
        made[:, :, live] = self._normalised(heard.permute(0, 2, 3, 1), live).amax(2)
        return made

    def _normalised(self, x: torch.Tensor, channels: torch.Tensor | slice) -> torch.Tensor:
        norm = self.norm
        scale = norm.weight[channels] / torch.sqrt(norm.running_var[channels] + norm.eps)
        return (x - norm.running_mean[channels]) * scale + norm.bias[channels]


class Musicnn(nn.Module):
    """The network, in the order of the published graph."""

    def __init__(self) -> None:
        super().__init__()
        self.input_norm = nn.BatchNorm2d(1, NORM_EPSILON)
        sizes = ((204, 7, 38), (204, 7, 67), (51, 128, 1), (51, 64, 1), (51, 32, 1))
        self.front = nn.ModuleList(Filters(*size) for size in sizes)
        self.middle = nn.ModuleList(Filters(64, 7, bands) for bands in (561, 64, 64))
        self.pooled_norm = nn.BatchNorm1d(2 * (561 + 3 * 64), NORM_EPSILON)
        self.dense = nn.Linear(2 * (561 + 3 * 64), EMBEDDING)
        self.embedding_norm = nn.BatchNorm1d(EMBEDDING, NORM_EPSILON)
        self.tags = nn.Linear(EMBEDDING, len(TAGS))

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """mel: (n, PATCH_STFT_FRAMES, MEL_BANDS), see `patches` -> embedding (n, 200), tags (n, 50), 0..1."""
        x = self.input_norm(mel[:, None])[:, 0]
        front = torch.cat([filters(x) for filters in self.front], 2)
        first = self.middle[0](front)
        second = self.middle[1](first) + first
        third = self.middle[2](second) + second
        heard = torch.cat([front, first, second, third], 2)
        pooled = torch.stack([heard.amax(1), heard.mean(1)], 2).flatten(1)
        embedding = self.embedding_norm(F.relu(self.dense(self.pooled_norm(pooled))))
        return embedding, torch.sigmoid(self.tags(embedding))


def from_tensorflow(tensors: Mapping[str, np.ndarray]) -> Musicnn:
    """Return the network with the weights of the published checkpoint, by TensorFlow's names."""
    network = Musicnn().eval()
    filters = [*network.front, *network.middle]
    convolutions = [each.conv for each in filters]
    norms = [network.input_norm, *(each.norm for each in filters)]
    norms += [network.pooled_norm, network.embedding_norm]
    with torch.no_grad():
        for number, layer in enumerate(convolutions):
            name = _numbered("conv2d", number)
            layer.weight.copy_(torch.tensor(tensors[f"{name}/kernel"]).permute(3, 2, 0, 1))
            layer.bias.copy_(torch.tensor(tensors[f"{name}/bias"]))
        for number, layer in enumerate((network.dense, network.tags)):
            name = _numbered("dense", number)
            layer.weight.copy_(torch.tensor(tensors[f"{name}/kernel"]).T)
            layer.bias.copy_(torch.tensor(tensors[f"{name}/bias"]))
        for number, norm in enumerate(norms):
            name = _numbered("batch_normalization", number)
            norm.weight.copy_(torch.tensor(tensors[f"{name}/gamma"]))
            norm.bias.copy_(torch.tensor(tensors[f"{name}/beta"]))
            norm.running_mean.copy_(torch.tensor(tensors[f"{name}/moving_mean"]))
            norm.running_var.copy_(torch.tensor(tensors[f"{name}/moving_variance"]))
    return network


def _numbered(name: str, number: int) -> str:
    return f"{name}_{number}" if number else name


@cache
def _mel() -> torch.Tensor:
    return torch.from_numpy(
        librosa.filters.mel(sr=MUSICNN_SAMPLERATE, n_fft=WINDOW, n_mels=MEL_BANDS).astype(np.float32)
    )


def patches(audio: np.ndarray) -> torch.Tensor:
    """Return the patches (n, PATCH_STFT_FRAMES, MEL_BANDS) of audio (frames,) at 48 kHz, side by side.

    log10(10,000 mel + 1) of Slaney's mel bands of the power of Hann windows. What is left at the end, less
    than a patch, is not heard.
    """
    low = soxr.resample(np.asarray(audio, np.float32), SAMPLERATE, MUSICNN_SAMPLERATE)
    count = len(audio) // PATCH_FRAMES
    if count == 0:
        return torch.zeros(0, PATCH_STFT_FRAMES, MEL_BANDS)
    spectrum = torch.stft(
        torch.from_numpy(low),
        WINDOW,
        HOP,
        window=torch.hann_window(WINDOW),
        pad_mode="constant",
        return_complex=True,
    )
    mel = torch.log10(10_000 * (_mel() @ spectrum.abs().square()) + 1)
    return mel.T[: count * PATCH_STFT_FRAMES].reshape(count, PATCH_STFT_FRAMES, MEL_BANDS)


@torch.no_grad()
def embed(network: Musicnn, audio: np.ndarray, batch: int = 16) -> np.ndarray:
    """Return the embeddings (n, 200) float32 of the 3 s patches of audio (frames,), mono, 48 kHz."""
    rows = [network(part)[0] for part in patches(audio).split(batch)]
    return torch.cat(rows).numpy() if rows else np.zeros((0, EMBEDDING), np.float32)
