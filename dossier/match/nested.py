"""Materials of files whose own words name none: the folders above them speak."""

from __future__ import annotations

import re
from collections.abc import Set

from dossier.match.doubts import Doubted
from dossier.match.facts import Candidate, Facts, of
from dossier.match.hits import Named, Namer
from dossier.match.wording import PERSON, SCENES

WEAK = 60
"""The most that a folder counts where something speaks against it."""
FOLDER = Doubted("folder", "只有文件夹名相符")
_LOSS = 8
_HOLDS = re.compile("(?:档案|材料|资料|文件|专[卷项]|卷|[一1]?盒)+$")
"""What a folder is called beside what it is about: 留守儿童档案/花名册.xlsx."""


def by_folder(facts: Facts, namer: Namer, photos: Set[str]) -> dict[str, Candidate]:
    """Candidates by code; *photos* are the codes of materials that are photos."""
    together = _together(facts, namer)
    if together:
        return together
    shown = _shown(facts, namer, photos) if facts.is_image else {}
    found: dict[str, Candidate] = {}
    for code, named in (shown or facts.folder.named).items():
        candidate = of(named, "folder")
        score = candidate.score - _LOSS
        if facts.speaks and not shown and not _is_of_a_person(facts, namer.checklist.by_code[code].form):
            found[code] = candidate._replace(score=min(WEAK, score), certain=False, doubt=FOLDER)
        else:
            found[code] = candidate._replace(score=score, certain=named.clean and named.exact)
    return found or (_above(facts) if facts.is_image else {})


def _is_of_a_person(facts: Facts, form: str | None) -> bool:
    """教师资格证/林青.jpg: whose certificate it is."""
    return form == "证书" and not facts.title.speaks and bool(PERSON.fullmatch(facts.name.core))


def _above(facts: Facts) -> dict[str, Candidate]:
    """校园文化照片/三楼走廊/1.jpg: a folder further up names what the picture may show."""
    doubt = Doubted("folder", "只有上级文件夹名相符")
    return {
        code: of(named, "folder")._replace(score=WEAK, certain=False, doubt=doubt)
        for code, named in facts.folder.above.items()
    }


def _together(facts: Facts, namer: Namer) -> dict[str, Candidate]:
    """留守儿童/花名册.xlsx: folder and name make up one title."""
    folder, name = facts.folder.text, facts.name
    if not (folder.core and name.speaks):
        return {}
    about, soft = _HOLDS.sub("", folder.core), _HOLDS.sub("", folder.soft)
    joined = name._replace(core=about + name.core, soft=soft + name.soft)
    return {
        code: of(named, "folder")._replace(score=named.score - _LOSS, certain=named.exact)
        for code, named in namer.named(joined).items()
        if code not in facts.folder.named and len(named.phrase) > len(soft)
    }


def by_sight(facts: Facts, namer: Namer, photos: Set[str]) -> dict[str, Candidate]:
    """A picture that is called by what it shows: 操场.jpg asks whether 操场照片 is a material."""
    name = facts.name
    if not (facts.is_image and name.speaks):
        return {}
    seen = name._replace(core=f"{name.core}照片", soft=f"{name.soft}照片")
    return {
        code: of(named, "name")._replace(score=named.score - _LOSS, certain=named.exact)
        for code, named in namer.named(seen).items()
        if code in photos
    }


def _shown(facts: Facts, namer: Namer, photos: Set[str]) -> dict[str, Named]:
    """Photos in a folder named for what they show: 【公众号】功能室一览 asks whether 功能室照片 is a material."""
    direct = {code: named for code, named in facts.folder.named.items() if code in photos}
    if direct or not facts.folder.text.core:
        return direct
    text = facts.folder.text
    event = text._replace(core=f"{SCENES.sub('', text.core)}照片", soft=f"{SCENES.sub('', text.soft)}照片")
    return {code: named for code, named in namer.named(event).items() if code in photos}
