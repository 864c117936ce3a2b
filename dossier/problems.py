"""The catalogue of problems: code, severity, wording and remedy, in one table.

Rooms report a problem by its code and the facts; the words stand here alone, so that screen, workbook and JSON
say the same, and a name that would break the sentence or turn it round cannot. ``problem("short", have=1, need=2,
title="培训签到表")`` fills the wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dossier.model import Problem, Severity, UnreadableReason
from dossier.text import in_a_line


@dataclass(frozen=True)
class Kind:
    """One entry of the catalogue."""

    severity: Severity
    wording: str
    remedy: str


CATALOGUE: Mapping[str, Kind] = {
    # -- evidence --
    "missing": Kind("error", "缺“{title}”{years}", "请{owner}提供；只有纸质的，在“纸质材料登记”里登一行"),
    "year-missing": Kind("error", "“{title}”缺{years}的材料（已有{found}）", "请{owner}补齐所缺年度"),
    "short": Kind("error", "“{title}”{year}数量不足：应有{need}份，现有{have}份", "请{owner}补足"),
    "listed-missing": Kind(
        "warning",
        "“{title}”要的几样材料里，没有找到{papers}",
        "请{owner}补交；写在别的文件里的，在“材料归类确认”里给那个文件填 采用；只有纸质的，在“纸质材料登记”里登一行",
    ),
    "to-confirm": Kind(
        "error",
        "“{path}”可能是“{title}”，需要人来确认（{reason}）",
        "在“材料归类确认”里填 采用、不采用 或 改为",
    ),
    "to-confirm-spare": Kind(
        "warning",
        "“{path}”可能也是“{title}”（{reason}）；这一项已经齐全",
        "要一并装盒的，在“材料归类确认”里填 采用；用不着的，可填 不采用",
    ),
    "out-of-period": Kind(
        "warning",
        "“{path}”是{year}的“{title}”，不在要求的年度内",
        "年度认错的，在“材料归类确认”里改；否则不必处理",
    ),
    "paper-year-missing": Kind(
        "error",
        "“纸质材料登记”第{row}行“{title}”没有填可用的学年（要{years}）",
        "请补上学年；几个学年分几行登记，或用顿号隔开",
    ),
    "paper-out-of-period": Kind(
        "warning",
        "“纸质材料登记”第{row}行“{title}”是{year}的，不在要求的年度（{years}）内，没有算",
        "年度写错的请改正；否则不必处理",
    ),
    "paper-other-title": Kind(
        "error",
        "“纸质材料登记”第{row}行的编号{number}是“{own}”，材料名称却写着“{title}”（编号{other}）；现按编号算",
        "请{owner}核对，改正编号或名称",
    ),
    "paper-twice": Kind(
        "warning",
        "“纸质材料登记”第{row}行与第{first}行登的是同一件“{title}”（学年、存放处、保管人都相同），只算一次",
        "请{owner}删去多登的一行；确是两件的，合成一行写明册份数，或在材料名称里写出区别",
    ),
    "paper-incomplete": Kind(
        "warning", "“纸质材料登记”第{row}行“{title}”没有填{heads}", "请{owner}补上，检查时按它找原件"
    ),
    "deferral-over": Kind(
        "error",
        "“{sheet}”第{row}行：“{title}”暂缓到{until}，已经过期，仍算没有交",
        "请{owner}补交；还交不了的，改“至”的日期，写明理由",
    ),
    "exemption-bare": Kind(
        "warning", "“{sheet}”第{row}行：“{title}”{case}，没有填{heads}", "请{owner}补上，检查时要说得清"
    ),
    "exemption-contradicted": Kind(
        "warning",
        "“{sheet}”第{row}行写着“{title}”本校不涉及，却有{count}份材料证明它（如“{first}”）",
        "请核对：本校有的，删去或改正这一行；没有的，在“材料归类确认”里对这些文件填 不采用",
    ),
    "copy-only": Kind("error", "“{title}”要求原件，登记的是复印件", "请{owner}换成原件，或注明原件存放处"),
    "version-conflict": Kind(
        "warning",
        "“{title}”有内容不同的几个版本：{paths}；现取“{chosen}”（{why}）",
        "请{owner}核对后在“材料归类确认”里对不用的填 不采用",
    ),
    "duplicate": Kind("warning", "“{path}”与“{of}”内容相同", "保留一份即可，不影响使用"),
    "duplicate-folder": Kind(
        "warning", "“{path}”里有{count}个文件与“{of}”里的内容相同", "保留一份即可，不影响使用"
    ),
    "older-version": Kind("warning", "“{path}”像是“{of}”的旧版本", "如应采用旧版本，在“材料归类确认”里改"),
    "version-unused": Kind(
        "note",
        "“{path}”是“{of}”的另一个版本；“材料归类确认”里定了用后者，前者没有用",
        "要改用前者的，在“材料归类确认”里改",
    ),
    "unclaimed": Kind(
        "warning", "“{path}”没有对应任何一项材料{nearest}", "如属某项材料，在“材料归类确认”里填材料编号"
    ),
    "unclaimed-folder": Kind(
        "warning",
        "“{path}”里有{count}个文件没有对应任何一项材料{nearest}",
        "整个文件夹是一项材料的，在“材料归类确认”里写这个文件夹；逐个文件见“缺项清单”的“未归类文件”",
    ),
    "unclaimed-pages": Kind(
        "warning", "“{path}”的第{pages}页没有归入任何材料", "在“材料归类确认”里给这些页补一行"
    ),
    "run-gap": Kind(
        "warning",
        "“{path}”起的一组扫描件缺第{numbers}号",
        "请{owner}核对是否漏扫、漏交；本来就没有的不必处理",
    ),
    "photo-two-years": Kind(
        "warning", "同一张照片出现在两个年度：“{path}”与“{of}”", "请{owner}核对照片年度，换掉用错的一张"
    ),
    "content-two-years": Kind(
        "warning",
        "“{path}”与“{of}”内容完全相同，却用作两个年度的“{title}”",
        "请{owner}核对年度，换掉用错的一份",
    ),
    # -- inside evidence: for a person to look at; nothing is changed --
    "other-school": Kind(
        "warning",
        "“{path}”的{place}写的是“{school}”，不是本校",
        "请{owner}核对是否拿错或照搬；不是的不必处理",
    ),
    "left-blank": Kind("warning", "“{path}”里有没填完的地方：{marks}", "请{owner}对照原件核对"),
    "year-inside": Kind(
        "warning",
        "“{path}”标题写的是{found}，{where}却是{wanted}",
        "请{owner}核对是否放错、拿错，换成该年度的材料",
    ),
    "date-outside": Kind(
        "warning", "“{path}”{where}是{year}，落款却是{date}", "请{owner}对照原件核对，说明缘由；不要补改日期"
    ),
    "day-off": Kind(
        "note", "“{path}”的活动时间{date}是{why}", "请{owner}核对；当天是调休上班或确在休息日举行的，不必处理"
    ),
    "date-ahead": Kind("warning", "“{path}”的{place}{date}在检查日期{as_of}之后", "请{owner}对照原件核对"),
    "date-impossible": Kind("warning", "“{path}”里写着“{words}”，没有这一天", "请{owner}对照原件核对"),
    "weekday-wrong": Kind("warning", "“{path}”里写着“{words}”，那天是{weekday}", "请{owner}对照原件核对"),
    "number-twice": Kind(
        "warning", "“{path}”与“{of}”内容不同，文号都是{number}", "请{owner}对照发文登记核对"
    ),
    "photo-two-events": Kind(
        "warning",
        "同一张照片用在两项活动里：“{path}”与“{of}”",
        "请{owner}核对是哪一项活动的照片，换掉用错的一张",
    ),
    "unsigned": Kind(
        "warning", "“{path}”没有看到{missing}", "请{owner}对照盖章原件核对；原件上有的，换成扫描件"
    ),
    "sign-in-stranger": Kind(
        "warning",
        "“{path}”里有{count}人不在{year}教职工花名册上：{names}",
        "请{owner}核对：不是本校教职工的注明单位，花名册漏了的补上，写错的照签到原件",
    ),
    "copy-unmarked": Kind(
        "warning", "“{path}”写明是复印件，没有看到“与原件一致”字样", "请{owner}与原件核对后注明并盖章"
    ),
    "wrong-extension": Kind(
        "warning", "“{path}”的扩展名与内容不符，实际是{kind}", "已按实际内容读取；建议改名"
    ),
    "scans-unread": Kind(
        "note",
        "有{count}份扫描件和像纸张的图片只按文件名和文件夹归类，没有读里面的标题",
        "要读标题，请安装文字识别组件（见使用说明）；不装也能用",
    ),
    "volatile-source": Kind(
        "note",
        "“{path}”里有随日期变化的内容（{field}），每天转换出来可能不同",
        "如需固定，请改成固定文字后另存",
    ),
    # -- unreadable --
    "unreadable-empty": Kind("error", "“{path}”是空的{detail}", "请提供人重新发送"),
    "unreadable-truncated": Kind("error", "“{path}”不完整{detail}", "请提供人重新发送"),
    "unreadable-corrupt": Kind("error", "“{path}”已损坏，打不开{detail}", "请提供人重新导出或重新发送"),
    "unreadable-encrypted": Kind("error", "“{path}”设了密码，打不开", "请提供人去掉密码后重新发送"),
    "unreadable-unsupported": Kind(
        "error", "“{path}”的格式读不了{detail}", "请用 WPS 或 Word 另存为 PDF 后放进来"
    ),
    "unreadable-bomb": Kind(
        "error",
        "“{path}”展开后异常巨大，未予打开",
        "请核对来源；确属材料的，压缩包解压后放文件进来，图片缩小后另存一张放进来",
    ),
    "unreadable-doctype": Kind(
        "error", "“{path}”内含外部实体声明（DOCTYPE），不安全，未予打开", "请用 WPS 或 Word 另存一份新的"
    ),
    "unreadable-timeout": Kind("error", "“{path}”读取超时，已跳过", "请另存为 PDF 后放进来"),
    "unreadable-crashed": Kind("error", "“{path}”使读取程序崩溃，已跳过", "请另存为 PDF 后放进来"),
    "unreadable-too-large": Kind("error", "“{path}”太大{detail}，未予读取", "请拆成几个文件"),
    "unreadable-denied": Kind(
        "error", "“{path}”没有读取权限或正被其他程序占用", "请关闭 Word 或 WPS 后重试，或开放权限"
    ),
    "unreadable-changed": Kind("error", "“{path}”在读取过程中被改动", "请稍后重新运行"),
    "not-read": Kind("error", "“{path}”{why}，没有读", "{hint}"),
    # -- people's workbook --
    "decision-stale": Kind(
        "error", "“材料归类确认”第{row}行：“{path}”的内容已变，原来的决定不再有效", "请重新确认这一行"
    ),
    "decision-gone": Kind("warning", "“材料归类确认”第{row}行：找不到“{path}”", "{hint}"),
    "decision-archive": Kind(
        "error",
        "“材料归类确认”第{row}行：“{path}”现在是压缩包，已拆开逐个归类，原来的决定不再有效",
        "整个压缩包是一项材料的，清空这一行的“指纹”；否则每个文件各写一行，如“{member}”",
    ),
    "decision-clash": Kind(
        "error",
        "“材料归类确认”第{row}行与第{first}行对“{path}”的决定相反，以第{first}行为准",
        "请核对后删去错的一行",
    ),
    "pages-outside": Kind(
        "error",
        "“材料归类确认”第{row}行：“{path}”只有{count}页，页码范围写的是{pages}",
        "请对照文件改页码范围；超出的页没有算",
    ),
    "pages-overlap": Kind(
        "warning",
        "“{path}”的第{pages}页归入了几份材料（“材料归类确认”第{rows}行）",
        "请核对这几行的页码范围；一页确属两份材料的不必处理",
    ),
    "desk-unknown-value": Kind("error", "“{sheet}”第{row}行“{column}”填的“{value}”不认识", "{hint}"),
    "desk-unknown-code": Kind(
        "error", "“{sheet}”第{row}行的材料编号“{value}”不在清单里", "请改成清单里的材料编号"
    ),
    "item-unknown": Kind(
        "error", "“{sheet}”第{row}行的条目“{value}”不在清单里", "请改成清单里的条目编号或任务编号"
    ),
    "desk-undecided": Kind(
        "warning",
        "“{sheet}”第{row}行填了材料编号“{value}”，没有填决定，暂不算数",
        "请在“决定”里填 采用、不采用 或 改为",
    ),
    "desk-duplicate": Kind("error", "“{sheet}”第{row}行与第{first}行是同一份，以第{first}行为准", "{hint}"),
    "desk-head-missing": Kind(
        "error", "“{sheet}”里找不到“{column}”这一列，整张表没有读", "请把表头改回“{column}”"
    ),
    "desk-unreadable": Kind("error", "“材料台账.xlsx”打不开：{detail}", "请用 WPS 或 Excel 打开另存后重试"),
    "owner-missing": Kind("warning", "有{count}项材料没有责任人", "在“责任分解”里填上责任部门和责任人"),
    "split-unconfirmed": Kind(
        "error", "“{path}”里有{count}份材料，页码范围待确认", "在“材料归类确认”里核对各行的页码范围后填 采用"
    ),
    # -- figures --
    "figure-missing": Kind("error", "没有“{label}”{section}的数据", "{hint}"),
    "conflict": Kind(
        "error", "“{label}”{section}在同一时点有不同数值：{values}", "请核对后改正其中一处；现按{authority}"
    ),
    "scope-note": Kind("note", "“{label}”有不同口径或时点：{values}", "口径说明，不必处理"),
    "cell-doubt": Kind("error", "“{path}”{sheet}表{cell}的“{raw}”不像“{column}”", "请改正这一格"),
    "figure-unsettled": Kind(
        "error",
        "“{label}”没有采用“{path}”：{cells}是错误值或没有算出的公式，合计会偏少",
        "请改正这几格，或用 WPS、Excel 打开重新计算后保存；{now}",
    ),
    "ledger-unrecognised": Kind(
        "warning", "“{path}”的表头认不出是哪种台账", "请核对表头名称；不是台账的移出“数据”文件夹"
    ),
    "total-mismatch": Kind(
        "warning", "“{path}”{sheet}表{cell}的合计{total}与{sum}不符", "请核对合计行或漏填的行"
    ),
    "ledger-hidden": Kind(
        "warning", "“{path}”{sheet}表有隐藏的内容（{what}）", "请核对；隐藏的行、列取消隐藏后再保存"
    ),
    "formula-uncalculated": Kind(
        "error", "“{path}”{sheet}表{cell}是公式，但没有算出的结果", "请用 WPS 或 Excel 打开保存一次"
    ),
    "rows-gone": Kind(
        "warning", "“{path}”{sheet}表{rows}写着“{word}”，没有计入", "请核对；其实在校、在用的，改正这几行"
    ),
    "rows-aside": Kind(
        "note", "“{path}”{sheet}表{rows}写着“{word}”，已计入", "口径说明；不该计入的，从表中移到另一张表"
    ),
    "rows-waiting": Kind(
        "note", "“{path}”{sheet}表{rows}写着“{word}”，尚未到位", "到货验收后更新台账；在此之前不算已有"
    ),
    "rows-minus": Kind(
        "note", "“{path}”{sheet}表{rows}写着“{word}”，按减少计算", "请核对；其实不是减少的，改正这几行"
    ),
    "row-repeated": Kind(
        "warning", "“{path}”{sheet}表有同一个人的重复行（{rows}），只计第一行", "请核对；一人教两科的合成一行"
    ),
    "listed-twice": Kind(
        "warning",
        "“{path}”{sheet}表{rows}都是“{name}”，计了两次",
        "请核对；是同一个的删去一行，不是的把名称写开",
    ),
    "amount-product": Kind(
        "warning", "“{path}”{sheet}表{cell}的金额{amount}与数量乘单价{product}不符", "请核对数量、单价和金额"
    ),
    "id-number": Kind("warning", "“{path}”{sheet}表“{column}”列{rows}{fault}", "{hint}"),
    "forecast": Kind("note", "“{label}”含尚未到位的数量", "到货验收后更新台账"),
    "cross-check": Kind("warning", "{detail}", "请核对统计口径"),
    # -- verdicts --
    "below-standard": Kind("error", "{line}", "请{owner}研究补足办法，或在报告中说明"),
    "below-standard-mild": Kind("warning", "{line}", "单项允许不达标，但应在报告中说明并列入整改"),
    "rule-unmet": Kind("error", "{line}", "请对照缺口研究整改"),
    "option-unknown": Kind("error", "dossier.toml 的 options {detail}", "请改正"),
    "relief-used": Kind("note", "“{title}”按放宽口径评定：{words}", "请备好适用这一口径的佐证，报告中注明"),
    "relief-answer": Kind("error", "“学校信息”的“{words}”没有填 是 或 否", "请填 是 或 否；不填的按 否"),
    "veto-open": Kind("error", "一票否决项“{title}”还没有承诺和佐证", "请{owner}核实并提供承诺书等材料"),
    "points-undeclared": Kind("error", "“{title}”由学校自评得分，还没有填", "在“自评得分表”里填自评得分"),
    "self-check-open": Kind(
        "error", "“{title}”有{count}条还没有自查（{codes}）", "请{owner}在“自查自评”里选自查结论"
    ),
    "self-check-short": Kind(
        "error", "{line}", "请{owner}整改，达到后改自查结论；措施、责任人和时限写在“整改台账”里"
    ),
    "self-check-gap": Kind(
        "error", "“自查自评”第{row}行“{title}”填了{word}，没有写差在哪里", "请{owner}在“存在差距”里写明"
    ),
    "self-check-task": Kind(
        "error",
        "“自查自评”第{row}行任务“{title}”填了{word}，与其中{why}对不上",
        "请核对后改正其中一处；现各条以自己的一行为准",
    ),
    "self-check-evidence": Kind(
        "warning", "“{title}”自查达到，佐证材料却不全：{materials}", "请{owner}补齐材料，或改自查结论"
    ),
    "rectify-open": Kind("error", "“整改台账”第{row}行“{issue}”没有写{what}", "请{owner}在“整改台账”里补上"),
    "rectify-late": Kind(
        "error",
        "“整改台账”第{row}行“{issue}”已过完成时限（{due}），还没有完成",
        "请{owner}抓紧整改，更新进展",
    ),
    "rectify-closed": Kind(
        "warning", "“整改台账”第{row}行“{issue}”已销号，进展却是{progress}", "请{owner}核对，改正其中一处"
    ),
    "risk": Kind("warning", "{detail}", "{hint}"),
    # -- between schools --
    "school-unusable": Kind("error", "“{school}”没有计入：{detail}", "请改好后重新运行；其余学校照常计算"),
    "school-row": Kind(
        "error", "“{path}”{sheet}表{cell}“{school}”没有计入：{detail}", "请在“学段”或学生数列补上后重新运行"
    ),
    "school-twice": Kind(
        "error",
        "“{path}”里“{school}”不止一次（另一处：{other}）：{detail}",
        "请只留一处；不是同一所学校的，把校名写全",
    ),
    "school-alike": Kind(
        "warning",
        "“{path}”里“{school}”与“{other}”可能是同一所学校，现各算一所",
        "是同一所的只留一处；不是的不必处理",
    ),
    "school-incomplete": Kind(
        "error", "“{school}”没有“{label}”，“{spread}”没有算上这所学校", "请该校或在各校数据表里补上"
    ),
    "school-year": Kind(
        "warning", "“{school}”的在校学生数是{year}的，与本次的{current}不同", "请换成同一时点的数据"
    ),
    "school-differs": Kind(
        "warning",
        "“{school}”的“{label}”：学校项目为{own}，各校数据表为{listed}，现按学校项目",
        "请核对后改正其中一处",
    ),
    "school-left-out": Kind(
        "note", "“{school}”不计入：{reason}", "不必处理；理由不对的，请改学校的办学类型等信息"
    ),
    "variation-unweighted": Kind(
        "error",
        "“{path}”{sheet}表{cell}给出的“{label}”{raw}是各校数值的标准差除以平均值（不加权算法得{shortcut}），不能用；"
        "按学生数加权应为{right}",
        "请按加权结果改正，现按加权结果",
    ),
    "variation-differs": Kind(
        "warning",
        "“{path}”{sheet}表{cell}给出的“{label}”{raw}与按各校数据加权计算的{right}不同",
        "请核对各校数据或这一格，现按计算结果",
    ),
    # -- documents that we make --
    "no-converter": Kind(
        "warning",
        "没有找到 LibreOffice，{count}个 Office 文件没有转成 PDF",
        "安装 LibreOffice，或把文件另存为同名 PDF 放在旁边",
    ),
    "conversion-failed": Kind(
        "error", "“{path}”没能转成 PDF{detail}", "请用 WPS 或 Word 另存为同名 PDF 放在旁边"
    ),
    "font-missing": Kind("warning", "缺少字体：{fonts}", "预览与打印的字形可能与 Word 中不同，不影响内容"),
    "glyph-missing": Kind("warning", "字体里没有这些字：{characters}", "打印前请在 Word 中核对这些字"),
    "narrative-missing": Kind(
        "warning", "报告“{title}”缺“{section}”一节的文字", "在“文字”文件夹里放“{section}.txt”"
    ),
    "report-draft": Kind("warning", "“{title}”只能作征求意见稿：{because}", "处理后重新生成"),
    "template-failed": Kind(
        "error", "模板“{template}”有误：{detail}", "请改正模板，或删去自带模板改用默认模板"
    ),
    "pdf-active-content": Kind("note", "“{path}”里的动作或附件没有带进盒内材料", "原件不变，不必处理"),
    "personal-data": Kind("note", "“{path}”含个人信息", "盒上已标注，注意保管"),
    # -- output --
    "kept-edit": Kind(
        "warning", "输出里的“{path}”被人改过，已原样保留在“{kept}”", "请把需要的改动抄到新文件里"
    ),
    "kept-addition": Kind("warning", "输出里的“{path}”不是本程序生成的，已原样保留", "不需要的请自行删除"),
    # -- project and checklist files --
    "project-unknown-key": Kind("error", "dossier.toml 里不认识“{key}”{nearest}", "请改正"),
    "project-invalid": Kind("error", "dossier.toml 的“{key}”{detail}", "请改正"),
    "row-not-understood": Kind(
        "error", "“{path}”{place}没有看懂：{detail}", "请对照原表，在“清单.toml”里补上或改正"
    ),
    "checklist-invalid": Kind("error", "{place}：{detail}", "请改正清单"),
}

UNREADABLE: Mapping[UnreadableReason, str] = {
    "empty": "空文件",
    "truncated": "不完整",
    "corrupt": "已损坏",
    "encrypted": "有密码",
    "unsupported": "格式读不了",
    "bomb": "展开后异常巨大",
    "doctype": "含外部实体声明",
    "timeout": "读取超时",
    "crashed": "使读取程序崩溃",
    "too-large": "太大",
    "denied": "没有权限或被占用",
    "changed": "读取中被改动",
}
"""Reasons in a person's words, for lists."""


