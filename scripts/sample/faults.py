"""What is wrong with the sample on purpose, and what only looks wrong. tests/expected/sample.toml says what is to be found."""

from __future__ import annotations

from collections.abc import Mapping

from sample import prose, scenes
from sample.documents import word
from sample.evidence import Entry, requirements, words
from sample.fixed import package
from sample.pages import Press
from sample.prose import About, Grid, Text
from sample.school import NAME

_NOTICE = "青禾县教育局关于做好2024年义务教育招生工作方案报送的通知"
_OTHER = "青禾县云岭小学2024—2025学年度德育工作计划"
_FEES = "上交/财务室/收费公示栏照片"
_FLAWED = "材料/3-7教学管理/综合实践活动方案2023-2024学年.docx"


def texts() -> dict[str, Text]:
    """Faulty or needless documents by path; the extension says what they become."""
    return {
        "上交/德育处/2024年德育工作计划.docx": _text(
            f"{NAME}2024年德育工作计划", "德育工作计划", "方案", 601
        ),
        "上交/体育组/体育运动场馆一览表.docx": _text(
            f"{NAME}体育运动场馆一览表", "体育运动场馆", "统计表", 602
        ),
        "上交/总务处/体育运动场馆一览表.docx": _text(
            f"{NAME}体育运动场馆一览表", "体育运动场馆", "统计表", 603
        ),
        "材料/3-3学校管理/学校章程（修改稿）.docx": _text(f"{NAME}章程", "学校办学", "制度", 604),
        "材料/2-5 班额与编班/均衡编班方案（空白样表）.docx": Text(
            "××学校20__年均衡编班方案", (Grid(("班级", "人数", "班主任"), (("", "", ""),) * 6),), ""
        ),
        "上交/教务处/招生/县教育局关于做好2024年招生工作方案报送的通知.pdf": _text(
            _NOTICE, "招生工作方案报送", "文件", 605
        ),
        "上交/德育处/云岭小学2024-2025学年德育工作计划.docx": _text(_OTHER, "德育工作", "方案", 606),
        "上交/教务处/教师培训/2025-2026学年教师培训计划（网上下载）.docx": _text(
            "教师培训计划", "教师培训", "方案", 607
        ),
        "上交/办公室/2026年春节值班安排.docx": _text("2026年春节值班安排表", "春节值班", "统计表", 608),
        "上交/总务处/食堂食品采购合同2025年.docx": _text("食堂食品采购合同", "食堂食品采购", "合同", 609),
        "上交/工会/教职工趣味比赛规程.docx": _text("教职工趣味比赛规程", "教职工趣味比赛", "制度", 610),
        "上交/德育处/班主任工作手册（封面）.docx": _text("班主任工作手册", "班主任工作", "文件", 611),
        "上交/财务室/2025年部门决算（有密码）.pdf": _text("2025年度部门决算", "部门决算", "统计表", 612),
        "上交/安全办/2025-2026学年安全检查记录（第二册）.pdf": _text(
            "2025—2026学年度安全检查记录", "安全检查", "记录", 613, True
        ),
    }


def files(press: Press, tree: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path → bytes of every fault; *tree* is the sound evidence, of which some is copied or spoilt."""
    found = {path: _made(press, path, text) for path, text in texts().items()}
    cut = "上交/安全办/2025-2026学年安全检查记录（第二册）.pdf"
    found[cut] = found[cut][: len(found[cut]) * 3 // 5]
    found["上交/财务室/2025年部门决算（有密码）.pdf"] = press.text(
        texts()["上交/财务室/2025年部门决算（有密码）.pdf"], password="2025"
    )
    found["上交/德育处/2025-2026学年国旗下讲话稿.docx"] = _zip_called_docx()
    return found | _copies(tree) | _junk() | {_FLAWED: word(_flawed())}


def _text(title: str, subject: str, form: str, index: int, long: bool = False) -> Text:
    return prose.text(title, About(subject, form, "", index, long), "")


def _flawed() -> Text:
    """A plan that proves what it should, with a place left open, a day that there is not, and a wrong weekday."""
    return Text(
        "2023—2024学年度综合实践活动方案",
        (
            "为把综合实践活动落到实处，学校按照规定结合实际安排如下。",
            "一、走进科技馆：2024年3月6日（星期五），四年级参加，由方茗舒负责。",
            "二、劳动基地实践：X月X日，七年级参加，由康鹏负责。",
            "三、成果展示：4月31日前各班上交活动记录。",
        ),
        "2023年9月12日",
    )


def _made(press: Press, path: str, text: Text) -> bytes:
    return press.text(text) if path.endswith(".pdf") else word(text)


def _copies(tree: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same content under other names, in other years, or under a wrong extension."""
    fees = min(path for path in tree if path.startswith(f"{_FEES}/2023-2024学年/"))
    board = min(path for path in tree if "作业公示栏照片/" in path)
    culture = min(path for path in tree if "/2025-2026学年校园文化照片/" in path)
    return {
        "材料/1-3 体艺教师/体音美教师花名册（2025秋） - 副本.docx": tree[
            "材料/1-3 体艺教师/体音美教师花名册（2025秋）.docx"
        ],
        "上交/工会/新建 Microsoft Word 文档.docx": tree["上交/办公室/绩效工资实施方案（2023-2024学年）.docx"],
        culture.replace(".jpg", "(1).jpg"): tree[culture],
        f"{_FEES}/2024-2025学年/微信图片_20240905101530.jpg": scenes.recompressed(tree[fees]),
        f"{board.rpartition('/')[0]}/IMG_20251013_100000.png": scenes.photo(
            "board", ("作业公示栏", "2025.10.13"), "png"
        ),
    }


def _junk() -> dict[str, bytes]:
    """What people never hand in on purpose, and what never arrived."""
    return {
        "上交/办公室/~$25-2026学年教师交流轮岗方案.docx": b"\x05zhang" + bytes(156),
        "材料/3-6德育与文化/2025-2026学年校园文化照片/Thumbs.db": bytes.fromhex("D0CF11E0A1B11AE1")
        + bytes(504),
        "材料/1-4校舍/desktop.ini": b"[.ShellClassInfo]\r\n",
        "上交/教务处/教师培训/2024-2025学年教师培训工作总结.docx": b"",
    }


def _zip_called_docx() -> bytes:
    asked = requirements()
    names = ("国旗下讲话稿（2025年9月）.docx", "国旗下讲话稿（2025年11月）.docx")
    return package((name, word(words(Entry("", name, "3-6-03", "2025-2026", ()), asked))) for name in names)
