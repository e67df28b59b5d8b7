"""What a show needs around the music: sets on disk, and what looks after a node while nobody does."""
