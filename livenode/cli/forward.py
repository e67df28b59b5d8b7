"""Commands of the extra `train`: each is a module of livenode/training with its own `main(argv)`."""

import importlib

from livenode.cli import Parser

# command: the words it takes, and the module of each
TRAINING = {
    "data": {
        "make": "livenode.training.data.make",
        "write": "livenode.training.data.write",
        "import": "livenode.training.data.import_songs",
        "chorales": "livenode.training.data.chorales",
    },
    "train": {
        "chain": "livenode.training.chain",
        "features": "livenode.training.train_features",
        "cae": "livenode.training.train_cae",
        "encode": "livenode.training.encode",
        "sentences": "livenode.training.sentences",
        "clap": "livenode.training.train_clap",
        "towers": "livenode.training.train_towers",
        "transfer": "livenode.training.transfer",
        "denoiser": "livenode.training.train_denoiser",
        "follow": "livenode.training.train_follow",
        "look": "livenode.training.quick",
        "picture": "livenode.training.progress_picture",
        "distil": "livenode.training.distill",
    },
    "export": {"": "livenode.training.export"},
    "evaluate": {"": "livenode.training.evaluate"},
    "picture": {"": "livenode.training.picture"},
}


def run_training(command: str, words: list[str]) -> int:
    """Run a command's module with the words after it; a missing or unknown word lists those there are."""
    modules = TRAINING[command]
    if "" in modules:
        module = modules[""]
    else:
        parser = Parser(prog=f"livenode {command}")
        parser.add_argument("what", choices=sorted(modules))
        module = modules[parser.parse_args(words[:1]).what]
        words = words[1:]
    return importlib.import_module(module).main(words) or 0
