"""What a browser makes of a page: its elements, and the words a person reads."""

from __future__ import annotations

from html.parser import HTMLParser

_LINES = ("h1", "h2", "h3", "p", "tr", "a", "section")


class Page(HTMLParser):
    """Collects elements with their attributes, and the visible text by lines."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.lines: list[str] = [""]
        self._silent = ""
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("style", "script"):
            self._silent = tag
        if tag in _LINES and tag != "a":
            self.lines.append("")
        if tag in ("td", "th") and self.lines[-1]:
            self.lines[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._silent:
            self.lines[-1] += data.replace("\n", "")


def words(data: bytes) -> list[str]:
    """The visible lines, and behind them the links in order."""
    page = Page(data)
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a" and "href" in attributes]
    return [*(line for line in page.lines if line.strip()), *links]
