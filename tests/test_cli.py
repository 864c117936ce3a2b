"""The door: exit codes, Chinese words, a help that costs nothing, and no traceback whatever happens."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dossier.cli import _COMMANDS, app, chinese, run
from tests import small

HEAVY = (
    "docx",
    "openpyxl",
    "pypdf",
    "pikepdf",
    "lxml",
    "docxtpl",
    "jinja2",
    "PIL",
    "fpdf",
    "rich",
    "python_calamine",
)


def words_of_click() -> set[str]:
    """Every text that click asks gettext for, found in its own source."""
    words = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "ngettext")
            ):
                words |= {
                    arg.value
                    for arg in node.args
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    return words


def test_every_word_of_click_is_chinese() -> None:
    assert words_of_click() - set(chinese.WORDS) == set()
    assert all(
        any("\u4e00" <= letter <= "\u9fff" for letter in word) or "%(prog)s" in word
        for word in chinese.WORDS.values()
    )


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_each_command_explains_itself_in_chinese_alone(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    for word in (
        "Usage",
        "Options",
        "Commands",
        "Show this",
        "OPTIONS",
        "COMMAND",
        "TEXT",
        "DIRECTORY",
        "[required]",
    ):
        assert word not in shown


def test_the_help_loads_no_library_but_click() -> None:
    program = "import sys; from dossier.cli import run; run(['--help']); print([m for m in sys.argv[1:] if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program, *HEAVY], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_command_is_in_the_table_under_its_own_name() -> None:
    context = click.Context(app)
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        assert command.name == name


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "没有命令 'chek'"),
        (["--nix"], "没有选项 '--nix'"),
        (["verify"], "缺少参数"),
        (["check", "a", "b"], "多写了内容：b"),
        (["check", "--json"], "后面要写值"),
    ],
)
def test_a_wrong_command_line_is_explained(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


def test_without_a_terminal_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "命令:" in capsys.readouterr().out


def test_a_folder_that_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "build", "report"):
        assert run([command, str(tmp_path)]) == 3
        assert "dossier.toml" in capsys.readouterr().err


def test_the_unexpected_leaves_a_log_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def broken(*_: object) -> None:
        raise RuntimeError("这不该发生")

    monkeypatch.setattr("dossier.pipeline.check", broken)
    assert run(["check", str(tmp_path)]) == 70
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    log = Path(shown.strip().rsplit("：", 1)[1])
    assert "RuntimeError: 这不该发生" in log.read_text(encoding="utf-8")


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dossier.pipeline.check", interrupted)
    assert run(["check", str(tmp_path)]) == 130


def test_json_to_the_screen_is_json_alone(tmp_path: Path) -> None:
    import json

    school = small.make(tmp_path / "校")
    done = small.dossier("check", school, "--json", "-")
    record = json.loads(done.stdout)
    assert list(record)[:5] == ["dossier", "checklist", "school", "as_of", "summary"]
    assert done.returncode == 0


def test_a_missing_piece_is_exit_one_with_its_owner(tmp_path: Path) -> None:
    school = small.make(tmp_path / "校")
    (school / "上交/安全办/安全工作责任书.pdf").unlink()
    done = small.dossier("check", school)
    assert done.returncode == 1
    assert (
        " 1. [1-2-03] 缺“安全工作责任书”——请安全办提供；只有纸质的，在“纸质材料登记”里登一行" in done.stdout
    )
    assert "电子已有 3 · 纸质登记 0 · 待确认 0 · 真缺 1" in done.stdout


def test_the_first_screen_has_at_most_twenty_actions(tmp_path: Path) -> None:
    school = small.make(tmp_path / "校")
    for number in range(40):
        (school / f"材料/坏{number}.pdf").write_bytes(b"%PDF-1.4 broken")
    done = small.dossier("check", school)
    assert sum(line.lstrip()[:1].isdigit() and "." in line[:4] for line in done.stdout.splitlines()) == 20
    assert "另有20条要办的事" in done.stdout


def test_what_changed_since_an_earlier_check(tmp_path: Path) -> None:
    school, old = small.make(tmp_path / "校"), tmp_path / "old.json"
    pledge = school / "上交/安全办/安全工作责任书.pdf"
    kept = pledge.read_bytes()
    pledge.unlink()
    (school / "材料/坏.pdf").write_bytes(b"%PDF-1.4 broken")
    small.dossier("check", school, "--json", old)
    pledge.write_bytes(kept)
    (school / "材料/坏.pdf").write_bytes(b"")
    lines = small.dossier("check", school, "--since", old).stdout.splitlines()
    assert lines[lines.index("与上次相比，有3处变化：") + 1 :] == [
        "  ＋ 1-2-03 安全工作责任书：缺 → 齐全",
        "  ＋ 已解决：“材料/坏.pdf”已损坏，打不开（没有一页能读）",
        "  － 新问题：“材料/坏.pdf”是空的（0字节）",
    ]
    small.dossier("check", school, "--json", old)
    assert "与上次相比，没有变化。" in small.dossier("check", school, "--since", old).stdout


def test_since_asks_for_a_record(tmp_path: Path) -> None:
    school = small.make(tmp_path / "校")
    done = small.dossier("check", school, "--since", school / "清单.toml")
    assert done.returncode == 2
    assert "“清单.toml”读不了，请写以前用 --json 存下的文件。" in done.stderr
