"""An engine offered to other nodes on the network, and the engine that asks for it (docs/serve.md)."""
