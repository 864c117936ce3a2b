"""The words that schools write around the name of a material, as data."""

from __future__ import annotations

import re

from dossier import surnames


def glance(pattern: str) -> re.Pattern[str]:
    """Compile *pattern* to be tried only where one of the characters that it spells out stands.

    Every word of it must begin with such a character.
    """
    letters = re.escape("".join(sorted(set(pattern))))
    return re.compile(f"(?=[{letters}])(?:{pattern})")


NEUTRAL = re.compile(
    "学校|我校|本校|全校|总(?![结务课])|校级|本年度|年度|学年度?|学期|关于|[一二三四五六七八九]年[级段]|初[一二三](?:年[级段])?|年[级段]|[低中高]年?段|全体|"
    r"[一二三四五六七八九]?\d{0,3}班|[上下]学期|第[一二]学期|第[一二三四五六七八九十\d]+[周次批届期册卷本]|[春夏秋冬]季|[冬夏]令|开学|期[初中末]|[的及和与之各等]|材料|佐证|资料|附件|"
    "扫描(?:件|$)|装订|样本|复印件|原件|电子[版档]|盖章|签字|汇总|情况|工作|实施|小学部|初中部|小学|初中|教务处|教导处|德育处|政教处|"
    "总务处|后勤处|办公室|信息中心|财务室|"
    "[省市县区]?(?:教育|教体|财政|人社)[局厅]|[省市县区](?:人民)?政府|安全办|图书室|体育组|上交|上报|报送|迎检|国检|义务教育|优质均衡|"
    "[省市县区校]级(?:以上|及以上)?|全[省市县区镇]|[省市县区]直|办学|督导(?:评估)?|调整|下达|起(?:执行|实施|施行)|经?教代会(?:审议|讨论)?通过|抽样|在籍|在读|在校(?!外)|公众|中小学|教育学校|[截至]止|正反面?|[一-龥]{1,3}楼|在编|在岗|在职|最新|合集|汇编|原始|"
    r"近三年|历年|系列|部分|一套|全套|纸质|目录|页|份|\d+(?:[名位]|年\d+班)|\d+|[a-z]{1,2}(?![a-z])"
)
"""Words beside a material's name that do not make it another material."""

FORMS: dict[str, str] = {
    "文件": "通知|文件|意见|决定|批复|办法|公告|公示|证明|说明|承诺书|责任书",
    "制度": "制度|办法|规定|细则|规则|条例|章程|规程",
    "方案": "方案|计划|预案|规划|安排",
    "记录": "记录|登记|台账|纪要|日志|签到|教案|表",
    "花名册": "花名册|名册|名单|一览表",
    "统计表": "统计表|汇总表?|一览表|情况表|台账|明细表?|清单|表",
    "照片": "照片|图片|影像|掠影|剪影|截图|相册|活动|现场",
    "证书": "证书|证件|复印件|扫描件|证",
    "合同": "合同|协议书?|发票",
    "总结": "总结|报告|小结|汇报|回顾",
}
"""Form of a requirement → words that name this form at the end of a title."""

FORM_WORDS = re.compile(
    "|".join(
        sorted(
            {word.replace("?", "") for words in FORMS.values() for word in words.split("|")},
            key=lambda w: -len(w),
        )
    )
    + "|考核|整改|反馈|评价|问卷|简报|新闻|美篇|课件|视频|样卷|试卷|申请|审批|通报|讲话|发言|心得|反思|案例|论文|合影|试题|议程|日程|主持词|倡议|封面|封皮|招标|投标|报价|解读|指南|教程"
)

ENDS_IN_FORM = re.compile(rf"(?:{FORM_WORDS.pattern}|课例)(?:[(（][^)）]*[)）])?\s*$")
"""A title that ends in what kind of paper it is."""

