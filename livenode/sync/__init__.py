"""Outside clocks: what they say, put on the node's frame counter, and how the bars follow it."""
