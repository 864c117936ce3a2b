"""The day a photo was taken, by the name that a phone or a chat program gave it."""

from __future__ import annotations

import datetime
import re

_DAY = re.compile(r"(?<!\d)(20[0-3]\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01])(?!\d{3}(?!\d))")
_CAMERA = re.compile(
    r"img|dsc|mvimg|pano|vid|photo|微信图片|微信截图|wechat|qq图片|qq截图|screenshot|截图|照片|扫描|scan|\d{8}[_-]\d{6}",
    re.I,
)
_EPOCH = re.compile(r"(?:mmexport|wx_camera_|microMsg\.?)(1\d{9})(\d{3})?(?!\d)", re.I)
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def taken(name: str) -> str:
    """ISO date out of names such as ``IMG_20240315_101010.jpg``, ``微信图片_20240315.jpg``, ``mmexport1710468000000.jpg``.

    The last one counts seconds since 1970; they are read in the time of China. Empty if the name says nothing.
    """
    epoch = _EPOCH.search(name)
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch[1]), _CHINA).date().isoformat()
    day = _DAY.search(name)
    if day is None or not _CAMERA.search(name):
        return ""
    try:
        return datetime.date(*(int(part) for part in day.groups())).isoformat()
    except ValueError:
        return ""
