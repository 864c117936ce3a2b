"""Ledgers of rooms and grounds, read under 数据/."""

from __future__ import annotations

from collections.abc import Mapping

from sample import school, sheets
from sample.school import NAME
from sample.sheets import Cell, Table

_AT = "统计时点：2025年9月1日"
_SIGNED = "分管领导（签字）：　　　　　　填表人：　　　　　　"
Row = list[Cell]


def files() -> Mapping[str, bytes]:
    """Path below 数据/ → bytes."""
    now = "2025—2026学年度"
    return {
        f"{now}/校舍用房台账.xlsx": sheets.xlsx(_rooms()),
        f"{now}/专用教室台账.xlsx": sheets.xlsx(_special_rooms()),
        f"{now}/运动场地台账.xlsx": sheets.xlsx(_grounds()),
    }


_TEACHING = "教学及辅助用房"
_ROOMS: tuple[tuple[str, str, str, str, int, float], ...] = (
    ("明理楼", "普通教室（一至三年级）", _TEACHING, "小学", 9, 612.0),
    ("明理楼", "普通教室（四至六年级）", _TEACHING, "小学", 8, 544.0),
    ("明理楼", "科学实验室", _TEACHING, "小学", 2, 192.0),
    ("明理楼", "音乐教室一", _TEACHING, "小学", 1, 98.0),
    ("明理楼", "音乐教室二", _TEACHING, "小学", 1, 101.0),
    ("明理楼", "美术教室一", _TEACHING, "小学", 1, 92.0),
    ("明理楼", "美术教室二", _TEACHING, "小学", 1, 94.0),
    ("明理楼", "计算机教室一", _TEACHING, "小学", 2, 196.0),
    ("明理楼", "综合实践活动室", _TEACHING, "小学", 3, 360.0),
    ("明理楼", "小学部阅览室", _TEACHING, "小学", 2, 340.0),
    ("明理楼", "合班教室", _TEACHING, "小学", 2, 410.0),
    ("明理楼", "教学辅助用房（器材、准备）", _TEACHING, "小学", 12, 681.0),
    ("致远楼", "普通教室（七至九年级）", _TEACHING, "初中", 9, 621.0),
    ("致远楼", "物理实验室", _TEACHING, "初中", 2, 196.0),
    ("致远楼", "化学实验室", _TEACHING, "初中", 1, 98.0),
    ("致远楼", "生物实验室", _TEACHING, "初中", 1, 98.0),
    ("致远楼", "音乐教室三", _TEACHING, "初中", 1, 97.5),
    ("致远楼", "美术教室三", _TEACHING, "初中", 1, 90.5),
    ("致远楼", "计算机教室二", _TEACHING, "初中", 1, 98.0),
    ("致远楼", "劳动技术教室", _TEACHING, "初中", 2, 180.0),
    ("致远楼", "初中部阅览室", _TEACHING, "初中", 1, 150.0),
    ("致远楼", "教学辅助用房（器材、准备）", _TEACHING, "初中", 9, 451.0),
    ("书香楼", "图书馆藏书区", _TEACHING, "共用", 2, 330.0),
    ("书香楼", "报告厅", _TEACHING, "共用", 1, 270.0),
    ("健体馆", "风雨操场", "室内体育用房", "共用", 1, 1080.0),
    ("行政楼", "办公室、会议室", "行政办公用房", "共用", 24, 960.0),
    ("膳食楼", "食堂", "生活服务用房", "共用", 1, 1320.0),
)
"""Building, room, purpose, section, count, ㎡. Primary 3,720 + junior 2,080 + shared 600 ㎡ for teaching."""
BUILDING_AREA = sum(room[5] for room in _ROOMS)


def _rooms() -> Table:
    heads = ("序号", "楼名", "房间名称", "用途", "使用学段", "间数", "面积（㎡）", "建成年份", "备注")
    rows: list[Row] = []
    for number, (building, room, purpose, section, count, area) in enumerate(_ROOMS, 1):
        shown: Cell = f"{area:,.1f}" if number % 5 == 0 else area
        rows.append([number, building, room, purpose, section, count, shown, "2014", ""])
    rows.append(["合计", "", "", "", "", sum(room[4] for room in _ROOMS), BUILDING_AREA])
    return Table(
        "校舍用房", (f"{NAME}校舍用房情况一览表", f"填报时间：2025年9月1日　　{_AT}"), heads, rows, (_SIGNED,)
    )


def _special_rooms() -> Table:
    heads = ("序号", "功能室名称", "类别", "学段", "位置", "实测面积(㎡)", "管理员")
    listed = [room for room in _ROOMS if room[1][:2] in ("音乐", "美术")]
    rows: list[Row] = [
        [number, room[1], f"{room[1][:2]}教室", room[3], room[0], room[5], school.person(70_000 + number)]
        for number, room in enumerate(listed, 1)
    ]
    return Table("专用教室", (f"{NAME}音乐、美术专用教室台账",), heads, rows, (_SIGNED,))


def _grounds() -> Table:
    heads = ("序号", "场地名称", "使用学段", "规格", "面积（平方米）", "室内外", "建成时间")
    rows: list[Row] = [
        [1, "田径场（300米环形）", "共用", "150×48", "7,200", "室外", "2014.8"],
        [2, "小学部篮球场", "小学", "28×15×4片", "1,680", "室外", "2015.3"],
        [3, "小学部活动场", "小学", "", 1920, "室外", "2014.8"],
        [4, "初中部篮球场", "初中", "28×15×4片", 1680, "室外", "2014.8"],
        [5, "初中部排球、乒乓球场", "初中", "", "1320㎡", "室外", "2016.9"],
        ["合计", "", "", "", 13800],
    ]
    return Table("运动场地", (f"{NAME}体育运动场地台账", _AT), heads, rows, (_SIGNED,))
