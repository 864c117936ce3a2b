"""Surnames: what a name begins with."""

from __future__ import annotations

COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊"
    "秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""Those that most people bear: by one alone a word is already likely to be a name."""
_RARER = frozenset(
    "于傅温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙"
    "鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎"
    "甄丛仲虞敖巩明佘池查麻苑迟邝赖郁蔺闭隆揭禤邰"
)
"""Many of these are everyday words as well (单 成 时 和)."""
COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "夏侯",
        "令狐",
        "慕容",
        "司徒",
        "长孙",
        "宇文",
        "端木",
        "轩辕",
        "钟离",
        "司空",
        "闻人",
        "澹台",
        "淳于",
        "单于",
        "太史",
        "公冶",
        "申屠",
        "赫连",
        "呼延",
        "南宫",
        "东郭",
        "独孤",
        "鲜于",
        "万俟",
    ]
)
SINGLE = COMMON | _RARER
PATTERN = f"{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}]"
"""A surname in a regular expression, to be put in brackets."""


def begins(name: str) -> bool:
    """Whether *name* begins with a surname and goes on."""
    return len(name) > 1 and (name[0] in SINGLE or (len(name) > 2 and name[:2] in COMPOUND))
