"""A set on disk: recorded while it plays, and taken out of its folder again."""
