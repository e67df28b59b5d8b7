"""Engines: what runs the networks, and the signal processing around them."""
