"""Make training music: MMA writes it, two soundfonts play it, captions describe it."""
