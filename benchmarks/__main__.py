"""``make bench``: run every comparison and print its ratio beside the goal."""

from __future__ import annotations

from benchmarks import matching, scanning, startup

for compare in (
    startup.help_against_empty_click,
    matching.keywords_against_aho_corasick,
    matching.explained_matching_against_regexes,
    scanning.no_change_against_scandir,
):
    print(compare(), flush=True)
