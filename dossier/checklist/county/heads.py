"""What the head of a column says: the words that counties use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dossier.text import fold

MEANINGS: Mapping[str, str] = {
    "first": "一级指标",
    "second": "二级指标",
    "third": "三级指标",
    "standard": "评估标准",
    "index": "序号",
    "code": "材料编号",
    "title": "材料名称",
    "leader": "分管领导",
    "owner": "责任部门",
    "person": "责任人",
    "helper": "协助人",
    "phone": "联系电话",
    "due": "完成时限",
    "years": "年度",
    "ticked": "打勾的年度或部门",
    "way": "查看方式",
    "note": "备注",
    "unused": "不用",
}
"""What a column can be → its words for a person."""

_LEVEL_WORDS = {"first": "一1A", "second": "二2B", "third": "三3C"}
_RULES: tuple[tuple[str, str], ...] = (
    (
        "way",
        r"(?:测评|考核|评估|考查|考察|评价|检查|查看|查验|核查|核验|验收|检测|督查|督导|评定|评审|认定)(?:的?(?:方式|方法|办法|形式|途径|手段))+",
    ),
    ("first", r"管理职责"),
    ("second", r"管理任务"),
    ("third", r"管理(?:内容|要求|条目|标准条目)"),
    ("index", r"序号?|序列号?|项次|次序|顺序号?|no\.?|行号|项号"),
    (
        "unused",
        r"(?:.*(?:分值|得分|自评|评分|扣分|赋分|权重|页码|页数|页次|起止页|盒号|柜号|存放|位置|份数|数量|件数|册数|完成情况|完成进度|进展"
        r"|是否.*|密级|文号|实际数|缺口数|整改.*|验收.*|检查结果|核查结果|状态))|电子版|纸质版|打[√勾].*",
    ),
    (
        "due",
        r".*(?:时限|期限|完成时间|完成日期|上交时间|上交日期|截止.*|报送时间|提交时间|交稿.*|完成时点|上报时间)",
    ),
    ("phone", r".*(?:电话|手机|联系方式|手机号码?)"),
    (
        "leader",
        r"(?:分管|牵头|主管|包抓|包保|责任|主抓|带班|挂点|督办)(?:校)?领导|(?:分管|主管|牵头|包抓)(?:校长|副校长|负责人|人|院长)|领导|校级领导",
    ),
    ("helper", r"(?:协助|配合|协办|协同|参与)(?:人|人员|部门|处室|单位|科室|教师)?"),
    (
        "owner",
        r".*(?:部门|处室|科室|股室|科股室|职能处|责任处|责任科|责任股|责任单位|提供单位|承办单位|牵头单位|负责单位|报送单位|供给单位)(?:[及和与/、(]?.{0,6}人\)?|\(人\))?"
        r"|单位|责任|责任主体|供给|提供者?|来源|材料来源|资料来源",
    ),
    (
        "person",
        r".*(?:责任人|负责人|经办人|整理人|联系人|收集人|承办人|责任教师|具体人员|第一责任人|撰写人|姓名|准备人|责任者|提供人|人员|人)",
    ),
    (
        "years",
        r".*(?:年度|学年|学年度|年限|年份|年代|时间范围|时间跨度|时间要求|时间段|起止.*|所属年度|年限要求|形成时间|时间|日期|年度要求)",
    ),
    (
        "note",
        r"备注.*|说明.*|备考|(?:材料|资料|有关|具体|相关|整理|收集|提交|报送|准备|装订|归档|其他)?要求|注|注意事项|补充说明|备注说明|.*要求及说明|材料形式|原件.*|形式",
    ),
    (
        "code",
        r".*(?:编号|代码|编码|号码|代号)|材料号|资料号|档号|案卷号|材料序号|资料序号|目录号|编码号|盒内编号|条目号|条目编号",
    ),
    ("level", r"(?:材料|资料|档案|目录|文件)(?:类别|分类|类型|大类|小类|种类|盒|卷|盒名|卷名)(?:名称)?"),
    (
        "title",
        r"(?:.*(?:材料|资料|档案|佐证|支撑|凭证|文件|证明|印证)(?:名称|目录|清单|内容|题名|标题|明细|项目|名|\(?.*\))?.*)|(?:卷内|盒内)?(?:目录|题名|清单|名称|文件名)|目录名称|目录内容|清单内容|需提供.*|应提供.*|提供.*|所需.*|准备.*内容",
    ),
    (
        "standard",
        r".*(?:评估标准|评价标准|考核标准|验收标准|标准|要点|细则|内涵|描述|评估内容|考核内容|检查内容|评价内容|达标要求|指标内容|主要内容|观测点|考察点|考查点|工作内容|任务内容|工作任务|重点任务|评估要素|内容)",
    ),
    (
        "level",
        r".*(?:指标|类别|大类|小类|分类|板块|模块|项目|卷名|大卷|盒名|案卷名称|案卷题名|卷别|条目|维度|类型|指标体系|分项|部分|盒|卷|案卷|目录类别|档案类别|类|领域|方面)(?:名称)?",
    ),
)
_COMPILED = tuple((what, re.compile(rule)) for what, rule in _RULES)
_EXPLICIT = re.compile(
    r"(?:第?([一二三四123])(?:级|层|层次)|([abcd])(?:级|类|项)?(?=$|指标|目录|项目|名称|级|类|项|编号|代码|\())(?:.*)"
)
_ONE_YEAR = re.compile(
    r"(?:20\d\d|\d\d)年?(?:度|[-/~至](?:20)?\d\d(?:学?年度?)?|学年度?)?(?:第?[一二上下]学期)?"
)
"""2024年, 2024-2025学年度 above a column: what is asked for of that year is ticked in it."""
_DATA = re.compile(r"\d(?!级|层)|.*\d.*年|[近本当每两三四五].{0,3}年")
"""What stands in cells and ends like a head: 2022—2025学年, 近三学年."""
_CODE_PART = re.compile(r".*(?:编号|代码|编码|序号|代号)$")
_SURE_TITLE = re.compile(
    r"(?:材料|资料|档案材料|档案资料|文件|档案|卷内文件|卷内材料|盒内材料)(?:名称|题名|标题|名|目录)|(?:所需|佐证|支撑|备查|应提供|需提供|迎检|应备)的?(?:材料|资料|档案)(?:名称|目录|清单)?"
)


@lru_cache(maxsize=1 << 16)
def meaning(head: str) -> str:
    """What a head says its column is: a key of ``MEANINGS``, ``level``, ``first.code`` and the like, or empty."""
    if is_one_year(head):
        return "ticked"
    for word in _spellings(head):
        if not word or len(word) > 24 or _DATA.match(word):
            continue
        if match := _EXPLICIT.fullmatch(word):
            return _level(match[1] or match[2], word)
        for what, rule in _COMPILED:
            if rule.fullmatch(word):
                return what
    return ""


def is_one_year(head: str) -> bool:
    """Whether a head names one year: 2024年, 2024—2025学年度."""
    word = re.sub("[—－–―～]+", "-", fold(head))
    return len(word) >= 4 and word.startswith("20") and bool(_ONE_YEAR.fullmatch(word))


def is_sure_title(head: str) -> bool:
    """Whether a head says by itself that the column names materials."""
    return any(_SURE_TITLE.fullmatch(word) for word in _spellings(head))


def _level(number: str, word: str) -> str:
    what = {"一": "first", "1": "first", "a": "first", "二": "second", "2": "second", "b": "second"}.get(
        number, "third"
    )
    return f"{what}.code" if _CODE_PART.fullmatch(word) else what


def _spellings(head: str) -> tuple[str, str]:
    """A head for comparing: whole, then without remarks in brackets and marks."""
    word = re.sub(r"[:*\"“”'.。,、_\-—]", "", fold(head))
    return word, re.sub(r"\(.*?\)|\(.*$", "", word)
