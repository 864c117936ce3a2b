"""How each document gets its pages, decided by its kind; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dossier.model import Document

Route = Literal["pdf", "picture", "office", "none"]

PICTURES = frozenset(("jpg", "jpeg", "png", "tiff", "tif", "bmp", "webp", "gif", "heic"))
WRITER = frozenset(("docx", "doc", "docm", "dotx", "dot", "rtf", "odt", "txt", "html", "htm", "wps", "wpt"))
CALC = frozenset(("xlsx", "xls", "xlsm", "xlsb", "xltx", "ods", "csv", "et", "ett"))

_REASONS: Mapping[str, str] = {
    "avif": "AVIF 图片，请另存为 JPG 后放进来",
    "ofd": "OFD 版式文件，请用 WPS 或 OFD 阅读器另存为 PDF 放在旁边",
    "ppt": "演示文稿，请用 WPS 或 PowerPoint 另存为 PDF 放在旁边",
    "pptx": "演示文稿，请用 WPS 或 PowerPoint 另存为 PDF 放在旁边",
    "pps": "演示文稿，请用 WPS 或 PowerPoint 另存为 PDF 放在旁边",
    "dps": "演示文稿，请用 WPS 另存为 PDF 放在旁边",
    "zip": "压缩包，请解压后放文件进来",
    "rar": "压缩包，请解压后放文件进来",
    "7z": "压缩包，请解压后放文件进来",
    "mht": "单个文件网页（网页存档），请用 WPS、Word 或 Excel 打开后另存为 .docx 或 .xlsx 放进来",
    "eml": "邮件，请打印成 PDF 放在旁边",
    "msg": "邮件，请打印成 PDF 放在旁边",
}
_MEDIA = frozenset(("mp4", "mov", "avi", "wmv", "mkv", "flv", "mp3", "wav", "m4a", "wma", "aac"))
_MEDIA_REASON = "音像文件，没有页，按原件保存"
_OTHER_REASON = "这种格式不能转成页，请另存为 PDF 放在旁边"
_KEPT_REASON = "按原件保存，没有页"

NO_CONVERTER_REASON = "本机没有 LibreOffice，请另存为同名 PDF 放在旁边"
FAILED_REASON: Mapping[Route, str] = {
    "pdf": "PDF 有密码或已损坏，请用 WPS 打开后另存为不带密码的 PDF",
    "picture": "图片打不开，请另存为 JPG 后放进来",
    "office": "没能转成 PDF，请用 WPS 或 Word 另存为同名 PDF 放在旁边",
}


def route(document: Document) -> Route:
    """Which way *document* takes."""
    if document.attachment:
        return "none"
    if document.kind == "pdf":
        return "pdf"
    if document.kind in PICTURES:
        return "picture"
    return "office" if document.kind in WRITER | CALC else "none"


def reason(document: Document) -> str:
    """Why a document that takes no way has no pages, in Chinese, with what to do."""
    if document.kind in _MEDIA:
        return _MEDIA_REASON
    return _REASONS.get(document.kind) or (_KEPT_REASON if document.attachment else _OTHER_REASON)
