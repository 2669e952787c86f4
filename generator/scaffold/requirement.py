"""What pip can install on another machine to get the program that runs here."""

from __future__ import annotations

import json
import subprocess
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from msgspec import Struct

from generator.lazy_patterns import lazy_compile

# The program with the packages that set share pictures, which only a published site needs.
_PROGRAM = "tarikh[cards]"
# The line to be completed by the author where nothing can be installed. pip refuses it.
PLACEHOLDER = f"{_PROGRAM} @ git+ADDRESS"

_PATH_OF_SSH = lazy_compile(r"(?:[\w.-]+@)?([\w.-]+\.[\w-]+):(?!//)/*(.+)")
_PRIVATE_NAMES = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


class Requirement(Struct, frozen=True):
    """What pip installs (PEP 508).

    Attributes:
        text: The requirement; a placeholder if there is an obstacle.
        obstacle: Why another machine cannot install this program; empty if it can.
    """

    text: str
    obstacle: str = ""


def find_requirement(version: str, origin: str | None) -> Requirement:
    """Return the requirement that installs exactly this program on another machine.

    A clone that the program was installed from is asked for its remote: the requirement is then
    the commit that is checked out, if that has been pushed.

    Args:
        version: The program's version.
        origin: The contents of pip's ``direct_url.json`` (PEP 610); ``None`` if an index has it.
    """
    if origin is None:
        return Requirement(f"{_PROGRAM}=={version}")
    direct_url: dict[str, Any] = json.loads(origin)
    url = str(direct_url.get("url", ""))
    vcs = direct_url.get("vcs_info", {})
    if url.startswith("file:"):
        return _from_folder(Path(unquote(urlsplit(url).path)), vcs.get("commit_id", ""))
    address = public_address(url)
    if not address:
        return Requirement(PLACEHOLDER, f"it was installed from {_without_user(url)}")
    if not vcs:
        checksum = direct_url.get("archive_info", {}).get("hashes", {}).get("sha256", "")
        return Requirement(f"{_PROGRAM} @ {address}" + (f"#sha256={checksum}" if checksum else ""))
    return Requirement(f"{_PROGRAM} @ {vcs['vcs']}+{address}@{vcs['commit_id']}")


def _from_folder(folder: Path, commit: str) -> Requirement:
    """Return the requirement of a program that was installed from a folder of this machine."""
    remote = _git(folder, "remote", "get-url", "origin")
    commit = commit or _git(folder, "rev-parse", "HEAD")
    if not remote or not commit:
        return Requirement(PLACEHOLDER, "it was installed from a folder of this computer")
    address = public_address(remote)
    if not address:
        obstacle = f"it was installed from a clone of {_without_user(remote)}"
        return Requirement(PLACEHOLDER, obstacle)
    if not _git(folder, "branch", "--remotes", "--contains", commit):
        obstacle = "it was installed from a commit that has not been pushed"
        return Requirement(PLACEHOLDER, obstacle)
    return Requirement(f"{_PROGRAM} @ git+{address}@{commit}")


def _git(folder: Path, *arguments: str) -> str:
    """Return what a command of git prints; empty if it fails or there is no git."""
    try:
        run = subprocess.run(
            ["git", "-C", str(folder), *arguments], check=False, capture_output=True, text=True
        )
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""


def public_address(url: str) -> str:
    """Return the address that everyone can read a repository or file from; empty if none can.

    Names and passwords are removed, and addresses of SSH are those of the same host with HTTPS,
    which is how hosts of public repositories serve them.
    """
    found = _PATH_OF_SSH.fullmatch(url)
    if found is not None:
        url = f"ssh://{found[1]}/{found[2]}"
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not _is_public(host) or parts.scheme not in ("https", "http", "ssh", "git"):
        return ""
    if parts.scheme in ("ssh", "git"):
        return urlunsplit(("https", host, parts.path, "", ""))
    return _without_user(url)


def _without_user(url: str) -> str:
    """Return an address without a name and password, which may be a secret."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _is_public(host: str) -> bool:
    """Whether a host can be reached from other networks, as far as its name says."""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE_NAMES)
