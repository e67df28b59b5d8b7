"""Export trained networks to a bundle: ONNX graphs with fp16 weights and a manifest.

    python -m livenode.training.export --cae runs/cae --towers runs/towers --denoiser runs/denoiser --out
    engines/default \
        --training docs/log/training.json --quality runs/evaluate.json

Standardisation of latents is folded into the graphs. Weights are stored as fp16 and cast to fp32 when a
session is made, so the file is half the size and the arithmetic stays fp32.
"""

import argparse
import json
import os
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from livenode.inference.bundle import file_sha256
from livenode.inference.engine import DECODE_LEFT, DECODE_RIGHT, ENCODE_LEFT
from livenode.inference.features import SAMPLERATE
from livenode.inference.grid_inputs import (
    WINDOW_LATENTS,
)
from livenode.inference.manifest import FIRST_VERSION, GRAPHS, SCHEMA
from livenode.models.cae import Decoder, Encoder
from livenode.models.denoiser import load_denoiser
from livenode.models.standard import StandardDecoder, StandardEncoder, example_inputs, to_onnx
from livenode.models.towers import AudioTower, TextTower
from livenode.training.grade import drift_quality, grade
from livenode.training.weights import load_scale, load_weights

SMALLEST_HALF = 1024  # tensors with fewer elements stay fp32


def load_networks(cae: Path, towers: Path, denoiser: Path) -> dict[str, nn.Module]:
    """Return the averaged networks by component, ready to export."""
    averaged, prompt = load_weights(cae, "cae"), load_weights(towers, "towers")
    mean, std = load_scale(towers)
    encoder, decoder, text, audio = Encoder(), Decoder(), TextTower(), AudioTower()
    encoder.load_state_dict(_below(averaged, "encoder."))
    decoder.load_state_dict(_below(averaged, "decoder."))
    text.load_state_dict(_below(prompt, "text."))
    audio.load_state_dict(_below(prompt, "audio."))
    net = load_denoiser(load_weights(denoiser, "denoiser"))
    return {
        "encoder": StandardEncoder(encoder, mean, std).eval(),
        "decoder": StandardDecoder(decoder, mean, std).eval(),
        "denoiser": net,
        "text_tower": text.eval(),
        "audio_tower": audio.eval(),
    }


def _below(state: dict, prefix: str) -> dict:
    return {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}


def halve_weights(model: onnx.ModelProto) -> None:
    """Store large fp32 initialisers as fp16 followed by a Cast: half the file, the same arithmetic."""
    graph, casts = model.graph, []
    for index, tensor in enumerate(graph.initializer):
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < SMALLEST_HALF:
            continue
        name, values = tensor.name, numpy_helper.to_array(tensor).astype(np.float16)
        graph.initializer[index].CopyFrom(numpy_helper.from_array(values, name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)


def forget_origins(model: onnx.ModelProto) -> None:
    """Remove what the exporter notes of each node's origin: source lines, and paths of this machine."""
    graph = model.graph
    for part in (
        model,
        graph,
        *graph.node,
        *graph.input,
        *graph.output,
        *graph.value_info,
        *graph.initializer,
    ):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")


def export(networks: dict[str, nn.Module], out: Path) -> None:
    """Write one ONNX graph per component into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for component, inputs in example_inputs(networks["denoiser"].guided).items():
        path = out / f"{component}.onnx"
        model = to_onnx(component, networks[component], inputs)
        forget_origins(model)
        halve_weights(model)
        onnx.checker.check_model(model)
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(model.SerializeToString())
        os.replace(temporary, path)
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def write_manifest(out: Path, version: str, training: dict, quality: dict, sampling: dict) -> None:
    """Write manifest.json last, so that a bundle is whole or has no manifest.

    sampling: how the denoiser is asked: steps, sigma_max, sigma_min, guided, past_noise.
    """
    manifest = {
        "schema": SCHEMA,
        "name": out.name,
        "version": version,
        "grade": grade(quality),
        "samplerate": SAMPLERATE,
        **sampling,
        "shapes": {
            component: {name: list(value.shape) for name, value in inputs.items()}
            for component, inputs in example_inputs(sampling["guided"]).items()
        },
        "contexts": {
            "encode_left_latents": ENCODE_LEFT,
            "decode_left_latents": DECODE_LEFT,
            "decode_right_latents": DECODE_RIGHT,
            "window_latents": WINDOW_LATENTS,
        },
        "licence": "CC-BY-4.0",
        "training": training,
        "quality": quality,
        "files": {f"{name}.onnx": file_sha256(out / f"{name}.onnx") for name in GRAPHS},
    }
    temporary = out / "manifest.tmp"
    temporary.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, out / "manifest.json")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cae", type=Path, required=True)
    parser.add_argument("--towers", type=Path, required=True)
    parser.add_argument("--denoiser", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--training", type=Path, help="JSON: what the networks were trained on, and for how long"
    )
    parser.add_argument("--quality", type=Path, help="JSON printed by `livenode evaluate --json`")
    parser.add_argument("--drift", type=Path, help="JSON written by `livenode evaluate --drift --out`")
    parser.add_argument("--version", default=FIRST_VERSION, help=f"of the engine ({FIRST_VERSION})")
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument(
        "--sigma-min", type=float, help="the last noise level asked for (0.03; a student 0.2)"
    )
    parser.add_argument(
        "--past-noise", type=float, default=0.0, help="added to the part's own past, and told (0 to 1)"
    )
    arguments = parser.parse_args(argv)
    networks = load_networks(arguments.cae, arguments.towers, arguments.denoiser)
    guided = networks["denoiser"].guided
    export(networks, arguments.out)
    read = {
        name: json.loads(path.read_text()) if path else {}
        for name, path in (
            ("training", arguments.training),
            ("quality", arguments.quality),
            ("drift", arguments.drift),
        )
    }
    sampling = {
        "steps": {"default": arguments.steps, "min": 1, "max": 30},
        "sigma_max": 80.0,
        "sigma_min": arguments.sigma_min or (0.2 if guided else 0.03),
        "guided": guided,
        "past_noise": arguments.past_noise,
    }
    quality = read["quality"].get("quality", {})
    if read["drift"]:
        quality |= drift_quality(read["drift"])
    write_manifest(arguments.out, arguments.version, read["training"], quality, sampling)


if __name__ == "__main__":
    main()
