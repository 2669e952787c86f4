"""The names and addresses of the machine that a preview runs on, and which of them are answered.

Another site can make its own domain name resolve to this machine ("DNS rebinding"), and its scripts
could then read the preview. So a request is answered only if it names an IP address, a name that no
stranger can have, or a name that the author allows.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from generator.lazy_patterns import lazy_compile

# The names of a machine in its own network (RFC 6762), of the host of a container, and those that
# services for development in a browser give the machines of their users.
KNOWN_NAMES = (
    "*.localhost",
    "*.local",
    "host.docker.internal",
    "*.app.github.dev",
    "*.gitpod.io",
    "*.gitpod.dev",
)
_NAME = lazy_compile(r"(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.IGNORECASE)
# Addresses for documentation (RFC 5737, RFC 3849). Nothing is sent to them: the system only says
# which of its own addresses it would use.
_FAR_AWAY = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def parse_host_name(text: str) -> str:
    """Return the host name that an author gives, also within a URL or with a port.

    ``*.example.org`` stands for every name below ``example.org``.

    Raises:
        ValueError: It is not a host name.
    """
    text = text.strip()
    name = urlsplit(text if "//" in text else f"//{text}").netloc
    name = name.rpartition("@")[2].partition(":")[0].lower()
    if not _NAME.fullmatch(name):
        raise ValueError(text)
    return name


def host_of(header: str) -> str:
    """Return the host name of a ``Host`` header; empty if it has none."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def is_own_host(header: str, host: str, allowed: Iterable[str] = ()) -> bool:
    """Whether a ``Host`` header names this server.

    Args:
        header: The header's value, including a port.
        host: The host name that the server listens on.
        allowed: The names that the author allows, as of `parse_host_name`.
    """
    name = host_of(header)
    if not name:
        return False
    own = (host.lower(), "localhost", *KNOWN_NAMES, *allowed)
    if any(_matches(name, each) for each in own):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _matches(name: str, pattern: str) -> bool:
    return name.endswith(pattern[1:]) if pattern.startswith("*.") else name == pattern


def is_any_address(host: str) -> bool:
    """Whether a server that listens on a host is reached by every address of the machine."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return host == ""


def list_addresses() -> tuple[str, ...]:
    """Return the addresses of this machine in its networks, those of IPv4 first."""
    addresses = []
    for family, far_away in _FAR_AWAY:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far_away, 9))
            address = probe.getsockname()[0]
            if not ip_address(address).is_loopback:
                addresses.append(address)
    return tuple(addresses)
