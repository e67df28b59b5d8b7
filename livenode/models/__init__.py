"""Torch networks (extra `train`); the runtime never imports this package."""
