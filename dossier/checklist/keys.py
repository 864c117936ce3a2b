"""The tables of a checklist, key by key: its head in a workbook, what it holds, what its default is.

This is the schema; whoever writes a checklist needs no other file. Order here is the order in which we write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from dossier.model import SECTION_WORDS, SECTIONS, STAGE_WORDS, Deduct, Read
from dossier.schema import (
    FLAG,
    NAME,
    QUANTITY,
    SHARE,
    TEXT,
    WORDS,
    Key,
    Kind,
    Wrong,
    choice,
    many,
    pairs_from_text,
    pairs_to_text,
    suggestion,
    table,
    whole,
)

_FORMS = ("文件", "制度", "方案", "记录", "花名册", "统计表", "照片", "证书", "合同", "总结")
_SECTIONS = ("primary", "junior")
_WEIGHED = ("primary", "junior", "senior")
_PLACES = {**{str(stage): words for stage, words in STAGE_WORDS.items()}, "senior": "高中"}
"""Sections and stages in the words of a workbook."""


def _years(raw: Any) -> str:
    text = NAME.read(raw)
    if text in ("none", "current", "as-of") or re.fullmatch(r"(last|cohort)-([1-9]|10)", text):
        return str(text)
    raise Wrong(
        f"应是 none（不分年度） current（当年） last-3（近3年） cohort-3（同一届3年） as-of（时点） 这样的写法，写的是“{text}”"
    )


def _years_from_text(text: str) -> str:
    fixed = {"不分年度": "none", "当年": "current", "时点": "as-of"}
    match = re.fullmatch(r"(近|同一届)(\d+)年", text)
    if match:
        return f"{'last' if match[1] == '近' else 'cohort'}-{match[2]}"
    return fixed.get(text, text)


def _years_to_text(raw: str) -> str:
    fixed = {"none": "不分年度", "current": "当年", "as-of": "时点"}
    kind, _, number = raw.partition("-")
    if kind in ("last", "cohort") and number:
        return f"{'近' if kind == 'last' else '同一届'}{number}年"
    return fixed.get(raw, raw)


def _gauge(raw: Any) -> Mapping[str, Fraction]:
    """One quantity for all, or one for each section or stage: ``{primary = "4.2", junior = "5.3"}``."""
    return _by_section(raw, tuple(SECTIONS)) if isinstance(raw, Mapping) else {"": QUANTITY.read(raw)}


def _weights(raw: Any) -> Mapping[str, Fraction]:
    """``{primary = "1", junior = "1.1", senior = "1.32"}``."""
    if not isinstance(raw, Mapping):
        raise Wrong("应是各学段的权重")
    return _by_section(raw, _WEIGHED)


def _by_section(raw: Mapping[str, Any], sections: tuple[str, ...]) -> Mapping[str, Fraction]:
    quantities: dict[str, Fraction] = {}
    for section, value in raw.items():
        if section not in sections:
            offered = " ".join(f"{name}（{_PLACES[name]}）" for name in sections)
            raise Wrong(f"里没有“{section}”这个学段{suggestion(section, sections)}；应是 {offered} 之一")
        try:
            quantities[section] = QUANTITY.read(value)
        except Wrong as wrong:
            raise Wrong(f"的 {section} {wrong}") from None
    if not quantities:
        raise Wrong("是空的")
    return quantities


def _places_from_text(text: str) -> Any:
    """``小学=4.2`` line by line; the words of the file are understood as well."""
    back = {words: place for place, words in _PLACES.items()}
    pairs = pairs_from_text(text)
    return {back.get(k, k): v for k, v in pairs.items()} if isinstance(pairs, Mapping) else pairs


def _places_to_text(raw: Any) -> str:
    named = {_PLACES.get(k, k): v for k, v in raw.items()} if isinstance(raw, Mapping) else raw
    return pairs_to_text(named)


def _date(raw: Any) -> str:
    text = NAME.read(raw)
    if text in ("as-of", "year"):
        return str(text)
    try:
        date.fromisoformat(f"2023-{text}")  # no leap year: 29 February is no date of every year
    except ValueError:
        raise Wrong(f"应是 as-of、year 或 09-01 这样的月日，写的是“{text}”") from None
    return str(text)


def _read(**values: Any) -> Read:
    """A source of a figure; what belongs together is checked here, names of ledgers in ``checks``."""
    read = Read(**values)
    if not read.label and not read.ledger:
        raise Wrong("要写 label 或 ledger")
    if read.label and (read.column or read.where or read.agg != "value"):
        raise Wrong("写了 label，就不能写 column、where、agg")
    if not read.label and read.agg != "count" and not read.column:
        raise Wrong("没有写 column")
    return read


def _json_by(sections: Iterable[str]) -> Mapping[str, Any]:
    quantities = dict.fromkeys(sections, QUANTITY.json)
    return {"type": "object", "properties": quantities, "minProperties": 1, "additionalProperties": False}


YEARS = Kind(
    "年度写法",
    _years,
    _years_from_text,
    _years_to_text,
    json={"type": "string", "pattern": "^(none|current|as-of|(last|cohort)-([1-9]|10))$"},
)
GAUGE = Kind(
    "数，或各学段的数",
    _gauge,
    _places_from_text,
    _places_to_text,
    json={"anyOf": [QUANTITY.json, _json_by(SECTIONS)]},
)
WEIGHTS = Kind("各学段的权重", _weights, _places_from_text, _places_to_text, json=_json_by(_WEIGHED))
DATE = Kind("时点", _date, json={"type": "string", "pattern": "^(as-of|year|[0-9]{2}-[0-9]{2})$"})
CERTAINTY = choice({"verified": "已核实", "unverified": "未核实", "incomplete": "不完整"})
SECTION = choice({word: SECTION_WORDS[word] for word in _SECTIONS})

READ = (
    Key("label", "学校信息的项目", TEXT, ""),
    Key("ledger", "台账", TEXT, ""),
    Key("column", "列", TEXT, ""),
    Key("where", "条件", TEXT, ""),
    Key(
        "agg",
        "算法",
        choice(
            {
                "value": "取值",
                "count": "计数",
                "sum": "合计",
                "max": "最大",
                "min": "最小",
                "groups": "组数",
                "largest": "最大一组",
                "smallest": "最小一组",
            }
        ),
        "value",
    ),
    Key("section", "限学段", SECTION, ""),
)

SOURCE = table(READ, _read)
"""One place that a figure is read from."""

DEDUCT = (
    Key("per", "每差", QUANTITY),
    Key("points", "扣分", QUANTITY),
    Key("partial", "不足一档", choice({"free": "不扣", "full": "按一档扣"}), "free"),
    Key("most", "最多扣", QUANTITY, None),
)

CHECKLIST = (
    Key("id", "清单代号", NAME),
    Key("title", "名称", NAME),
    Key("edition", "版本", TEXT, ""),
    Key("basis", "依据", TEXT, ""),
    Key(
        "stages",
        "适用办学类型",
        many(choice({str(stage): words for stage, words in STAGE_WORDS.items()})),
        (),
    ),
    Key("certainty", "把握", CERTAINTY, "verified"),
    Key("section_weights", "学段权重", WEIGHTS, {}),
    Key("weights_certainty", "权重把握", CERTAINTY, "verified"),
)

GROUP = (
    Key("code", "编号", NAME),
    Key("title", "名称", NAME),
    Key("parent", "上级编号", TEXT, ""),
)

INDICATOR = (
    Key("code", "编号", NAME),
    Key("group", "一级指标编号", NAME),
    Key("title", "名称", NAME),
    Key("scope", "范围", choice({"school": "全校", "section": "分学段", "county": "县级"}), "school"),
    Key(
        "kind",
        "类型",
        choice(
            {
                "measure": "数值",
                "documents": "材料",
                "declaration": "自评",
                "veto": "一票否决",
                "self-check": "自查",
            }
        ),
        "documents",
    ),
    Key("figure", "数据项", TEXT, ""),
    Key("at_least", "不低于", GAUGE, None),
    Key("at_most", "不高于", GAUGE, None),
    Key("full", "满分", QUANTITY, None),
    Key("deduct", "扣分办法", table(DEDUCT, Deduct), None),
    Key("when", "适用条件", TEXT, ""),
    Key("certainty", "把握", CERTAINTY, "verified"),
    Key("source", "出处", TEXT, ""),
    Key("note", "说明", TEXT, ""),
    Key("alternatives", "可换用的数据项", WORDS, ()),
)

RULE = (
    Key("code", "编号", NAME),
    Key("title", "名称", NAME),
    Key("indicators", "指标编号", WORDS, ()),
    Key("at_least_met", "至少达标项数", whole(1, 1000), None),
    Key("floor", "未达标项不低于", SHARE, None),
    Key("figures", "差异系数", WORDS, ()),
    Key("judged", "按什么判定", choice({"each": "逐项", "mean": "平均"}), "each"),
    Key("at_most", "不高于", GAUGE, None),
)

RELIEF = (
    Key("indicator", "指标编号", NAME),
    Key("words", "条件", NAME),
    Key("figure", "改用数据项", TEXT, ""),
    Key("at_least", "不低于", GAUGE, None),
    Key("at_most", "不高于", GAUGE, None),
    Key("certainty", "把握", CERTAINTY, "verified"),
    Key("source", "出处", TEXT, ""),
)

OUTSIDE = (
    Key("reason", "理由", NAME),
    Key(
        "stage",
        "办学类型",
        choice({"": "不限", **{str(stage): words for stage, words in STAGE_WORDS.items()}}),
        "",
    ),
    Key("below", "学生数少于", QUANTITY, None),
    Key("label", "学校信息的项目", TEXT, ""),
    Key("words", "含有", WORDS, ()),
    Key("indicators", "也不评的指标", WORDS, ()),
)

REQUIREMENT = (
    Key("code", "材料编号", NAME),
    Key("indicator", "指标编号", NAME),
    Key("title", "材料名称", NAME),
    Key("material", "材料代号", TEXT, ""),
    Key("aliases", "别名", WORDS, ()),
    Key("not_words", "排除词", WORDS, ()),
    Key("form", "形式", choice(_FORMS), None),
    Key("kinds", "文件种类", WORDS, ()),
    Key("minimum", "至少份数", whole(1, 1000), 1),
    Key("years", "年度", YEARS, "none"),
    Key("calendar", "年度类别", choice({"school": "学年", "calendar": "自然年"}), "school"),
    Key("owner", "责任部门", TEXT, ""),
    Key("when", "适用条件", TEXT, ""),
    Key("copy", "原件或复印件", choice({"original": "原件", "copy": "复印件", "either": "均可"}), "either"),
    Key("seal", "要盖章", FLAG, False),
    Key("signatures", "要签字", FLAG, False),
    Key("order", "盒内次序", whole(0, 9999), None),
    Key("site_visit", "现场核查", FLAG, False),
    Key("note", "说明", TEXT, ""),
    Key("certainty", "把握", CERTAINTY, "verified"),
    Key("source", "出处", TEXT, ""),
)

FIGURE = (
    Key("key", "代号", NAME),
    Key("label", "名称", NAME),
    Key("unit", "单位", TEXT, ""),
    Key("digits", "小数位数", whole(0, 8), 0),
    Key("date", "时点", DATE, "as-of"),
    Key("basis", "口径", TEXT, ""),
    Key("aliases", "别名", WORDS, ()),
    Key("shared", "各学段共用", choice({"": "不共用", "weighted": "按加权学生数分摊"}), ""),
    Key("formula", "公式", TEXT, ""),
    Key("read", "数据来源", many(SOURCE, "几处来源"), ()),
)

TABLES: Mapping[str, tuple[Key, ...]] = {
    "group": GROUP,
    "indicator": INDICATOR,
    "rule": RULE,
    "requirement": REQUIREMENT,
    "figure": FIGURE,
    "relief": RELIEF,
    "outside": OUTSIDE,
}
"""Table → its keys. Beside them stand ``schema = 1`` and the one table ``[checklist]``."""
