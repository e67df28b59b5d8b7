"""Who is spoken to: (host, port). An open connection is a host of its own: "192.168.1.7#3", its third.

So leases, answers and subscriptions treat a connection as they treat a machine, and end with it.
"""

Target = tuple[str, int]

_MARK = "#"  # in no address and no name of a host


def connection_host(peer: str, number: int) -> str:
    """Return the name of a connection from this address."""
    return f"{peer}{_MARK}{number}"


def is_connection(host: str) -> bool:
    """Return whether this host is an open connection: answers go back on it, whatever port is named."""
    return _MARK in host