_CUT = "（后半截丢了）"
"""How a file is incomplete where nothing better is known."""
_EXPORT = "数据库不能装订，请在原来的软件里把要用的表导出为 Excel 后放进来"
_UNPACK = "请解压后把里面的文件放进来"
_OTHER_REMEDIES: Mapping[tuple[UnreadableReason, str], str] = {
    ("unsupported", "Access 数据库"): _EXPORT,
    ("unsupported", "数据库文件"): _EXPORT,
    ("unsupported", "程序文件"): "程序不是材料，请核对是否放错",
    ("unsupported", "压缩方法"): _UNPACK,
    ("unsupported", "压缩包"): _UNPACK,
}
"""What helps instead, by the reason and by a word of its detail: a database or a program makes no PDF."""


SOMEBODY = "责任部门"
"""Stands for the owner in a remedy until one is known."""


def problem(
    code: str,
    *,
    requirement: str = "",
    indicator: str = "",
    figure: str = "",
    path: str = "",
    sheet: str = "",
    cell: str = "",
    owner: str = "",
    severity: Severity | None = None,
    **facts: object,
) -> Problem:
    """Make the problem *code* with its words filled in from the places and *facts*.

    Raises:
        KeyError: the code is not in the catalogue, or a fact that its words need is not given.
    """
    kind = CATALOGUE[code]
    words: dict[str, object] = {
        "path": path,
        "sheet": sheet,
        "cell": cell,
        "owner": owner or SOMEBODY,
        "detail": "",
        **facts,
    }
    return Problem(
        code=code,
        severity=severity or kind.severity,
        message=in_a_line(kind.wording.format_map(words)),
        remedy=in_a_line(kind.remedy.format_map(words)),
        requirement=requirement,
        indicator=indicator,
        figure=figure,
        path=path,
        sheet=sheet,
        cell=cell,
        owner=owner,
    )


def unreadable(path: str, reason: UnreadableReason, detail: str = "") -> Problem:
    """The problem of a file that cannot be read for *reason*; *detail* in Chinese with brackets, or empty."""
    code = f"unreadable-{reason}"
    told = detail or (_CUT if reason == "truncated" else "")
    return replace(problem(code, path=path, detail=told), remedy=remedy(reason, detail))


def remedy(reason: UnreadableReason, detail: str) -> str:
    """What to do about a file that cannot be read for *reason*, of which *detail* says more."""
    found = (words for (why, mark), words in _OTHER_REMEDIES.items() if why == reason and mark in detail)
    return next(found, CATALOGUE[f"unreadable-{reason}"].remedy)
