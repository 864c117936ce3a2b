"""Laws of matching over generated trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import Document
from tests.labelling import document, rows
from tests.matching import certain, claims_of, codes, decision, desk, run

PIECES = st.lists(st.sampled_from([row.path for row in rows()]), min_size=1, max_size=25, unique=True)


def tree(paths: Sequence[str]) -> list[Document]:
    titles = {row.path: row.title for row in rows()}
    return [document(path, titles[path]) for path in paths]


@settings(max_examples=25, deadline=None)
@given(PIECES, st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters(paths: list[str], random: Random) -> None:
    documents = tree(paths)
    shuffled = documents[:]
    random.shuffle(shuffled)
    assert run(documents) == run(shuffled)


@settings(max_examples=25, deadline=None)
@given(PIECES)
def test_one_more_file_never_takes_a_place_away(paths: list[str]) -> None:
    assert certain(run(tree(paths[:-1]))) <= certain(run(tree(paths)))


@settings(max_examples=25, deadline=None)
@given(PIECES, st.integers(0, 24), st.text("甲乙丙丁戊", min_size=1, max_size=4))
def test_decisions_outlive_renames(paths: list[str], which: int, name: str) -> None:
    documents = tree(paths)
    chosen = documents[which % len(documents)]
    said = desk(decision(chosen.path, "5-7-01", fingerprint=chosen.sha256[:16]))
    moved = replace(chosen, source=chosen.source._replace(path=f"材料/{name}.bin"))
    for one in (chosen, moved):
        matching = run([one if d is chosen else d for d in documents], said)
        assert {claim.requirement for claim in claims_of(matching, one.path)} == {"5-7-01"}


@settings(max_examples=25, deadline=None)
@given(PIECES, st.data())
def test_decisions_outlive_reordering_and_a_second_delivery(paths: list[str], data: st.DataObject) -> None:
    """The rows of the workbook in any order, and all files handed in once more in another folder."""
    documents = tree(paths)
    said = [
        decision(d.path, data.draw(st.sampled_from(["5-7-01", "3-3-01"])), fingerprint=d.sha256[:16], row=row)
        for row, d in enumerate(documents, 2)
    ]
    again = [replace(d, source=d.source._replace(path=f"材料/再次送来/{d.path}")) for d in documents]
    for given_in in (documents, again, [*again, *documents]):
        matching = run(given_in, desk(*data.draw(st.permutations(said))))
        for d, row in zip(documents, said, strict=True):
            here = {d.path, f"材料/再次送来/{d.path}"}
            found = {c.requirement for path in here for c in claims_of(matching, path)}
            assert found == {row.requirement}
        assert codes(matching, "decision-gone") == codes(matching, "decision-stale") == []


@settings(max_examples=25, deadline=None)
@given(PIECES)
def test_every_file_is_in_one_place(paths: list[str]) -> None:
    matching = run(tree(paths))
    claimed = {part.path for claim in matching.claims for part in claim.parts}
    duplicates = [duplicate.path for duplicate in matching.duplicates]
    unclaimed = [entry.path for entry in matching.unclaimed]
    assert sorted([*claimed, *duplicates, *unclaimed]) == sorted(paths)


@settings(max_examples=25, deadline=None)
@given(st.permutations(("9", "10", "签到表", "通知", "小结")), st.booleans())
def test_pieces_of_a_merge_group_stand_in_the_order_of_their_rows(names: list[str], last_first: bool) -> None:
    paths = [f"材料/杂/{name}.pdf" for name in names]
    rows_ = [decision(path, "2-9-03", merge_group="一", row=n) for n, path in enumerate(paths, 2)]
    said = desk(*(reversed(rows_) if last_first else rows_))
    matching = run([document(path) for path in paths], said)
    (claim,) = matching.claims
    assert [part.path for part in claim.parts] == paths
    assert [group.paths for group in matching.groups] == [tuple(paths)]


def test_pages_of_a_merge_group_stand_in_the_order_of_their_rows() -> None:
    path = "材料/合订本.pdf"
    spans = [(5, 6), (1, 2), (3, 4)]
    rows_ = [decision(path, "2-9-03", merge_group="一", pages=s, row=n) for n, s in enumerate(spans, 2)]
    (claim,) = run([document(path, pages=6)], desk(*rows_)).claims
    assert [(part.pages_from, part.pages_to) for part in claim.parts] == spans
