#!/usr/bin/env bash
# What is measured on an NVIDIA card: `scripts/on_gpu.sh OUT [livenode evaluate's options]`.
# Needs livenode with its extras gpu and test on PYTHON (.venv's, else python3), torch for CUDA, and TensorRT where there is
# one. Nothing here changes the card.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$1
shift
mkdir -p "$out"
python=${PYTHON:-$([ -x .venv/bin/python ] && echo .venv/bin/python || echo python3)}
note() { printf '\n== %s\n' "$*"; }

note card
nvidia-smi --query-gpu=name,driver_version,memory.total,clocks.sm --format=csv
$python -c 'import torch; print("torch", torch.__version__, torch.cuda.get_device_capability())'

note plans, and what TensorRT says where it builds none
$python -m livenode compile --dry-run 2>&1 | tee "$out/compile.txt"
for precision in fp16 fp32; do
    $python -m livenode compile --precision "$precision" 2>&1 | tee -a "$out/compile.txt"
done

note the backends beside ONNX Runtime: tests
$python -m pytest -q -m gpu tests/backends 2>&1 | tee "$out/tests.txt"

for backend in torch tensorrt; do
    note "$backend"
    $python -m livenode bench --json --riffs 200 --backend "$backend" --steps 1 2 4 --takes 1 4 8 |
        tee "$out/bench-$backend.jsonl"
    # a riff every two bars at 120 bpm: does the card's clock drop between them?
    $python -m livenode bench --json --riffs 30 --gap-ms 2000 --backend "$backend" --steps 2 |
        tee "$out/bench-$backend-gaps.jsonl"
    if [ $# -gt 0 ]; then
        $python -m livenode evaluate --backend "$backend" --no-embed --out "$out/evaluate-$backend.json" "$@"
    fi
done
