"""``make bench``: run every comparison and print its ratio beside the goal."""

from __future__ import annotations

from benchmarks import matching, rosters, scanning, startup

for compare in (
    startup.help_against_empty_click,
    matching.keywords_against_aho_corasick,
    matching.explained_matching_against_regexes,
    scanning.no_change_against_scandir,
    rosters.columns_against_calamine,
    rosters.columns_against_openpyxl,
):
    print(compare(), flush=True)
