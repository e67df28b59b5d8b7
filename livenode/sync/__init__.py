"""Clocks from outside that the node can follow."""
