"""A CLAP by the name of its checkpoint."""

from livenode.prompts.clap import Clap, PromptError


def open_clap(checkpoint: str) -> Clap:
    """Open a CLAP by a name of CHECKPOINTS (livenode.prompts.laion), a file, or `fake`: no weights.

    Fetches what is not on this machine yet. Raises PromptError. Thread: any. Real-time safe: no.
    """
    if checkpoint == "fake":
        from livenode.prompts.fake_clap import FakeClap

        return FakeClap()
    try:
        from livenode.prompts.laion import LaionClap
    except ModuleNotFoundError as problem:
        raise PromptError(
            f"prompts by CLAP need {problem.name}: pip install 'livenode[clap]', "
            "in an environment of its own (it keeps numpy below 2)"
        ) from None
    except OSError as problem:
        raise PromptError(
            "laion_clap fetches tokenizers from huggingface.co when imported, and could not "
            f"({str(problem).splitlines()[0]}): start once with internet; afterwards they are on this machine"
        ) from None
    return LaionClap(checkpoint)
