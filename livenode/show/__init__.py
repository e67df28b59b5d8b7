"""What a show needs around the music, while nobody looks after it."""
