"""Text and audio to an embedding in the denoiser's prompt space."""
