"""A private LibreOffice: its profile, its fonts and the environment it runs in.

Two processes on one profile lose files, so each worker has its own. The profile allows no macros and no link that
leaves the document; nothing of the user's own settings or proxies is inherited.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dossier import resources

ALIASES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("仿宋_GB2312", "仿宋", "FangSong", "FangSong_GB2312", "方正仿宋简体"),
        ("FandolFang", "AR PL UMing CN"),
    ),
    (
        ("楷体_GB2312", "楷体", "KaiTi", "KaiTi_GB2312", "方正楷体简体"),
        ("AR PL UKai CN", "LXGW WenKai", "FandolKai"),
    ),
    (
        ("方正小标宋简体", "方正小标宋_GBK", "华文中宋", "STZhongsong"),
        ("Noto Serif CJK SC", "AR PL UMing CN"),
    ),
    (
        ("黑体", "SimHei", "微软雅黑", "Microsoft YaHei", "等线", "DengXian"),
        ("WenQuanYi Zen Hei", "Noto Sans CJK SC"),
    ),
    (
        ("宋体", "SimSun", "NSimSun", "新宋体", "方正书宋简体"),
        ("AR PL UMing CN", "Noto Serif CJK SC", "FandolSong"),
    ),
)
"""Names that Word files ask for → free families that stand in, best first; the next ones lend rare characters."""
ASKED_FONTS = ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "黑体", "宋体")

_SYSTEM_FONTS = (
    "/etc/fonts/fonts.conf",
    "/opt/homebrew/etc/fonts/fonts.conf",
    "/usr/local/etc/fonts/fonts.conf",
)
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    (
        "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        "false",
    ),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("/org.openoffice.Office.Linguistic/General", "DefaultLocale_CJK", "zh-CN"),
)
_WINDOWS_VARIABLES = (
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "PROGRAMFILES",
    "PROGRAMDATA",
    "COMSPEC",
    "PATHEXT",
)


def new_profile(folder: Path) -> str:
    """Write a fresh profile into *folder* and return its URL for ``-env:UserInstallation``."""
    user = folder / "user"
    user.mkdir(parents=True, exist_ok=True)
    items = "".join(
        f"<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op='fuse'>"
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        "<oor:items xmlns:oor='http://openoffice.org/2001/registry'"
        " xmlns:xs='http://www.w3.org/2001/XMLSchema'"
        " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\n"
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )
    return folder.absolute().as_uri()


def fontconfig_file(workspace: Path) -> Path:
    """Write the fontconfig file with our aliases into *workspace* and return it."""
    includes = [f"<include ignore_missing='yes'>{place}</include>" for place in _SYSTEM_FONTS]
    fonts = resources.fonts_dir()
    folders = [f"<dir>{escape(str(fonts))}</dir>"] if fonts else []
    cache = f"<cachedir>{escape(str(workspace.absolute() / 'fontcache'))}</cachedir>"
    aliases = [_alias(name, families) for names, families in ALIASES for name in names]
    workspace.mkdir(parents=True, exist_ok=True)
    file = workspace / "fonts.conf"
    lines = ["<?xml version='1.0'?>", "<fontconfig>", *includes, *folders, cache, *aliases, "</fontconfig>"]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def environment(home: Path, fonts: Path) -> Mapping[str, str]:
    """Return a bare environment: no proxies, no settings of the user, *home* as home and scratch folder."""
    scratch = home.absolute() / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    here = {
        "HOME": str(home.absolute()),
        "TMPDIR": str(scratch),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "SAL_USE_VCLPLUGIN": "svp",
        "SOURCE_DATE_EPOCH": "946684800",
        "FONTCONFIG_FILE": str(fonts.absolute()),
    }
    if os.name != "nt":
        return here | {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    kept = {name: os.environ[name] for name in _WINDOWS_VARIABLES if name in os.environ}
    places = {"USERPROFILE": str(home.absolute()), "TEMP": str(scratch), "TMP": str(scratch)}
    return {**kept, **places, "PATH": kept.get("SYSTEMROOT", r"C:\Windows") + r"\System32"}


def _alias(name: str, families: tuple[str, ...]) -> str:
    replacements = "".join(f"<string>{escape(family)}</string>" for family in families)
    return (
        f"<match target='pattern'><test qual='any' name='family' compare='eq'><string>{escape(name)}</string></test>"
        f"<edit name='family' mode='assign' binding='strong'>{replacements}</edit></match>"
    )
