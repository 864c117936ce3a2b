"""The vocabulary at work: which material a requirement asks for, and what a bare county's list gains by it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from dossier.checklist import enriched, ties
from dossier.checklist.materials import load
from dossier.match import match
from dossier.model import Checklist, Desk, Group, Indicator, Requirement
from tests import labelling
from tests.shipped import IDS, checklist


def plain(*titles: str, **more: object) -> Checklist:
    """A county's list that names materials by title alone."""
    rows = tuple(
        Requirement(code=f"1-{n}", indicator="A", title=title, material=title, **more)  # type: ignore[arg-type]
        for n, title in enumerate(titles, start=1)
    )
    return of(*rows)


def of(*rows: Requirement) -> Checklist:
    return Checklist(
        id="county",
        title="青禾县迎检材料目录",
        groups=(Group(code="1", title="一"),),
        indicators=(Indicator(code="A", group="1", title="甲"),),
        requirements=rows,
    )


def tied(title: str) -> tuple[str, bool]:
    (tie,) = ties(plain(title))
    return (tie.material.name if tie.material else "", tie.whole)


# -- tying --


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("编班方案", "编班方案"),
        ("编 班 方 案 ", "编班方案"),
        ("教职工名册", "教职工花名册"),
        ("教職工花名冊", "教职工花名册"),
        ("近三年编班方案", "编班方案"),
        ("编班方案（复印件）", "编班方案"),
        ("学校教职工花名册及相关材料", "教职工花名册"),
    ],
)
def test_a_title_that_is_a_name_is_the_material(title: str, name: str) -> None:
    assert tied(title) == (name, True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("体卫音美器材台账（艺术部分）", "体卫音美器材台账"),
        ("留守儿童花名册与走访清单", "留守儿童花名册"),
        ("七年级编班方案", "编班方案"),
    ],
)
def test_a_title_that_ends_with_a_name_is_a_kind_of_it(title: str, name: str) -> None:
    assert tied(title) == (name, False)


@pytest.mark.parametrize(
    "title",
    [
        "后山菜园的土壤",
        "编班方案讨论照片",
        "临聘教职工花名册",
        "编班方案与作业管理办法",
        "教",
    ],
)
def test_what_is_not_clear_is_not_tied(title: str) -> None:
    assert tied(title) == ("", False)


def test_a_material_that_the_checklist_names_outweighs_the_title() -> None:
    row = Requirement(code="1", indicator="A", title="编班方案", material="教职工花名册")
    (tie,) = ties(of(row))
    assert tie.material is not None
    assert tie.material.name == "教职工花名册"
    (own,) = ties(of(replace(row, material="本县专项台账")))
    assert own.material is None


@pytest.mark.parametrize("name", IDS)
def test_nearly_every_title_that_ships_leads_to_its_own_material(name: str) -> None:
    """As if a county had sent the same list without saying what its materials are."""
    rows = checklist(name).requirements
    bare = replace(checklist(name), requirements=tuple(replace(r, material=r.title) for r in rows))
    found = [
        (tie.material.name if tie.material else "", row) for tie, row in zip(ties(bare), rows, strict=True)
    ]
    assert [(row.title, got) for got, row in found if got not in ("", row.material)] == []
    assert sum(bool(got) for got, _ in found) >= 0.9 * len(rows)


# -- enriching --


def test_a_bare_requirement_gains_all_that_is_usual() -> None:
    material = load().called("工资社保花名册")
    assert material is not None
    assert {"工资花名册", "社保花名册", "教职工社保缴费花名册"} <= set(material.names)
    (row,) = enriched(plain("工资社保花名册")).requirements
    assert row == Requirement(
        code="1-1",
        indicator="A",
        title="工资社保花名册",
        material="工资社保花名册",
        aliases=material.names[1:],
        not_words=("绩效", "对比", "发放表"),
        form="花名册",
        years="last-3",
        owner="办公室",
        note="多为纸质",
    )


def test_what_the_checklist_says_stays() -> None:
    said = {"form": "文件", "years": "current", "owner": "工会", "note": "见附件", "not_words": ("退休",)}
    (row,) = enriched(plain("教职工花名册", aliases=("全员册",), **said)).requirements
    assert {key: getattr(row, key) for key in said} == said
    assert row.aliases[0] == "全员册"
    assert "教职工名册" in row.aliases


def test_no_years_may_be_meant_where_materials_are_named() -> None:
    row = Requirement(code="1", indicator="A", title="编班的方案", material="编班方案")
    assert enriched(of(row)).requirements[0].years == "none"
    assert enriched(plain("编班方案")).requirements[0].years == "last-3"


@pytest.mark.parametrize("more", [{"minimum": 5}, {"site_visit": True}])
def test_what_is_counted_or_seen_on_site_is_not_asked_for_each_year(more: dict[str, object]) -> None:
    assert enriched(plain("编班方案", **more)).requirements[0].years == "none"


def test_a_name_that_the_checklist_gives_to_something_else_is_not_gained() -> None:
    first, second = enriched(plain("教职工花名册", "教职工一览表")).requirements
    assert "教职工一览表" not in first.aliases
    assert "教职工花名册" not in second.aliases


def test_a_kind_of_a_material_keeps_its_own_name() -> None:
    (row,) = enriched(plain("七年级编班方案")).requirements
    assert (row.aliases, row.not_words, row.form) == ((), (), "方案")


def test_no_word_of_its_own_rules_a_requirement_out() -> None:
    for name in IDS:
        for row, given in zip(
            enriched(checklist(name)).requirements, checklist(name).requirements, strict=True
        ):
            spoken = "|".join((row.title, *row.aliases))
            assert [w for w in row.not_words if w in spoken and w not in given.not_words] == []


@pytest.mark.parametrize("name", IDS)
def test_to_enrich_twice_is_to_enrich_once(name: str) -> None:
    standard = checklist(name)
    bare = replace(
        standard,
        requirements=tuple(
            Requirement(code=r.code, indicator=r.indicator, title=r.title, material=r.title)
            for r in standard.requirements
        ),
    )
    for given in (standard, bare):
        assert enriched(enriched(given)) == enriched(given)


# -- what it is worth --


def test_a_bare_list_finds_twice_as_much_and_nothing_wrong() -> None:
    """The labelled names against the titles of 优质均衡 alone, without and with the vocabulary."""
    standard = labelling.checklist()
    bare = replace(
        standard,
        requirements=tuple(
            replace(r, material=r.title, aliases=(), not_words=(), form=None) for r in standard.requirements
        ),
    )
    before, after = _certain(bare), _certain(enriched(bare))
    right = {row.path: row.requirements for row in labelling.rows()}
    assert [claim for claim in after if claim[1] not in right[claim[0]]] == []
    assert len(after) >= 2 * len(before)


def test_a_list_with_words_of_its_own_is_none_the_worse() -> None:
    standard = labelling.checklist()
    assert _certain(enriched(standard)) >= _certain(standard)


def _certain(standard: Checklist) -> set[tuple[str, str]]:
    """(path, requirement) claimed for certain; an older version stands for the newer one."""
    documents = [labelling.document(row.path, row.title) for row in labelling.rows()]
    matching = match(standard, labelling.PROJECT, Desk(), documents)
    kept = {duplicate.path: duplicate.of for duplicate in matching.duplicates}
    found = defaultdict(set)
    for claim in matching.claims:
        for part in claim.parts if claim.certain else ():
            found[part.path].add(claim.requirement)
    paths = [row.path for row in labelling.rows()]
    return {(path, code) for path in paths for code in found[kept.get(path, path)]}
