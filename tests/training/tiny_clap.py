"""A hub on disk with what laion_clap asks huggingface.co for: RoBERTa of one layer, tokenizers of single
letters, a checkpoint of random weights. In a process of its own: the hub's place is read at import.

    HF_HOME=FOLDER HF_HUB_OFFLINE=1 python -m tests.training.tiny_clap FOLDER

Prints as JSON what came of loading the checkpoint. The audio network has one size only in laion_clap, 28 M.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

TEXTS = ["warm electric bass", "drums"]
REVISION = "0" * 40


def repository(hub: Path, name: str) -> Path:
    """Return the folder of a repository's files, as huggingface_hub keeps them."""
    folder = hub / f"models--{name.replace('/', '--')}"
    (folder / "refs").mkdir(parents=True)
    (folder / "refs" / "main").write_text(REVISION)
    files = folder / "snapshots" / REVISION
    files.mkdir(parents=True)
    return files


def write_language(hub: Path) -> None:
    """Write RoBERTa, and the tokenizers of BERT and BART that laion_clap loads and does not use."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import RobertaConfig, RobertaModel

    words = ["<s>", "<pad>", "</s>", "<unk>", *sorted(ByteLevel.alphabet()), "<mask>"]
    config = RobertaConfig(
        vocab_size=len(words), num_hidden_layers=1, intermediate_size=16, max_position_embeddings=80
    )
    for name in ("roberta-base", "facebook/bart-base"):
        files = repository(hub, name)
        (files / "vocab.json").write_text(json.dumps({word: index for index, word in enumerate(words)}))
        (files / "merges.txt").write_text("#version: 0.2\n")
        config.save_pretrained(files)
        if name == "roberta-base":
            RobertaModel(config).save_pretrained(files)
    files = repository(hub, "bert-base-uncased")
    (files / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"]))
    (files / "config.json").write_text('{"model_type": "bert"}')


def write_checkpoint(hub: Path, audio: np.ndarray) -> dict[str, np.ndarray]:
    """Write random weights as the public checkpoints are; returns what they make of TEXTS and audio."""
    import laion_clap

    from livenode.prompts.laion import CHECKPOINTS, REPOSITORY

    torch.manual_seed(1)
    clap = laion_clap.CLAP_Module(enable_fusion=False, amodel="HTSAT-tiny", device="cpu")
    weights = {f"module.{name}": weight + 0.01 for name, weight in clap.model.state_dict().items()}
    clap.model.load_state_dict({name[7:]: weight for name, weight in weights.items()})
    weights["module.text_branch.embeddings.position_ids"] = torch.arange(80)[None]
    found = {"epoch": 15, "name": "tiny", "best": np.float64(0.5), "state_dict": weights}
    torch.save(found, repository(hub, REPOSITORY) / CHECKPOINTS["general"])
    return {
        "text": clap.get_text_embedding(TEXTS),
        "audio": clap.get_audio_embedding_from_data(audio[None])[0],
    }


class Unsafe:
    """What a hostile file would run."""

    def __reduce__(self):
        return print, ("unpickled",)


def refusal(checkpoint: str) -> str:
    """Return the sentence with which a checkpoint is refused."""
    from livenode.prompts.clap import PromptError
    from livenode.prompts.opening import open_clap

    try:
        open_clap(checkpoint)
    except PromptError as problem:
        return str(problem)
    return "not refused"


def main(folder: Path) -> None:
    """Write the hub, open CLAP from it, and print what was found."""
    from livenode.prompts.opening import open_clap

    write_language(folder / "hub")
    audio = (0.1 * np.random.default_rng(1).standard_normal(480_000)).astype(np.float32)
    wanted = write_checkpoint(folder / "hub", audio)
    clap = open_clap("general")
    torch.save({"state_dict": {"a": Unsafe()}}, folder / "unsafe.pt")
    torch.save({"state_dict": {"a": torch.zeros(1)}}, folder / "other.pt")
    long = clap.embed_audio(np.concatenate([audio, audio]))
    refused = {name: refusal(str(folder / f"{name}.pt")) for name in ("unsafe", "other", "missing")}
    refused["not fetched"] = refusal("music")
    for file in ("vocab.json", "merges.txt"):
        (folder / "hub" / "models--roberta-base" / "snapshots" / REVISION / file).unlink()
    refused["no words"] = refusal("general")
    print(
        json.dumps(
            {
                "shapes": [clap.embed_texts(TEXTS).shape, clap.embed_audio(audio[:1000]).shape],
                "text_error": float(np.abs(clap.embed_texts(TEXTS) - wanted["text"]).max()),
                "audio_error": float(np.abs(clap.embed_audio(audio) - wanted["audio"]).max()),
                "long_error": float(np.abs(long - wanted["audio"]).max()),
                "words_apart": float(np.abs(np.diff(wanted["text"], axis=0)).max()),
                "fingerprint": clap.fingerprint,
                "refused": refused,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
