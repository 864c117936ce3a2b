"""What the school office itself keeps: 学校信息.xlsx, 材料台账.xlsx, dossier.toml and the words for the report."""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pypdf import PdfReader

from sample import bundles, sheets
from sample.evidence import requirements
from sample.ledgers_rooms import BUILDING_AREA
from sample.school import COUNTY, NAME, SHORT, YEARS, person, telephone
from sample.sheets import Cell, Table

_HERE = Path(__file__).parent
_DEPARTMENTS = {
    "办公室": 1, "教务处": 2, "德育处": 3, "总务处": 4, "财务室": 5, "信息中心": 6, "安全办": 7, "图书室": 8,
}  # fmt: skip
_KEPT_BY = {"体育组": "教务处", "工会": "办公室"}
_ALSO_CALLED = {"教务处": "教导处", "总务处": "后勤处", "德育处": "政教处"}
Row = list[Cell]


def files(tree: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path → bytes; *tree* is everything handed in, for fingerprints and page numbers."""
    words = {f"文字/{path.name}": path.read_bytes() for path in sorted((_HERE / "words").glob("*.txt"))}
    return words | {
        "dossier.toml": (_HERE / "dossier.toml").read_bytes(),
        "学校信息.xlsx": sheets.xlsx(_information()),
        "材料台账.xlsx": sheets.xlsx(_owners(), _decisions(tree), _papers(), _exemptions()),
    }


def _information() -> Table:
    heads = ("项目", "全校", "小学部", "初中部", "统计日期", "备注")
    rows: list[Row] = [
        ["学校全称", NAME],
        ["学校简称", SHORT],
        ["办学类型", "九年一贯制学校"],
        ["办学性质", "公办"],
        ["主管部门", f"{COUNTY}教育局"],
        ["所在区域", "镇区"],
        ["建校年份", "2014年"],
        ["校长", person(1)],
        ["书记", person(2)],
        ["地址", f"{COUNTY}晨光路1号"],
        ["联系电话", telephone(101)],
        ["在校生数", 1298, 842, 447, "2025-09-01", "人"],
        ["教学班数", 26, 17, 9, "2025-09-01", "班"],
        ["教职工数", 96, "", "", "2025-09-01", "人，含工勤"],
        ["专任教师数", 92, 52, 40, "2025-09-01", "人"],
        ["学校占地面积", 38600, "", "", "", "㎡"],
        ["校舍建筑面积", BUILDING_AREA, "", "", "", "㎡"],
        ["绿化面积", 11200, "", "", "", "㎡"],
    ]
    return Table("学校信息", (), heads, rows)


def _owners() -> Table:
    heads = (
        "材料编号",
        "材料名称",
        "分管领导",
        "责任部门",
        "责任人",
        "协助人",
        "联系电话",
        "完成时限",
        "备注",
    )
    rows: list[Row] = []
    for number, (code, requirement) in enumerate(requirements().items()):
        name = _KEPT_BY.get(requirement["owner"], requirement["owner"])
        place = _DEPARTMENTS[name]
        shown = _ALSO_CALLED.get(name, name) if number % 7 == 0 else name
        helper = person(50 + place) if number % 3 == 0 else ""
        due = ("2026-04-30", "2026年5月10日", "5月15日")[number % 3]
        rows.append([
            code, requirement["title"], person(10 + place % 3), shown, person(20 + place), helper, telephone(200 + place), due, "",
        ])  # fmt: skip
    return Table("责任分解", (f"{SHORT}迎检材料责任分解表",), heads, rows)


def _decisions(tree: Mapping[str, bytes]) -> Table:
    heads = (
        "文件", "指纹", "页码范围", "合并组", "建议材料", "依据", "次选", "决定", "材料编号", "学年", "原件或复印件", "决定人",
    )  # fmt: skip
    listed = tomllib.loads((_HERE / "desk.toml").read_text("utf-8"))
    rows: list[Row] = []
    for path, verdict, code, year in listed["decisions"]:
        rows.append(
            [
                path,
                _fingerprint(tree[path]) if path in tree else "",
                "",
                "",
                "",
                "",
                "",
                verdict,
                code,
                year,
                "",
                person(21),
            ]
        )
    fingerprint = _fingerprint(tree[bundles.SPLIT])
    for (code, name), (first, last) in zip(bundles.SPLIT_PARTS, _ranges(tree[bundles.SPLIT]), strict=True):
        pages = str(first) if first == last else f"{first}-{last}"
        rows.append([
            bundles.SPLIT, fingerprint, pages, "", f"{code} {name}", "标题", "", "采用", code, "2024-2025", "复印件", person(21),
        ])  # fmt: skip
    return Table("材料归类确认", (), heads, rows)


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _ranges(data: bytes) -> list[tuple[int, int]]:
    """First and last page of each material in the file that holds several: a page with a title begins one."""
    texts = [page.extract_text().replace("\n", "") for page in PdfReader(io.BytesIO(data)).pages]
    starts = [
        place
        for place, text in enumerate(texts, 1)
        if any(words.title in text[:60] for words in bundles.split_texts())
    ]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(texts)], strict=True))


def _papers() -> Table:
    heads = ("材料编号", "材料名称", "学年", "册份数", "页数", "原件或复印件", "存放处", "保管人", "核对人")
    listed = tomllib.loads((_HERE / "desk.toml").read_text("utf-8"))
    asked = requirements()
    rows: list[Row] = []
    for code in listed["paper"]:
        requirement = asked[code]
        copy = "复印件" if requirement.get("copy") == "copy" else "原件"
        for year in _years(requirement):
            number = len(rows)
            rows.append([
                code, requirement["title"], year, f"{number % 3 + 1}册", 12 + number * 7 % 60, copy,
                f"档案室{number % 6 + 1}号柜", person(30 + number % 8), person(21),
            ])  # fmt: skip
    return Table("纸质材料登记", (), heads, rows)


def _years(requirement: Mapping[str, str]) -> tuple[str, ...]:
    """The years in which the school keeps it, written as its own calendar has them."""
    spec = requirement["years"]
    if spec in ("none", "as-of"):
        return ("",)
    if requirement.get("calendar") == "calendar":
        return ("2024", "2025", "2026")
    known = ("2021-2022", "2022-2023", *YEARS.values())
    return known[-{"current": 1, "last-5": 5}.get(spec, 3) :]


def _exemptions() -> Table:
    listed = tomllib.loads((_HERE / "desk.toml").read_text("utf-8"))
    rows: list[Row] = [
        [code, case, reason, person(1), until] for code, case, reason, until in listed["exemptions"]
    ]
    return Table("不涉及与暂缓", (), ("材料编号", "情形", "理由", "决定人", "至"), rows)
