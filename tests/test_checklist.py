"""The checklist: what a file means, everything that can be wrong with it, and the two other forms of it."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier import resources, toml
from dossier.checklist import find, read, validate, write_toml
from dossier.checklist.plain import decimal
from dossier.checklist.read import Raw, build
from dossier.checklist.workbook import read_workbook, write_workbook
from dossier.errors import ChecklistError, ExitCode
from dossier.model import (
    Checklist,
    Deduct,
    FigureSpec,
    Group,
    Indicator,
    Outside,
    Read,
    Relief,
    Requirement,
    Rule,
)

GOOD = """
schema = 1
[checklist]
id = "small"
title = "小清单"
section_weights = { primary = "1", junior = "1.1" }
[[group]]
code = "1"
title = "资源配置"
[[indicator]]
code = "1-1"
group = "1"
title = "生均用房"
scope = "section"
kind = "measure"
figure = "per_head"
at_least = { primary = "4.5", junior = "5.8" }
full = "18"
deduct = { per = "0.5", points = "1" }
[[rule]]
code = "R"
title = "综合"
indicators = ["1-1"]
at_least_met = "1"
floor = "85%"
[[requirement]]
code = "1-1-01"
indicator = "1-1"
title = "校舍一览表"
aliases = ["用房台账"]
form = "统计表"
years = "last-3"
seal = true
[[figure]]
key = "area"
label = "用房面积"
unit = "㎡"
digits = 2
shared = "weighted"
read = [
  { ledger = "校舍用房台账", column = "面积", where = "用途=教学|辅助; 面积>0", agg = "sum" },
  { ledger = "教育事业统计报表", label = "教学及辅助用房面积" },
  { label = "用房面积" },
]
[[figure]]
key = "students"
label = "在校生数"
unit = "人"
date = "09-01"
read = [{ ledger = "学籍花名册", column = "姓名", agg = "count" }]
[[figure]]
key = "per_head"
label = "生均用房面积"
unit = "㎡/生"
digits = 2
formula = "area / students"
"""


def parse(text: str) -> Checklist:
    return build(Raw(toml.parse(text)), "清单.toml")


def wrong(text: str) -> list[str]:
    """The messages of everything wrong with a checklist."""
    with pytest.raises(ChecklistError) as caught:
        parse(text)
    return [problem.message for problem in caught.value.problems]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_a_file_becomes_exact_values() -> None:
    checklist = parse(GOOD)
    indicator = checklist.indicator_by_code["1-1"]
    assert indicator.at_least == {"primary": Fraction(9, 2), "junior": Fraction(29, 5)}
    assert indicator.full == 18
    assert indicator.deduct == Deduct(per=Fraction(1, 2), points=Fraction(1))
    assert checklist.rules[0].floor == Fraction(17, 20)
    assert checklist.rules[0].at_least_met == 1
    assert checklist.section_weights == {"primary": Fraction(1), "junior": Fraction(11, 10)}
    assert checklist.requirements[0].material == "校舍一览表"
    assert [source.label for source in checklist.figures[0].read] == ["", "教学及辅助用房面积", "用房面积"]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("schema = 1", "schema = 2", ["文件：开头应写 schema = 1"]),
        ("[[rule]]", "[[rules]]", ["文件：不认识“rules”，是不是“rule”"]),
        ('title = "小清单"', "", ["[checklist]的 title：没有写"]),
        ('seal = true', 'seel = true', ["第1个[[requirement]]（1-1-01）：不认识“seel”，是不是“seal”"]),
        ('seal = true', 'seal = "是"', ["第1个[[requirement]]（1-1-01）的 seal：应是 true 或 false，写的是“是”"]),
        (
            'years = "last-3"',
            'years = "三年"',
            [
                "第1个[[requirement]]（1-1-01）的 years："
                "应是 none（不分年度） current（当年） last-3（近3年） cohort-3（同一届3年） as-of（时点） 这样的写法，写的是“三年”"
            ],
        ),
        (
            'form = "统计表"',
            'form = "表"',
            [
                "第1个[[requirement]]（1-1-01）的 form："
                "应是 文件 制度 方案 记录 花名册 统计表 照片 证书 合同 总结 之一，写的是“表”"
            ],
        ),
        (
            'indicator = "1-1"\n',
            'indicator = "1-2"\n',
            ["第1个[[requirement]]（1-1-01）的 indicator：没有“1-2”这个指标，是不是“1-1”"],
        ),
        ('group = "1"', 'group = "2"', ["第1个[[indicator]]（1-1）的 group：没有“2”这个一级指标"]),
        (
            'figure = "per_head"',
            'figure = "per_hed"',
            ["第1个[[indicator]]（1-1）的 figure：没有“per_hed”这个数据项，是不是“per_head”"],
        ),
        (
            'figure = "per_head"\n',
            "",
            ["第1个[[indicator]]（1-1）的 at_least：有标准值，却没有写 figure"],
        ),
        (
            'primary = "4.5", junior',
            'primery = "4.5", junior',
            [
                "第1个[[indicator]]（1-1）的 at_least：里没有“primery”这个学段，是不是“primary”；"
                "应是 primary（小学） junior（初中） nine-year（九年一贯制学校） twelve-year（十二年一贯制学校） "
                "complete（完全中学） point（教学点） special（特殊教育学校） 之一"
            ],
        ),
        (
            'primary = "4.5", junior',
            'point = "4.5", junior',
            ["第1个[[indicator]]（1-1）的 at_least：分学段评，只能写 primary 和 junior，写了point"],
        ),
        (
            'at_least = { primary = "4.5", junior = "5.8" }',
            "at_least = 4.5",
            ["第1个[[indicator]]（1-1）的 at_least：应是带引号的数，如 \"0.85\"，写的是“4.5”"],
        ),
        (
            'full = "18"\n',
            "",
            ["第1个[[indicator]]（1-1）的 deduct：要与 full 和标准值（at_least 或 at_most）一起写"],
        ),
        (
            'per = "0.5", points',
            'per = "0.5", point',
            ["第1个[[indicator]]（1-1）的 deduct：不认识“point”，是不是“points”；“points”没有写"],
        ),
        (
            'per = "0.5", points',
            'per = "0", points',
            ["第1个[[indicator]]（1-1）的 deduct：的 per 应大于 0"],
        ),
        (
            'indicators = ["1-1"]',
            'indicators = ["1-9"]',
            ["第1个[[rule]]（R）的 indicators：没有“1-9”这个指标，是不是“1-1”"],
        ),
        (
            'at_least_met = "1"',
            'at_least_met = "2"',
            ["第1个[[rule]]（R）的 at_least_met：是2，而 indicators 只有1项"],
        ),
        (
            'at_least_met = "1"\nfloor = "85%"\n',
            "",
            ["第1个[[rule]]（R）的 at_least_met：与 floor 至少要写一个"],
        ),
        (
            '{ ledger = "校舍用房台账", column = "面积",',
            '{ ledger = "校舍台账", column = "面积",',
            ["第1个[[figure]]（area）的 read：第1个没有“校舍台账”这种台账，是不是“校舍用房台账”"],
        ),
        (
            'column = "面积"',
            'column = "面 积"',
            ["第1个[[figure]]（area）的 read：第1个：“校舍用房台账”没有“面 积”这一列，是不是“面积”"],
        ),
        (
            "面积>0",
            "面及>0",
            ["第1个[[figure]]（area）的 read：第1个的条件里，“校舍用房台账”没有“面及”这一列，是不是“面积”"],
        ),
        (
            "面积>0",
            "面积很大",
            ["第1个[[figure]]（area）的 read：第1个的条件“面积很大”看不懂，应是 列名=值 这样的写法"],
        ),
        (
            '{ label = "用房面积" }',
            '{ section = "primary" }',
            ["第1个[[figure]]（area）的 read：第3个要写 label 或 ledger"],
        ),
        (
            '{ ledger = "教育事业统计报表", label = "教学及辅助用房面积" }',
            '{ ledger = "教育事业统计报表", column = "合计" }',
            ["第1个[[figure]]（area）的 read：第2个：“教育事业统计报表”要写 label，不写 column"],
        ),
        (
            'read = [{ ledger = "学籍花名册", column = "姓名", agg = "count" }]',
            "",
            ["第2个[[figure]]（students）的 read：与 formula 至少要写一个"],
        ),
        (
            'date = "09-01"',
            'date = "9月"',
            ["第2个[[figure]]（students）的 date：应是 as-of、year 或 09-01 这样的月日，写的是“9月”"],
        ),
        (
            "area / students",
            "area / pupils",
            ["第3个[[figure]]（per_head）的 formula：公式里的“pupils”不是数据项"],
        ),
        (
            "area / students",
            "area + students",
            ["第3个[[figure]]（per_head）的 formula：单位不同不能相加减：㎡与人"],
        ),
        (
            "area / students",
            "area / per_head",
            ["第3个[[figure]]（per_head）的 formula：绕回到了自己：per_head → per_head"],
        ),
        ('key = "students"', 'key = "area"', ["第2个[[figure]]（area）的 key：与第1个[[figure]]（area）重复"]),
        (
            'label = "在校生数"',
            'label = "用房面积 "',
            ["第2个[[figure]]（students）的 label：与第1个[[figure]]（area）重复"],
        ),
        ('title = "资源配置"', 'title = ""', ["第1个[[group]]（1）的 title：是空的"]),
        ('title = "资源配置"', 'title = "资源配置"\nparent = "0"', ["第1个[[group]]（1）的 parent：没有“0”这个上级"]),
        ('title = "资源配置"', 'title = "资源配置"\nparent = "1"', ["第1个[[group]]（1）的 parent：绕回到了自己"]),
        (
            'title = "小清单"',
            'title = "小清单"\nstages = ["middle"]',
            [
                "[checklist]的 stages：第1个应是 primary（小学） junior（初中） nine-year（九年一贯制学校） "
                "twelve-year（十二年一贯制学校） complete（完全中学） point（教学点） special（特殊教育学校） 之一，写的是“middle”"
            ],
        ),
    ],
)  # fmt: skip
def test_each_thing_that_can_be_wrong(old: str, new: str, messages: list[str]) -> None:
    told = wrong(changed(old, new))
    assert [message for message in told if message in messages] == messages


def test_everything_wrong_is_told_at_once() -> None:
    text = changed('years = "last-3"', 'years = "x"').replace('group = "1"', 'group = "7"')
    assert len(wrong(text)) == 2


def test_a_percentage_is_written_in_the_unit_of_its_figure() -> None:
    """At 0.85 % every school would pass."""
    rate = '[[figure]]\nkey = "rate"\nlabel = "合格率"\nunit = "%"\nread = [{ label = "合格率" }]\n'
    judged = (
        '[[indicator]]\ncode = "P"\ngroup = "1"\ntitle = "合格率"\nkind = "measure"\nfigure = "rate"\n'
        "at_least = {gauge}\n"
    )
    assert parse(GOOD + rate + judged.format(gauge='"85"')).indicators[1].at_least == {"": 85}
    assert wrong(GOOD + rate + judged.format(gauge='"0.85"')) == [
        "第2个[[indicator]]（P）的 at_least：是0.85，数据项的单位是%，就是0.85%；百分之85写成 85"
    ]
    assert wrong(GOOD + rate + judged.format(gauge='"85%"')) == [
        '第2个[[indicator]]（P）的 at_least：不带百分号，单位是%的数据项，85% 写成 "85"，写的是“85%”'
    ]


def test_amounts_that_take_off_nothing_or_less_are_refused() -> None:
    told = wrong(changed('per = "0.5", points = "1"', 'per = "-1", points = "-1", most = "0"'))
    assert told == [
        f"第1个[[indicator]]（1-1）的 deduct：的 {key} 应大于 0" for key in ("per", "points", "most")
    ]
    assert wrong(changed('full = "18"', 'full = "-18"')) == ["第1个[[indicator]]（1-1）的 full：应大于 0"]
    for floor in ("0", "85", "-0.5"):
        [told_floor] = wrong(changed('floor = "85%"', f'floor = "{floor}"'))
        assert "floor：应大于 0、不超过 1" in told_floor


def test_a_coefficient_between_schools_is_no_figure_of_one_school() -> None:
    text = GOOD + '[[figure]]\nkey = "v"\nlabel = "差异系数"\nformula = "variation(area, students)"\n'
    assert parse(text).figures[-1].key == "v"
    told = wrong(text.replace('figure = "per_head"', 'figure = "v"'))
    assert told == [
        "第1个[[indicator]]（1-1）的 figure：是差异系数，一所学校没有；它的上限写在 [[rule]] 的 figures 和 at_most 里"
    ]


def test_figures_upon_figures_end_somewhere() -> None:
    def tower(height: int) -> str:
        rows = [
            f'[[figure]]\nkey = "t{n}"\nlabel = "塔{n}"\nformula = "t{n - 1} * t{n - 1}"\n'
            for n in range(1, height)
        ]
        return GOOD + '[[figure]]\nkey = "t0"\nlabel = "塔0"\nread = [{ label = "塔0" }]\n' + "".join(rows)

    assert len(parse(tower(50)).figures) == len(parse(GOOD).figures) + 50
    assert wrong(tower(3000)) == ["第54个[[figure]]（t50）的 formula：公式一层套一层，超过了50层，请合并几层"]


def test_codes_that_look_alike_are_duplicates() -> None:
    twin = '[[requirement]]\ncode = "1—1－01"\nindicator = "1-1"\ntitle = "平面图"\n'
    assert wrong(GOOD + twin) == [
        "第2个[[requirement]]（1—1－01）的 code：与第1个[[requirement]]（1-1-01）重复"
    ]


def test_a_circle_of_figures_is_told_once() -> None:
    text = GOOD + "".join(
        f'[[figure]]\nkey = "{key}"\nlabel = "{key}"\nformula = "{formula}"\n'
        for key, formula in (("a", "b"), ("b", "c + 1"), ("c", "a"))
    )
    assert wrong(text) == ["第4个[[figure]]（a）的 formula：绕回到了自己：a → b → c → a"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a = 1\nb = "x\n', "文件：第2行第7列：有不能出现在这里的字符（引号可能没有配对）"),
        ("a 1", "文件：第1行第3列：键的后面缺等号"),
        ("a = 1\na = 2\n", "文件：第2行第6列：同一个键写了两遍"),
        ("a = 甲", "文件：第1行第5列：等号后面的值写得不对（文字要加英文引号）"),
        ("a = " + "[" * 5000, "文件：括号套得太深，读不了"),
    ],
)
def test_a_syntax_error_is_the_first_one_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "清单.toml"
    path.write_text(text, encoding="utf-8", newline="")
    assert [problem.message for problem in validate(path)] == [message]


def test_files_of_notepad_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        path = tmp_path / f"{encoding}.toml"
        path.write_bytes(GOOD.encode(encoding))
        assert read(path) == parse(GOOD)


def test_the_error_carries_its_exit_code_and_says_how_many(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("schema = 1\n[checklist]\nid = 'x'\n", encoding="utf-8")
    with pytest.raises(ChecklistError) as caught:
        read(tmp_path / "x.toml")
    assert caught.value.exit_code == ExitCode.UNUSABLE
    assert caught.value.message == "清单“x.toml”有4处要改，改好后再运行"
    assert [problem.message for problem in validate(tmp_path / "x.toml")] == [
        "文件：一个 [[group]] 也没有",
        "文件：一个 [[indicator]] 也没有",
        "文件：一个 [[requirement]] 也没有",
        "[checklist]的 title：没有写",
    ]
    assert [problem.message for problem in validate(tmp_path / "gone.toml")] == [
        "文件：打不开，请检查文件名和位置"
    ]


@pytest.mark.parametrize("path", resources.checklists(), ids=lambda path: path.stem)
def test_what_ships_is_right(path: Path, tmp_path: Path) -> None:
    assert [problem.message for problem in validate(path)] == []
    checklist = read(path)
    assert checklist.id == path.stem
    assert build(Raw(toml.parse(write_toml(checklist))), "x") == checklist
    (tmp_path / "x.xlsx").write_bytes(write_workbook(checklist))
    assert read(tmp_path / "x.xlsx") == checklist


def test_an_id_that_ships_or_a_path(tmp_path: Path) -> None:
    shipped = resources.checklists()[0]
    assert find(shipped.stem, tmp_path) == shipped
    (tmp_path / "清单.toml").write_text(GOOD, encoding="utf-8")
    assert find("清单.toml", tmp_path) == tmp_path / "清单.toml"
    with pytest.raises(ChecklistError) as caught:
        find("quality-balance", tmp_path)
    assert caught.value.message.startswith(
        "找不到清单“quality-balance”，是不是“quality-balance-2017”；自带的清单有："
    )


# -- the workbook -----------------------------------------------------------------------------------------


def edited(tmp_path: Path, sheet: str, cell: str, value: object) -> Path:
    """The workbook of GOOD with one cell changed by a person."""
    path = tmp_path / "清单.xlsx"
    path.write_bytes(write_workbook(parse(GOOD)))
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path


def test_a_workbook_reads_into_the_same_value(tmp_path: Path) -> None:
    path = edited(tmp_path, "材料", "A1", "材料编号")
    assert read_workbook(path) == parse(GOOD)


def test_english_heads_and_numbers_as_excel_keeps_them(tmp_path: Path) -> None:
    path = edited(tmp_path, "指标", "I2", 18)
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["指标"][1]]
    assert heads[8] == "满分"
    book["指标"].cell(1, 9).value = "full"
    book.save(path)
    assert read(path) == parse(GOOD)


def test_a_workbook_names_sheet_and_row(tmp_path: Path) -> None:
    path = edited(tmp_path, "材料", "B2", "9-9")
    assert [problem.message for problem in validate(path)] == [
        "“材料”表第2行（1-1-01）的 指标编号：没有“9-9”这个指标"
    ]
    path = edited(tmp_path, "材料", "J2", "三年")
    assert [problem.message for problem in validate(path)] == [
        "“材料”表第2行（1-1-01）的 年度：应是 none（不分年度） current（当年） last-3（近3年） cohort-3（同一届3年） as-of（时点） 这样的写法，写的是“三年”"
    ]
    path = edited(tmp_path, "数据来源", "A2", "arae")
    assert "“数据来源”表第2行：没有“arae”这个数据项，是不是“area”" in [p.message for p in validate(path)]
    path = edited(tmp_path, "材料", "A1", "编码号")
    assert "“材料”表第1行：不认识列名“编码号”" in [p.message.partition("，")[0] for p in validate(path)]


def test_a_source_is_named_by_its_own_row(tmp_path: Path) -> None:
    for cell, value, message in (
        ("C2", "校舍台账", "“数据来源”表第2行：没有“校舍台账”这种台账，是不是“校舍用房台账”"),
        ("D2", "面和", "“数据来源”表第2行：“校舍用房台账”没有“面和”这一列，是不是“面积”"),
        ("B2", "用房", "“数据来源”表第2行：写了 label，就不能写 column、where、agg"),
    ):
        told = [problem.message for problem in validate(edited(tmp_path, "数据来源", cell, value))]
        assert told == [message]


def test_a_sheet_that_is_not_there_is_missed_by_its_name(tmp_path: Path) -> None:
    path = edited(tmp_path, "材料", "A2", "1-1-01")
    book = openpyxl.load_workbook(path)
    del book["材料"]
    book.save(path)
    assert [problem.message for problem in validate(path)] == ["文件：没有“材料”表，或者表里是空的"]


def test_a_workbook_speaks_chinese(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(edited(tmp_path, "指标", "A2", "1-1"))
    heads = [cell.value for cell in book["指标"][1]]
    row = dict(zip(heads, (cell.value for cell in book["指标"][2]), strict=True))
    assert (row["不低于"], row["扣分办法"]) == ("小学=4.5\n初中=5.8", "每差=0.5\n扣分=1")
    weights = [cell.value for cell in book["清单"][1]].index("学段权重") + 1
    assert book["清单"].cell(2, weights).value == "小学=1\n初中=1.1"
    english = edited(tmp_path, "指标", "J2", "per=0.5\npoints=1")
    assert read(english) == parse(GOOD)


def test_a_code_that_excel_made_a_date_is_named(tmp_path: Path) -> None:
    import datetime

    path = edited(tmp_path, "材料", "A2", datetime.datetime(2001, 1, 1))
    assert [problem.message for problem in validate(path)] == [
        "“材料”表第2行：编号“2001-01-01”被 Excel 改成了日期，请把这一列设为文本格式后重填"
    ]


def test_a_workbook_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no zip")
    assert [problem.message for problem in validate(tmp_path / "x.xlsx")] == ["文件：不是 Excel 文件"]


# -- round trips ------------------------------------------------------------------------------------------

words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="；;￾￿"),
    min_size=1,
    max_size=8,
).map(lambda text: text.replace("_x", "x"))
quantities = st.decimals(0, 10_000, places=3).map(Fraction)
amounts = st.decimals("0.001", 10_000, places=3).map(Fraction)
shares = st.decimals("0.001", 1, places=3).map(Fraction)
certainties = st.sampled_from(["verified", "unverified", "incomplete"])
gauges = st.one_of(
    st.none(),
    quantities.map(lambda value: {"": value}),
    st.dictionaries(st.sampled_from(["primary", "junior"]), quantities, min_size=1),
)
sources = st.one_of(
    st.builds(Read, label=words),
    st.just(
        Read(ledger="学籍花名册", column="姓名", where="性别=男|1; 年级!=", agg="count", section="junior")
    ),
)


judging = st.sampled_from(["each", "mean"])
limits = st.just({"primary": Fraction(1, 2), "junior": Fraction(9, 20)})


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    gauge = draw(gauges)
    title = draw(words)
    return Checklist(
        id=draw(words),
        title=draw(words),
        stages=tuple(draw(st.lists(st.sampled_from(["primary", "point"]), unique=True))),
        certainty=draw(certainties),
        weights_certainty=draw(certainties),
        section_weights=draw(
            st.one_of(st.just({}), st.just({"primary": Fraction(1), "senior": Fraction(6, 5)}))
        ),
        groups=(Group(code="1", title=draw(words)), Group(code="1-1", title=draw(words), parent="1")),
        indicators=(
            Indicator(
                code="甲",
                group="1-1",
                title=draw(words),
                scope=draw(st.sampled_from(["school", "section", "county"])),
                figure="n",
                at_least=gauge,
                full=draw(st.one_of(st.none(), amounts)) if gauge is None else Fraction(10),
                deduct=Deduct(per=Fraction(1, 2), points=draw(amounts), partial="full") if gauge else None,
                note=draw(st.one_of(st.just(""), words)),
            ),
        ),
        rules=(
            Rule(code="R", title=draw(words), indicators=("甲",), floor=draw(shares)),
            Rule(code="V", title=draw(words), figures=("v",), judged=draw(judging), at_most=draw(limits)),
        ),
        requirements=(
            Requirement(
                code="1-1-01",
                indicator="甲",
                title=title,
                material=draw(st.one_of(st.just(title), words)),
                aliases=tuple(draw(st.lists(words, unique=True, max_size=3))),
                form=draw(st.sampled_from([None, "照片"])),
                minimum=draw(st.integers(1, 9)),
                years=draw(st.sampled_from(["none", "current", "last-3", "cohort-10", "as-of"])),
                calendar=draw(st.sampled_from(["school", "calendar"])),
                seal=draw(st.booleans()),
                order=draw(st.one_of(st.none(), st.integers(0, 9999))),
            ),
        ),
        figures=(
            FigureSpec(
                key="n", label=f"甲{draw(words)}", digits=draw(st.integers(0, 8)), read=(draw(sources),)
            ),
            FigureSpec(key="v", label=f"乙{draw(words)}", formula="variation(n, n)"),
        ),
        reliefs=(
            Relief(
                indicator="甲",
                words=draw(words),
                figure="n",
                at_most=draw(gauges),
                certainty=draw(certainties),
            ),
        ),
        outside=(
            Outside(reason=draw(words), stage=draw(st.sampled_from(["", "point"])), below=draw(quantities)),
            Outside(reason=draw(words), label=draw(words), words=(draw(words),), indicators=("甲",)),
        ),
    )


@given(checklists())
@settings(deadline=None)
def test_toml_round_trip(checklist: Checklist) -> None:
    assert parse(write_toml(checklist)) == checklist


@given(checklists())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_workbook_round_trip(tmp_path: Path, checklist: Checklist) -> None:
    data = write_workbook(checklist)
    assert data == write_workbook(checklist)
    (tmp_path / "x.xlsx").write_bytes(data)
    assert read_workbook(tmp_path / "x.xlsx") == checklist


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_quantity_is_written_as_it_was_read(value: object) -> None:
    quantity = Fraction(str(value))
    assert Fraction(decimal(quantity)) == quantity


def test_a_third_has_no_decimal() -> None:
    with pytest.raises(ValueError, match="no finite decimal"):
        decimal(Fraction(1, 3))


def test_the_schema_covers_every_field_of_the_records() -> None:
    from dossier.checklist.keys import CHECKLIST, READ, TABLES

    tables = {
        "group": Group,
        "indicator": Indicator,
        "rule": Rule,
        "requirement": Requirement,
        "figure": FigureSpec,
        "relief": Relief,
        "outside": Outside,
    }
    derived = {"listed", "told", "unasked"}  # read out of titles and the vocabulary, never written down
    for name, record in tables.items():
        fields = {field.name for field in dataclasses.fields(record)} - derived
        assert {key.name for key in TABLES[name]} == fields
    assert {key.name for key in READ} == {field.name for field in dataclasses.fields(Read)}
    rows = {"groups", "indicators", "rules", "requirements", "figures", "reliefs", "outside"}
    assert {key.name for key in CHECKLIST} | rows == {
        field.name for field in dataclasses.fields(Checklist)
    } - derived
