"""Studies of an engine beside the evaluation's main figures: `livenode evaluate --drift` and others."""
