"""The cleaner of text, and its masks: one place through which every string passes before it is written.

Word, Excel and JSON each lose or reject characters of their own; removing them once, here, is what keeps a
neighbouring paragraph from vanishing. Personal numbers are masked in everything that is written.
"""

from __future__ import annotations

import re
import unicodedata

_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
"""Controls but tab and newline, lone surrogates, noncharacters."""
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_BREAKS = re.compile("\r\n|[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_LIKE_ASCII = str.maketrans(
    {point: point - 0xFEE0 for point in range(0xFF01, 0xFF5F)}
    | dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    | dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
)
"""Full-width characters, blanks and dashes of all widths as plain ones, character for character."""
_GAP = r"[ \t\-_()\u200b-\u200f\u2060\ufeff]{0,2}"
"""What people put between the groups of a number, or a chat program leaves there."""
_BIRTH = ("(?:1{0}[89]|2{0}0)", r"\d{0}\d", "(?:0{0}[1-9]|1{0}[0-2])", r"(?:0{0}[1-9]|[12]{0}\d|3{0}[01])")
_LONG_NUMBER = re.compile(rf"\d(?:{_GAP}\d){{10}}")
"""Nothing shorter is a personal number."""
_PUPIL_NUMBER = re.compile(r"(?<![0-9A-Za-z])[GLgl]\d{17}[\dXx](?![0-9A-Za-z])")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_ID_WITH_BIRTH = re.compile(
    r"(?<!\d)[1-9]"
    + rf"(?:{_GAP}\d){{5}}{_GAP}"
    + _GAP.join(part.replace("{0}", _GAP) for part in _BIRTH)
    + rf"(?:{_GAP}\d){{3}}{_GAP}[\dXx](?!\d)"
)
"""As people name files (``sfz3301…``) and write by groups; there the date of birth must be one."""
_OLD_ID_NUMBER = re.compile(r"(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:(?:\+|00)?86{_GAP})?(?P<number>1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
    rf"|1(?:[ \-]\d){{10}})(?!\d|\.\d)"
)
"""With or without +86, by groups or digit by digit; a full stop before an extension is no decimal point."""
_PEOPLE_NUMBERS = (_PUPIL_NUMBER, _ID_NUMBER, _ID_WITH_BIRTH)

_TRADITIONAL = str.maketrans(
    "並佈佔來係個們備傳傷僅僑價儀億儉償優儲兒內兩冊冪凍別刪則剛創劃劇劑動務勝勞勢勳勵勸匯區協卻參吳員問啓"
    "啟單國圍園圓圖團執報場塊壓壞壯夢奪婦媽孫學寢實審寫寬寶將專尋對導層屬島嶺師帳帶幫幹廈廚廠廢廣廳強彈彙"
    "後徑從復徵愛態憂憲應懷戰戲戶拋掃掛採換損搖擇擊擔據擬擴攜攝敗敘數斷於時晝暫曆曉書會東條棄楊業極構槍樂"
    "樓標樣樹橋機檔檢檯檻權歡歲歷歸殘毀氣測準溝滅滿漁漢潔澤濕濟濱灣災為無煙熱燈燒營爭爺牆牽獎獨獲獻現環瓊"
    "產畝畢畫異當療癥發盜盡監盤盧眾確碼礎禪禮稅種稱積穩窮競筆節範築簡簽籃籌籤糧紀約紅納純紙級紛細終組結絕"
    "絡給統絲經綜綠維綱網緊線緣編練縣縫縮縱總績織繪繳繼續罰罷羅羣義習聞聯聲職聽脫腦腳膚膠臟臨臺與興舉舊艙"
    "艦艱莊莖華葉葷蓋薦藍藝藥蘇蘭處虛號蟲術衛衝裏補裝裡製複襲見規視親覺覽觀觸訂計訊討訓記訪設許註評詞詢試"
    "話該詳誌認語誠誤說誰課誼調談請論諮諸諾謀講謝證識譯議護譽讀變讓豐負財貢貧貨貫責貴買貸費貼貿賀資賓賢賣"
    "質賬購賽贈贊趙趨跡踐蹤躍車軌軍軟軸較載輔輪輯輸轉辦辭農迴這連週進遊運過達遙遞遠適遲遷選遺還邊郵鄉鄭鄰"
    "醫釋釘鈔鈴鉛銀銷鋪鋼錄錢錯錶鍋鍛鍵鎖鎮鏡鐘鐵鑑鑒鑰鑽長門閉開閒間閣閩閱闊關闡陣陰陳陸陽隊階際隨險隱隸"
    "雖雙雜雞離難雲電霧靈靜韓韻響頁頂項順須頌預頒頗領頭頻顆題額顏願顛類顧顯風飄飛飯飲飼飽餅養餓餘館饋馬駐"
    "駕騎騙騰驅驕驗驚驟體髮鬆鬥鬧魚鮮鳥鴻麗麥黃點黨齊齋齒齡龍龐",
    "并布占来系个们备传伤仅侨价仪亿俭偿优储儿内两册幂冻别删则刚创划剧剂动务胜劳势勋励劝汇区协却参吴员问启"
    "启单国围园圆图团执报场块压坏壮梦夺妇妈孙学寝实审写宽宝将专寻对导层属岛岭师账带帮干厦厨厂废广厅强弹汇"
    "后径从复征爱态忧宪应怀战戏户抛扫挂采换损摇择击担据拟扩携摄败叙数断于时昼暂历晓书会东条弃杨业极构枪乐"
    "楼标样树桥机档检台槛权欢岁历归残毁气测准沟灭满渔汉洁泽湿济滨湾灾为无烟热灯烧营争爷墙牵奖独获献现环琼"
    "产亩毕画异当疗症发盗尽监盘卢众确码础禅礼税种称积稳穷竞笔节范筑简签篮筹签粮纪约红纳纯纸级纷细终组结绝"
    "络给统丝经综绿维纲网紧线缘编练县缝缩纵总绩织绘缴继续罚罢罗群义习闻联声职听脱脑脚肤胶脏临台与兴举旧舱"
    "舰艰庄茎华叶荤盖荐蓝艺药苏兰处虚号虫术卫冲里补装里制复袭见规视亲觉览观触订计讯讨训记访设许注评词询试"
    "话该详志认语诚误说谁课谊调谈请论咨诸诺谋讲谢证识译议护誉读变让丰负财贡贫货贯责贵买贷费贴贸贺资宾贤卖"
    "质账购赛赠赞赵趋迹践踪跃车轨军软轴较载辅轮辑输转办辞农回这连周进游运过达遥递远适迟迁选遗还边邮乡郑邻"
    "医释钉钞铃铅银销铺钢录钱错表锅锻键锁镇镜钟铁鉴鉴钥钻长门闭开闲间阁闽阅阔关阐阵阴陈陆阳队阶际随险隐隶"
    "虽双杂鸡离难云电雾灵静韩韵响页顶项顺须颂预颁颇领头频颗题额颜愿颠类顾显风飘飞饭饮饲饱饼养饿余馆馈马驻"
    "驾骑骗腾驱骄验惊骤体发松斗闹鱼鲜鸟鸿丽麦黄点党齐斋齿龄龙庞",
)
"""Characters that schools' papers are made of, where a phone or an old form writes them in the traditional way."""
_HAS_TRADITIONAL = re.compile(f"[{''.join(map(chr, _TRADITIONAL))}]")


