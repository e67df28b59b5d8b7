"""Keep numpy's linear algebra on one thread: two that spin beside a busy core cost ten times the work."""

from threadpoolctl import threadpool_limits


def use_one_blas_thread() -> None:
    """Limit BLAS and OpenMP to one thread for the life of the process.

    Thread: any, at the start. Real-time safe: no.
    """
    threadpool_limits(limits=1)
