"""What is said where a backend cannot run."""


class BackendError(Exception):
    """A backend that cannot run here; the sentence says why and what to do."""

    exit_code = 69
