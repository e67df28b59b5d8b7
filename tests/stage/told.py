"""How the studies of this folder tell what they found."""

import json


def tell(figures: dict[str, object], as_json: bool) -> None:
    """Print figures: one line of JSON, or a line each."""
    words = json.dumps(figures) if as_json else "\n".join(f"{key}: {value}" for key, value in figures.items())
    print(words, flush=True)
