"""Ledgers of things, money and results, read under 数据/."""

from __future__ import annotations

from collections.abc import Mapping

from sample import school, sheets
from sample.school import GRADES, NAME
from sample.sheets import Cell, Table

_AT = "统计时点：2025年9月1日"
_SIGNED = "分管领导（签字）：　　　　　　填表人：　　　　　　"
Row = list[Cell]


def files() -> Mapping[str, bytes]:
    """Path below 数据/ → bytes."""
    now, before = "2025—2026学年度", "2024—2025学年度"
    return {
        f"{now}/教学仪器设备账.xls": sheets.xls(_equipment()),
        f"{now}/网络多媒体教室清单.xlsx": sheets.xlsx(_multimedia()),
        f"{now}/计算机台账.xlsx": sheets.xlsx(_computers()),
        f"{now}/图书分类统计.xlsx": sheets.xlsx(_books()),
        f"{now}/经费预决算表（2024-2026）.xlsx": sheets.xlsx(_money((2024, 2025, 2026))),
        f"{before}/经费预决算.xlsx": sheets.xlsx(_money((2023, 2024, 2025))),
        f"{now}/巩固率测算.xlsx": sheets.xlsx(_retention((2024, 2025, 2026))),
        f"{before}/巩固率测算表.xlsx": sheets.xlsx(_retention((2023, 2024, 2025))),
        f"{now}/适龄残疾儿童少年入学统计.xlsx": sheets.xlsx(_disabled("2025-2026")),
        f"{now}/满意度问卷汇总.xlsx": sheets.xlsx(_surveys()),
        f"{now}/体质健康测试汇总.xlsx": sheets.xlsx(_fitness()),
        f"{now}/教育事业统计报表.xlsx": sheets.xlsx(_statistics("2025-2026")),
        f"{before}/教育事业统计报表.xlsx": sheets.xlsx(_statistics("2024-2025")),
    }


_ITEMS = (
    ("交互式一体机", 16800), ("学生课桌椅（套）", 320), ("科学实验器材（套）", 5200), ("显微镜", 860), ("数字化探究设备", 24500),
    ("钢琴", 15800), ("体操垫（组）", 2400), ("投影仪", 6900), ("学生用计算机", 4300), ("教师用计算机", 4600),
    ("录播系统", 98000), ("美术教学具（套）", 3100),
)  # fmt: skip


def _equipment() -> Table:
    heads = (
        "序号",
        "资产编号",
        "设备名称",
        "使用学段",
        "数量",
        "单价（元）",
        "金额（元）",
        "购置日期",
        "验收状态",
        "存放地点",
    )
    rows: list[Row] = []
    counts = {
        "小学": (20, 420, 18, 40, 6, 4, 10, 8, 96, 40, 1, 24),
        "初中": (11, 240, 26, 48, 8, 2, 6, 6, 60, 34, 1, 12),
    }
    counts["共用"] = (4, 200, 8, 20, 4, 2, 6, 6, 60, 24, 2, 10)
    for section, numbers in counts.items():
        for (name, price), count in zip(_ITEMS, numbers, strict=True):
            number = len(rows) + 1
            total: Cell = f"{price * count:,}" if number % 4 == 0 else price * count
            bought = f"20{15 + number % 10}-09-{number % 28 + 1:02d}"
            rows.append([number, f"ZC{number:05d}", name, section, count, price, total, bought, "已验收", ""])
    rows.append(
        [len(rows) + 1, "ZC00900", "理化数字实验室设备", "初中", 1, 86000, 86000, "2025-08-25", "未到货", ""]
    )
    rows.append(["合计", "", "", "", "", "", sum(int(str(row[6]).replace(",", "")) for row in rows)])
    above = (f"{NAME}教学仪器设备台账", f"单位：元　　{_AT}")
    return Table("仪器设备", above, heads, rows, (_SIGNED,))


def _multimedia() -> Table:
    heads = ("序号", "教室", "使用学段", "是否多媒体", "是否联网", "显示设备", "启用时间")
    rows: list[Row] = []
    for grade, sizes in enumerate(school.SIZES["2025-2026"], 1):
        for room in range(1, len(sizes) + 1):
            name = f"{GRADES[grade - 1][0]}（{room}）班教室"
            rows.append([len(rows) + 1, name, "小学" if grade <= 6 else "初中", "√", "√", "一体机", "2019.8"])
    special = (
        ("科学实验室一", "科学实验室二", "音乐教室一", "音乐教室二", "计算机教室一"),
        ("物理实验室", "化学实验室", "生物实验室", "音乐教室三", "计算机教室二"),
    )
    for section, names in zip(("小学", "初中"), special, strict=True):
        rows += [
            [len(rows) + n, name, section, "√", "√", "投影", "2020.9"] for n, name in enumerate(names, 1)
        ]
    rows.append([len(rows) + 1, "劳动技术教室", "初中", "√", "×", "投影", "2017.9"])
    return Table("多媒体教室", (f"{NAME}网络多媒体教室逐间清单", _AT), heads, rows, (_SIGNED,))


def _computers() -> Table:
    rows: list[Row] = [
        [1, "计算机教室一", "小学", "学生用", "96台", "2021.8"],
        [2, "计算机教室二", "初中", "学生用", 60, "2022.8"],
        [3, "图书馆电子阅览区", "共用", "学生用", 30, "2020.9"],
        [4, "各办公室", "共用", "教师用", 98, "2019.8"],
        ["合计", "", "", "", 284],
    ]
    return Table(
        "计算机", (f"{NAME}计算机台账",), ("序号", "存放地点", "学段", "用途", "数量（台）", "购置时间"), rows
    )


