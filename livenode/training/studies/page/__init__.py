"""A page on which a person hears an engine beside the truth, and rates them unseen."""
