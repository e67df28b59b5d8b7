"""OSC: decoder, address table, server, feedback."""
