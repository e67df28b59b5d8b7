"""Backend torch: an engine's networks as torch modules, on an NVIDIA card (or, for tests, on the CPU)."""

import torch

from livenode.backends.device_engine import DeviceEngine
from livenode.inference.backend import BackendError
from livenode.inference.bundle import Bundle
from livenode.models.bundled import load_networks


def open_torch(bundle: Bundle, device: str = "cuda", half: bool = True) -> DeviceEngine:
    """Load a bundle on a device. Raises BackendError where torch sees no NVIDIA card."""
    if device == "cuda" and not torch.cuda.is_available():
        raise BackendError(
            f"backend torch: torch {torch.__version__} sees no NVIDIA card here: install NVIDIA's driver and "
            "a torch built for CUDA (docs/gpu.md), or use --backend onnx"
        )
    place = torch.device(device)
    networks = {name: net.to(place) for name, net in load_networks(bundle.folder, half).items()}
    return DeviceEngine(bundle, "torch", networks, place)


def card_figures() -> dict[str, object]:
    """Return the card's name, and what is taken of its memory: by torch at most, and by all programs now."""
    free, total = torch.cuda.mem_get_info()
    return {
        "card": torch.cuda.get_device_name(),
        "card_torch_most_mb": round(torch.cuda.max_memory_allocated() / 2**20, 1),
        "card_used_mb": round((total - free) / 2**20, 1),
    }
