"""``make bench``: run every comparison and print its ratio beside the goal."""

from __future__ import annotations

from benchmarks import startup

for compare in (startup.help_against_empty_click,):
    print(compare())
