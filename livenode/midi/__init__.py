"""MIDI: ports, clock in and out, controllers and their bindings."""
