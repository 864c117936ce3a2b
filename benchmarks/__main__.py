"""``make bench``: run every comparison and print its ratio beside the goal."""

from __future__ import annotations

from benchmarks import matching, startup

for compare in (
    startup.help_against_empty_click,
    matching.keywords_against_aho_corasick,
    matching.explained_matching_against_regexes,
):
    print(compare(), flush=True)
