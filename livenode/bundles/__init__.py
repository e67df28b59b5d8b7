"""Bundles on their way: packed, fetched, unpacked safely, put in place. Nothing of one is ever run."""
