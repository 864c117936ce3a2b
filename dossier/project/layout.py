"""The sheets of 材料台账.xlsx: columns, what people call them, which cells tell rows apart."""

from __future__ import annotations

from dataclasses import dataclass

WORKBOOK = "材料台账.xlsx"
OWNERS = "责任分解"
DECISIONS = "材料归类确认"
PAPERS = "纸质材料登记"
EXEMPTIONS = "不涉及与暂缓"


@dataclass(frozen=True)
class Field:
    """A column: its head, other spellings of it, and how it looks in a new workbook."""

    head: str
    synonyms: tuple[str, ...] = ()
    width: int = 12
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Layout:
    """One sheet."""

    name: str
    synonyms: tuple[str, ...]
    fields: tuple[Field, ...]
    identity: tuple[str, ...]
    """Heads whose cells tell one row from another; the first must be there."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads in their order."""
        return tuple(field.head for field in self.fields)


_CODE = Field("材料编号", ("编号", "材料代码", "材料号", "目录编号"), 12)
_TITLE = Field("材料名称", ("材料", "名称", "资料名称", "题名", "所需材料"), 36)
_COPY = Field("原件或复印件", ("原件/复印件", "原件复印件", "原/复印件"), 14, ("原件", "复印件"))
_YEAR = Field("学年", ("年度", "学年度", "所属学年", "形成年度"), 14, hint="如 2024-2025；按自然年的写 2024")
_DECIDED_BY = Field("决定人", ("确认人", "填写人", "审核人"), 10)

LAYOUTS = (
    Layout(
        OWNERS,
        ("责任分解表", "责任分工", "任务分解", "任务分解表", "责任清单"),
        (
            _CODE,
            _TITLE,
            Field("分管领导", ("牵头领导", "分管校长", "主管领导", "分管负责人"), 10),
            Field("责任部门", ("负责部门", "责任处室", "责任科室", "部门", "处室"), 14),
            Field("责任人", ("负责人", "第一责任人", "具体负责人"), 10),
            Field("协助人", ("配合人", "协办人", "参与人"), 12),
            Field("联系电话", ("电话", "手机", "联系方式", "手机号码"), 14),
            Field(
                "完成时限", ("完成时间", "时限", "截止时间", "上交时间", "截止日期"), 12, hint="如 2026-09-30"
            ),
            Field("备注", ("说明",), 20),
        ),
        ("材料编号",),
    ),
    Layout(
        DECISIONS,
        ("归类确认", "材料归类", "归类确认表", "材料确认"),
        (
            Field("文件", ("文件名", "路径", "文件路径", "文件位置"), 44),
            Field("指纹", ("文件指纹",), 18),
            Field(
                "页码范围", ("页码", "页次", "页码段"), 10, hint="一个文件里有几份材料的，分几行写，如 3-7"
            ),
            Field("合并组", ("合并", "合并编组"), 8, hint="同一组的文件合成一件"),
            Field("建议材料", ("建议", "建议归入"), 30),
            Field("依据", ("归类依据", "理由"), 26),
            Field("次选", ("第二选择", "备选"), 14),
            Field(
                "决定",
                ("确认", "处理意见", "确认结果", "是否采用"),
                8,
                ("采用", "不采用", "改为"),
                "采用：建议正确；改为：在“材料编号”里写正确的编号",
            ),
            Field("材料编号", _CODE.synonyms, 12),
            _YEAR,
            _COPY,
            _DECIDED_BY,
        ),
        ("文件", "页码范围"),
    ),
    Layout(
        PAPERS,
        ("纸质登记", "纸质材料", "纸质材料登记表", "纸质档案登记"),
        (
            _CODE,
            _TITLE,
            _YEAR,
            Field("册份数", ("册数", "份数", "册(份)数", "册/份数", "数量"), 8),
            Field("页数", ("总页数", "页"), 8),
            _COPY,
            Field("存放处", ("存放地点", "存放位置", "保存地点"), 20),
            Field("保管人", ("保管员", "保存人"), 10),
            Field("核对人", ("核查人", "检查人"), 10),
        ),
        ("材料编号", "材料名称", "学年"),
    ),
    Layout(
        EXEMPTIONS,
        ("不涉及", "暂缓", "不涉及和暂缓", "不涉及、暂缓"),
        (
            _CODE,
            Field("情形", ("类型", "情况"), 10, ("不涉及", "暂缓")),
            Field("理由", ("原因", "说明", "依据"), 40),
            _DECIDED_BY,
            Field(
                "至",
                ("暂缓至", "截止", "截止日期", "提交日期", "到"),
                14,
                hint="暂缓的填补交日期，如 2026-09-30",
            ),
        ),
        ("材料编号",),
    ),
)
