"""Filling Word templates: nothing runs, nothing is lost, what is wrong is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dossier.compose import package, word
from dossier.compose.engine import Engine, FillError
from dossier.compose.plain import NotPlainError, plain
from dossier.errors import TemplateError
from dossier.text import clean
from tests import word_files

Maker = Callable[..., Engine]

CANARY = "/tmp/dossier-canary-of-the-tests"

PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.system('touch CANARY') }}",
    "{{ self.__init__.__globals__.__builtins__.__import__('os').popen('touch CANARY').read() }}",
    "{{ joiner.__init__.__globals__.os.popen('touch CANARY') }}",
    "{{ namespace.__init__.__globals__.os.system('touch CANARY') }}",
    "{{ lipsum.__globals__['os'].popen('touch CANARY').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ 校名.__class__.__init__.__globals__ }}",
    "{{ 校名|attr('__class__') }}",
    "{{ '%s'|format(校名.__class__) }}",
    "{{ '{0.__class__.__mro__}'.format(校名) }}",
    "{{ 校名.format_map }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{{ 列表.append(1) }}",
    "{{ range(10) }}",
    "{{ 校名|safe }}",
    "{{ (校名 ~ '').__init_subclass__ }}",
)


@pytest.fixture
def engine_of(tmp_path: Path) -> Maker:
    """Compile a template without the child, for many small cases."""
    from docxtpl import DocxTemplate

    def make(**texts: str) -> Engine:
        path = word_files.template(tmp_path / "模板.docx", **texts)
        return Engine(path.read_bytes(), DocxTemplate(None).patch_xml)

    return make


# -- templates are never trusted --


@pytest.mark.parametrize("place", word_files.PLACES)
def test_no_payload_runs_or_leaks_anywhere(tmp_path: Path, place: str) -> None:
    Path(CANARY).unlink(missing_ok=True)
    jobs = [
        word.Job(
            template=word_files.template(
                tmp_path / f"{number}.docx", **{place: payload.replace("CANARY", CANARY)}
            ),
            context={"校名": "甲校", "列表": [0]},
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    results = word.fill_all(jobs)
    assert not Path(CANARY).exists()
    for payload, result in zip(PAYLOADS, results, strict=True):
        if isinstance(result, bytes):
            assert b"class" not in b"".join(_text_parts(result)), payload
        else:
            assert result.detail, payload
    assert sum(isinstance(result, word.Refused) for result in results) >= len(PAYLOADS) - 2


def _text_parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        wanted = ("document", "header", "footer", "footnotes", "comments", "core")
        return [
            archive.read(name)
            for name in archive.namelist()
            if name.endswith(".xml")
            and any(word in name for word in wanted)
            and "&lt;" in archive.read(name).decode()
        ]


def test_an_object_with_methods_is_refused_and_not_touched(tmp_path: Path) -> None:
    precious = tmp_path / "原件.txt"
    precious.write_text("在")
    template = word_files.template(tmp_path / "t.docx", body="{{ 文件.unlink() }}")
    with pytest.raises(TemplateError, match=r"文件.*PosixPath"):
        word.fill(template, {"文件": precious})
    assert precious.exists()


class _Text(str):
    pass


@pytest.mark.parametrize(
    "value", [Path("/"), print, {1: "x"}, {"a"}, _Text("x"), b"x", object(), [1, [2, {"a": Path()}]]]
)
def test_only_plain_data_passes(value: object) -> None:
    with pytest.raises(NotPlainError):
        plain({"值": value})


def test_data_without_end_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotPlainError, match="层次太深"):
        plain(endless)


@pytest.mark.parametrize("bomb", ["{{ 'a' * (10 ** 10) }}", "{{ 名.center(10 ** 10) }}"])
def test_a_memory_bomb_is_named_and_the_others_are_made(tmp_path: Path, bomb: str) -> None:
    good = word_files.template(tmp_path / "好.docx", body="{{ 名 }}")
    bad = word_files.template(tmp_path / "坏.docx", body=bomb)
    first, second, third = word.fill_all(
        [word.Job(template=t, context={"名": "甲"}) for t in (good, bad, good)]
    )
    assert isinstance(first, bytes)
    assert isinstance(third, bytes)
    assert isinstance(second, word.Refused)
    assert second.template == "坏.docx"
    assert "内存" in second.detail


def test_a_linked_picture_is_refused_and_a_template_link_is_dropped(tmp_path: Path) -> None:
    path = word_files.template(tmp_path / "t.docx", body="甲")
    parts = package.read(path.read_bytes())
    name = "word/_rels/document.xml.rels"
    relation = (
        '<Relationship Id="rId99" TargetMode="External" Target="file:///C:/x"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/></Relationships>'
    )

    def with_relation(kind: str) -> Path:
        changed = parts | {name: parts[name].replace(b"</Relationships>", relation.format(kind).encode())}
        path.write_bytes(word_files.packed(changed))
        return path

    with pytest.raises(TemplateError, match="链接到外部"):
        word.fill(with_relation("image"), {})
    assert b"C:/x" not in package.read(word.fill(with_relation("attachedTemplate"), {}))[name]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 .docx"),
        (b"hello", "不是 .docx"),
        (word_files.packed({"a.txt": b"x"}), "不是 .docx"),
        (word_files.packed({"[Content_Types].xml": b"<!DOCTYPE x []><Types/>"}), "DOCTYPE"),
    ],
)
def test_what_is_no_word_file_is_said_so(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "假.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match=f"假.docx.*{said}"):
        word.fill(path, {})


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"没有\.docx.*找不到"):
        word.fill(tmp_path / "没有.docx", {})


# -- what goes in comes out --


@pytest.mark.parametrize("place", word_files.PLACES)
def test_every_place_is_filled(engine_of: Maker, place: str) -> None:
    data = engine_of(**{place: "【{{ 名 }}】"}).render({"名": "差异系数<0.50 & “引”"})
    words = b"".join(
        content for name, content in package.read(data).items() if name.endswith(".xml")
    ).decode()
    assert "【差异系数&lt;0.50 &amp; “引”】" in words


_SPECIAL = "a\ab\fc\td\ne{_{f}_}g{_%h%_}i{{7*7}}{% x %}{# y #}</w:p><w:p>&amp;<![CDATA["


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60) | st.just(_SPECIAL))
def test_any_string_in_is_the_same_string_out(text: str) -> None:
    data = _shared_engine().render({"名": clean(text)})
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == f"前{clean(text)}后"
    assert document.tables[0].cell(0, 0).text == clean(text)
    assert document.sections[0].header.paragraphs[0].text == clean(text)
    assert document.sections[0].footer.paragraphs[0].text == clean(text)


_ENGINES: list[Engine] = []


def _shared_engine() -> Engine:
    """One compiled template for all examples: compiling is not what is tested."""
    if not _ENGINES:
        import tempfile

        from docxtpl import DocxTemplate

        with tempfile.TemporaryDirectory() as folder:
            path = word_files.template(
                Path(folder) / "t.docx",
                body="前{{ 名 }}后",
                cell="{{ 名 }}",
                header="{{ 名 }}",
                footer="{{ 名 }}",
            )
            _ENGINES.append(Engine(path.read_bytes(), DocxTemplate(None).patch_xml))
    return _ENGINES[0]


def test_no_character_costs_its_neighbours(engine_of: Maker) -> None:
    engine = engine_of(body="前{{ 名 }}后", cell="{{ 名 }}", property="{{ 名 }}")
    odd = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF)]
    whole = docx.Document(io.BytesIO(engine.render({"名": "左右"})))
    for character in odd:
        text = plain(f"左{character}右")
        document = docx.Document(io.BytesIO(engine.render({"名": text})))
        assert len(document.paragraphs) == len(whole.paragraphs), hex(ord(character))
        assert len(document.tables) == 1
        assert document.paragraphs[0].text == f"前{text}后"
        assert text in ("左右", "左\t右", "左\n右")


def test_data_that_looks_like_a_template_is_not_rendered_again(tmp_path: Path) -> None:
    template = word_files.template(tmp_path / "t.docx", body="{{ 名 }}")
    assert word_files.text_of(word.fill(template, {"名": "{{ 7*7 }}{% for %}"})) == "{{ 7*7 }}{% for %}格"


def test_none_is_nothing_and_yes_is_a_word(engine_of: Maker) -> None:
    data = engine_of(body="{{ 甲 }}{{ 乙 }}{{ 丙 }}").render({"甲": None, "乙": True, "丙": 3})
    assert word_files.text_of(data).startswith("是3")


def test_a_word_that_does_not_arrive_stops_the_document(
    engine_of: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(body="{{ 名 }}")
    monkeypatch.setattr("dossier.compose.columns.fit", _lose_text)
    with pytest.raises(FillError, match=r"甲.*没有写进去"):
        engine.render({"名": "甲"})


def _lose_text(root: etree._Element) -> None:
    for element in root.iter(f"{package.W}t"):
        element.text = ""


def test_same_in_same_bytes_out_without_dates(tmp_path: Path) -> None:
    template = word_files.template(tmp_path / "t.docx", body="{{ 名 }}")
    first, second = word.fill(template, {"名": "甲"}), word.fill(template, {"名": "甲"})
    assert first == second
    core = package.read(first)["docProps/core.xml"].decode()
    assert "created" not in core
    assert "lastModifiedBy" not in core
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# -- what is wrong is said, with its place --


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("致{{ 校各 }}同志", "正文“致{{ 校各 }}同志”：不认识名称“校各”，是不是“校名”"),
        ("{{ 列表[0].题名 }}", "不认识名称“题名”"),
        ("{% for 件 in 列表 %}甲", "缺 endfor"),
        ("{% fro 件 in 列表 %}", "不认识标签“fro”"),
        ("{{ 校名|upper }}", "不能使用过滤器“upper”"),
        ("{{ 校名 is callable }}", "不能使用判断“callable”"),
        ("{{ 列表 }}", "不能直接放一个列表"),
        ("{{ 校名.__class__ }}", "不允许"),
        ("{{ 1 / 数 }}", "算不出来"),
        ("{{ 校名 }", "标签写法有误"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(engine_of: Maker, text: str, said: str) -> None:
    with pytest.raises(FillError) as caught:
        engine_of(body=text).render({"校名": "甲校", "列表": [{"名": 1}], "数": 0})
    assert said in str(caught.value)


def test_the_template_is_named(tmp_path: Path) -> None:
    template = word_files.template(tmp_path / "我的模板.docx", footer="{{ 无 }}")
    with pytest.raises(TemplateError) as caught:
        word.fill(template, {})
    assert caught.value.message == "模板“我的模板.docx”有误：页脚“{{ 无 }}”：不认识名称“无”"


def test_a_loop_that_breaks_the_structure_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if 否 %}"
    cell.add_paragraph("甲")
    cell.add_paragraph("{%p endif %}")
    document.save(str(tmp_path / "t.docx"))
    with pytest.raises(TemplateError, match="单元格里没有段落"):
        word.fill(tmp_path / "t.docx", {"否": False})


def test_one_failing_job_leaves_the_others(tmp_path: Path) -> None:
    template = word_files.template(tmp_path / "t.docx", body="{{ 名 }}")
    results = word.fill_all(
        [word.Job(template=template, context=c) for c in ({"名": "甲"}, {}, {"名": "乙"})]
    )
    assert [isinstance(result, bytes) for result in results] == [True, False, True]


def test_names_of_a_template(tmp_path: Path) -> None:
    template = word_files.template(tmp_path / "t.docx", body="{{ 校名 }}", header="{{ 年度 }}")
    assert word.names(template) == ("年度", "校名")