def _books() -> Table:
    kinds = (
        ("马列、哲学", 1200),
        ("文化、教育", 9800),
        ("语言、文学", 18600),
        ("历史、地理", 5100),
        ("自然科学", 8300),
        ("艺术、体育", 2900),
    )
    rows: list[Row] = [[n, kind, "共用", count, ""] for n, (kind, count) in enumerate(kinds, 1)]
    rows.append(["合计", "", "", sum(count for _, count in kinds)])
    return Table(
        "图书", (f"{NAME}图书分类统计表",), ("序号", "图书类别", "学段", "册数", "备注"), rows, (_SIGNED,)
    )


def _money(years: tuple[int, ...]) -> Table:
    heads = (
        "年度",
        "公用经费（万元）/预算总额",
        "公用经费（万元）/决算总额",
        "教师培训经费（万元）/预算",
        "教师培训经费（万元）/决算",
        "备注",
    )
    known: dict[int, tuple[str, str, str, str]] = {
        2023: ("95.20", "94.86", "5.10", "5.02"),
        2024: ("98.60", "98.12", "5.42", "5.31"),
        2025: ("103.12", "102.77", "5.88", "5.80"),
        2026: ("106.50", "", "6.20", ""),
    }
    rows: list[Row] = [[str(year), *known[year], "年初预算" if year == 2026 else ""] for year in years]
    above = (f"{NAME}公用经费预决算情况表", "单位：万元")
    return Table("预决算", above, heads, rows, ("财务负责人（签字）：　　　　　制表：",))


def _retention(years: tuple[int, ...]) -> Table:
    heads = (
        "毕业年份",
        "入学届",
        "初一在校生数",
        "变动情况/转入",
        "变动情况/转出",
        "变动情况/休学",
        "变动情况/死亡",
        "毕业人数",
        "备注",
    )
    known = {
        2023: (141, 4, 6, 0, 0, 138),
        2024: (145, 3, 6, 1, 0, 141),
        2025: (149, 5, 8, 0, 0, 145),
        2026: (147, 6, 2, 0, 0, 150),
    }
    rows: list[Row] = [[f"{year}届", f"{year - 3}级", *known[year], ""] for year in years]
    return Table("巩固率", (f"{NAME}初中三年巩固率测算表",), heads, rows, (_SIGNED,))


def _disabled(year: str) -> Table:
    heads = (
        "学年度",
        "学段",
        "适龄残疾儿童少年数",
        "安置情况/随班就读",
        "安置情况/送教上门",
        "安置情况/特校就读",
        "未入学",
    )
    rows: list[Row] = [
        [year, "小学", 6, 4, 1, 1, 0],
        [year, "初中", 3, 2, 1, 0, 0],
        ["合计", "", 9, 6, 2, 1, 0],
    ]
    return Table("残疾儿童", (f"{NAME}服务区适龄残疾儿童少年入学情况统计表",), heads, rows, (_SIGNED,))


def _surveys() -> Table:
    heads = ("调查对象", "发放份数", "回收份数", "有效份数", "满意份数", "满意率")
    groups = (
        ("学生", 300, 298, 296, 279),
        ("家长", 300, 292, 288, 268),
        ("教师", 92, 92, 92, 88),
        ("校长", 3, 3, 3, 3),
        ("社区与人大代表、政协委员", 30, 30, 29, 27),
    )
    rows: list[Row] = [[*group, f"{group[4] / group[3]:.1%}"] for group in groups]
    sums = [sum(int(group[place]) for group in groups) for place in range(1, 5)]
    rows.append(["合计", *sums, f"{sums[3] / sums[2]:.1%}"])
    return Table("满意度", (f"{NAME}满意度调查问卷汇总表", "调查时间：2026年4月"), heads, rows, (_SIGNED,))


def _fitness() -> Table:
    rows: list[Row] = []
    for grade, sizes in enumerate(school.SIZES["2025-2026"], 1):
        tested = sum(sizes) - grade % 3
        rows.append(["2025-2026", GRADES[grade - 1], tested, tested - 4 - grade % 4, ""])
    rows.append(["合计", "", sum(int(row[2]) for row in rows), sum(int(row[3]) for row in rows)])
    above = (f"{NAME}2025—2026学年度学生体质健康测试汇总表",)
    return Table("体测", above, ("学年度", "年级", "参测人数", "合格人数", "备注"), rows, (_SIGNED,))


def _statistics(year: str) -> Table:
    heads = ("表号", "指标名称", "计量单位", "合计", "小学", "初中", "统计时点")
    teachers = {"2025-2026": (96, 92, 52, 40), "2024-2025": (94, 90, 50, 40)}[year]
    numbers = (
        (
            "基础基312",
            "在校生数",
            "人",
            *(school.count(year, section) for section in ("", "primary", "junior")),
        ),
        (
            "基础基311",
            "教学班数",
            "班",
            *(school.classes(year, section) for section in ("", "primary", "junior")),
        ),
        ("基础基421", "教职工数", "人", teachers[0], "", ""),
        ("基础基421", "专任教师数", "人", *teachers[1:]),
    )
    rows: list[Row] = [[*line, f"{year[:4]}-09-01"] for line in numbers]
    return Table("统计报表", (f"{year[:4]}/{year[5:]}学年初教育事业统计报表", NAME), heads, rows)