ENDS_LIKE: dict[str, re.Pattern[str]] = {
    form: re.compile(f"(?:{words})\\d*$")
    for form, words in {
        "文件": f"{FORMS['文件']}|通告|通报|保证书|函|榜",
        "制度": f"{FORMS['制度']}|规范|公约|守则",
        "方案": f"{FORMS['方案']}|办法|意见|细则|打算|思路|部署|安排表|要点|设想",
        "记录": f"{FORMS['记录']}|记载|纪实|实录|手册|本|册|过程|签名|简报|档案|活动|课例",
        "花名册": f"{FORMS['花名册']}|造册|名录|底子|册|表|统计|摸底|情况|信息",
        "统计表": f"{FORMS['统计表']}|统计|账|帐|核算|测算|册|登记|数据|情况|报表",
        "照片": f"{FORMS['照片']}|图",
        "证书": f"{FORMS['证书']}|聘书|凭证|发票|收据|批复|单",
        "合同": f"{FORMS['合同']}|合同书|约定书?|契约|票据|验收单",
        "总结": f"{FORMS['总结']}|盘点|分析|反思|体会|材料",
    }.items()
}
"""Form of a requirement → what a title of this form may end in, whoever wrote it; some words end several."""

MARKS = glance(
    r"最终[版稿]?\d*|终稿\d*|定稿\d*|修[改订][版稿]\d*|修[订正](?=$|[)）\]】])|(?<=[)）\]】\s_-])[定终](?=$|[)）\]】])|初稿|草稿|征求意见稿|(?:打印|上报|正式|盖章|扫描|签字|电子|上传)[版稿]|"
    r"已盖章|[新旧]版|改\d|[vV]\d+(?:\.\d+)*|副本|-\s*copy|\(\d{1,2}\)(?!班)|（\d{1,2}）(?!班)"
)
"""Marks of a version, not of another material."""

MARK_RANKS = (
    (re.compile("初稿|草稿|征求意见稿|旧版"), -2),
    (re.compile("副本|copy", re.IGNORECASE), -1),
    (re.compile("修[改订正]|改\\d|[vV]\\d|新版"), 1),
    (re.compile("[定终]"), 2),
    (re.compile("正式|打印|上报|盖章|签字"), 3),
)
"""How late in a document's life a mark stands."""

SCENES = re.compile(
    "公众号|美篇|推文|精彩瞬间|风采|掠影|剪影|一览|集锦|展示|纪实|回顾|巡礼|随拍|实拍|全景|现场|图集|图片|影像|照片|相册|活动"
)
"""What a folder of photos is called beside what they show."""

TURNED = re.compile(
    "关于(下达|拨付|核拨|分配|公布|认定|核定|核准|成立|调整|印发|设立)(.{2,40}?)的?(通知|批复|决定|文件|公告|意见|函)$"
)
"""关于下达公用经费的通知 is a 公用经费下达通知."""

NUMBERING = re.compile(
    r"^\s*(?:附件|附表|附|表|材料|第)?\s*"
    r"(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳]|\([\d一二三四五六七八九十]{1,3}\))\s*[.、．,，:：_\-—\s)]+|"
    r"(?:\d{1,2}|[①-⑳]|\([\d一二三四五六七八九十]{1,3}\))(?=[\u4e00-\u9fff]{4}))"
)
"""A running number in front of a name: ``3.`` ``三、`` ``（二）`` ``附件2：``; the 一 of 一体机 is none."""

PERSON = re.compile(rf"(?:{surnames.PATTERN})[\u4e00-\u9fff]{{0,2}}?(?:老师|校长|主任)?")
"""A file of one person's certificate is often called by the name alone."""

NAMELESS = re.compile(
    r"microsoft|word|excel|powerpoint|wps|演示文稿|工作表|工作簿|sheet|新建|文本|文档|文件|图片|微信|qq|img|dsc[fn]?|pic|mmexport|"
    r"扫描[件仪]?|(?:系统)?导出|下载|汇总|camscanner|scan|screenshot|截屏|屏幕截图|照片|图像|无标题|未命名|附件|附表|材料|表|全能王|document|copy|video|vid|"
    r"[一二三四五六七八九十]{1,3}月份?|第[一二三四五六七八九十]{1,3}[周次期]|\d+|[a-z]|[第页号张份]"
)
"""What devices and programs call a file: a name made of these alone says nothing."""
