"""CLAP in place of an engine's own prompt towers (extra `clap`)."""
