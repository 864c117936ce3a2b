"""A row copied back with its file's numbers masked still means that file, and never one of two."""

from __future__ import annotations

from tests.labelling import document
from tests.matching import certain, codes, decision, desk, run

_SHOWN = "材料/450123********5678某139****2233.docx"
_ONE = "材料/450123201201015678某13977112233.docx"
_OTHER = "材料/450123201302025678某13988112233.docx"
_DECIDED = {("2-9-03", "2024-2025")}


def test_a_masked_row_finds_its_file_with_and_without_fingerprint() -> None:
    file = document(_ONE, content="甲")
    for fingerprint in (file.sha256[:16], ""):
        matching = run([file], desk(decision(_SHOWN, "2-9-03", fingerprint=fingerprint)))
        assert (certain(matching), codes(matching, "decision-gone")) == (_DECIDED, [])


def test_of_two_files_with_one_masked_name_the_fingerprint_tells_which() -> None:
    files = [document(_ONE, content="甲"), document(_OTHER, content="乙")]
    said = decision(_SHOWN, "2-9-03", fingerprint=files[1].sha256[:16])
    [claim] = [claim for claim in run(files, desk(said)).claims if claim.certain]
    assert [part.path for part in claim.parts] == [_OTHER]
    unsaid = run(files, desk(decision(_SHOWN, "2-9-03")))
    assert (certain(unsaid), codes(unsaid, "decision-gone")) == (set(), [_SHOWN])


def test_a_masked_row_on_changed_content_is_stale() -> None:
    changed = run([document(_ONE)], desk(decision(_SHOWN, "2-9-03", fingerprint="0" * 16)))
    assert (certain(changed), codes(changed, "decision-stale")) == (set(), [_SHOWN])
