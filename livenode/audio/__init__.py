"""Drivers that call the audio callback, sound devices, and audio files."""