def clean(text: str) -> str:
    """Remove what no document can hold: controls but tab and newline, lone surrogates, noncharacters.

    Carriage returns become newlines. Nothing visible is changed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("", text)


def one_line(text: str) -> str:
    """*text* cleaned, on one line, runs of blanks folded to one space, ends trimmed."""
    return _SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def fold(text: str) -> str:
    """A key for comparing: NFKC, case-folded, without blanks and invisible characters."""
    folded = unicodedata.normalize("NFKC", clean(text)).casefold()
    return _SPACES.sub("", _INVISIBLE.sub("", folded)).replace("\n", "")


def simplified(text: str) -> str:
    """*text* with common traditional characters in their simplified form, character for character."""
    return text.translate(_TRADITIONAL) if _HAS_TRADITIONAL.search(text) else text


def visible(text: str) -> str:
    """*text* for a list: direction marks and other invisible characters shown as ``<U+202E>``."""
    return _INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", clean(text))


def in_a_line(text: str) -> str:
    """*text* as part of one sentence: what breaks a line is a space, what turns it round or hides is shown, so that no
    name can pass for a sentence of ours. Blanks stay as many as they are."""
    return visible(_BREAKS.sub(" ", text))


def mask(text: str) -> str:
    """Personal numbers with their middle hidden: identity and pupil numbers (6 + 4 kept), mobile phones (3 + 4).

    In full-width digits and with gaps between the groups too. Digits that merely look long (amounts, dates,
    document numbers) stay as they are.
    """
    plain = text.translate(_LIKE_ASCII)
    if not _LONG_NUMBER.search(plain):
        return text
    for number in _PEOPLE_NUMBERS:
        plain = _hidden(plain, number, 6, 14)
    plain = _hidden(plain, _OLD_ID_NUMBER, 6, 12)
    plain = _hidden(plain, _MOBILE, 3, 7)
    return "".join("*" if new == "*" else old for old, new in zip(text, plain, strict=True))


def _hidden(text: str, number: re.Pattern[str], first: int, end: int) -> str:
    """*text* with the digits *first* to *end* of every *number* as stars."""
    found = list(text)
    for match in number.finditer(text):
        start = match.start("number") if "number" in number.groupindex else match.start()
        digits = [at for at in range(start, match.end()) if text[at].isdecimal()]
        for at in digits[first:end]:
            found[at] = "*"
    return "".join(found)


def names_people(text: str) -> bool:
    """Whether an identity or a pupil number stands in *text*: what makes a paper one to keep under lock.

    A telephone number does not; every notice has one.
    """
    plain = text.translate(_LIKE_ASCII)
    return bool(_LONG_NUMBER.search(plain)) and any(number.search(plain) for number in _PEOPLE_NUMBERS)


def columns(text: str) -> int:
    """How many terminal columns *text* takes: two for wide characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
