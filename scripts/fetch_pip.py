"""Fetch the pip wheel with nothing but the standard library, for a Python that came without ensurepip.

Usage: python fetch_pip.py FOLDER. Prints the path of the wheel. The package index is the one pip itself would
use: PIP_INDEX_URL, then pip's configuration files, then pypi.org.
"""

from __future__ import annotations

import configparser
import hashlib
import html
import os
import re
import ssl
import sys
import urllib.parse
import urllib.request
from pathlib import Path

PIP_VERSION = "25.3"
LINK = re.compile(r"<a\s[^>]*?href=[\"']([^\"']+)[\"']", re.IGNORECASE)


def config_files() -> list[Path]:
    """Pip's configuration files, the strongest first."""
    home = Path(os.environ.get("HOME") or "~").expanduser()
    xdg = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    own = os.environ.get("PIP_CONFIG_FILE", "")
    places = [Path(own)] if own else []
    return [*places, xdg / "pip" / "pip.conf", home / ".pip" / "pip.conf", Path("/etc/pip.conf")]


def setting(name: str, default: str) -> str:
    """One pip setting: the environment first, then the configuration files."""
    value = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if value:
        return value
    for path in config_files():
        parser = configparser.RawConfigParser()
        try:
            parser.read(path, encoding="utf-8")
        except (OSError, configparser.Error, UnicodeDecodeError):
            continue
        for section in ("install", "global"):
            value = parser.get(section, name, fallback="")
            if value:
                return value
    return default


def download(url: str, context: ssl.SSLContext) -> bytes:
    """The bytes at an address; a name and password inside the address are sent as pip would send them."""
    parts = urllib.parse.urlsplit(url)
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=context)]
    if parts.username:
        host = parts.netloc.rpartition("@")[2]
        url = urllib.parse.urlunsplit(parts._replace(netloc=host))
        passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
        user = urllib.parse.unquote(parts.username)
        passwords.add_password(None, url, user, urllib.parse.unquote(parts.password or ""), True)
        handlers.append(urllib.request.HTTPBasicAuthHandler(passwords))
    request = urllib.request.Request(url, headers={"Accept": "text/html, application/octet-stream, */*"})
    with urllib.request.build_opener(*handlers).open(request, timeout=60) as answer:
        content: bytes = answer.read()
    return content


def main(folder: str) -> int:
    """Download the wheel and print where it is."""
    index = setting("index-url", "https://pypi.org/simple").rstrip("/") + "/pip/"
    context = ssl.create_default_context(cafile=setting("cert", "") or None)
    wanted = f"pip-{PIP_VERSION}-py3-none-any.whl"
    for href in LINK.findall(download(index, context).decode("utf-8", "replace")):
        address, _, fragment = urllib.parse.urljoin(index, html.unescape(href)).partition("#")
        if not address.endswith("/" + wanted):
            continue
        content = download(address, context)
        if fragment.startswith("sha256=") and hashlib.sha256(content).hexdigest() != fragment[7:]:
            print(f"{wanted} does not have the digest that the index states", file=sys.stderr)
            return 1
        target = Path(folder) / wanted
        target.write_bytes(content)
        print(target)
        return 0
    print(f"{wanted} is not in the index {index}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1]))
    except OSError as error:
        raise SystemExit(f"pip cannot be fetched: {error}") from None
