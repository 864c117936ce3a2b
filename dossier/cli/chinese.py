"""Click's own words in Chinese.

Click asks ``gettext`` for its words at the moment of use, through the name ``_`` in each of its modules. A catalogue
file would depend on the environment's language; a clerk's machine says ``LANG=C`` as often as not. So the lookups are
replaced. A test holds that every word click can ask for stands here.
"""

from __future__ import annotations

from types import ModuleType

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types
import click.utils

WORDS = {
    "d": "天",
    "{editor}: Editing failed": "{editor}：编辑失败",
    "{editor}: Editing failed: {e}": "{editor}：编辑失败：{e}",
    "Windows error: {error}": "Windows 报错：{error}",
    "(dynamic)": "（动态）",
    "Aborted!": "已中止。",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": "参数声明有误（{length}个）：{decls}。",
    "Boolean option {decl!r} cannot use the same flag for true/false.": "选项 {decl!r} 的是与否不能同名。",
    "Commands": "命令",
    "Could not determine name for option with declarations {decls!r}": "选项 {decls!r} 没有名称",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "命令 {name!r} 已停用。{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "{param_type} {name!r} 已停用。{extra_message}"
    ),
    "Got unexpected extra argument ({args})": "多写了内容：{args}",
    "Got unexpected extra arguments ({args})": "多写了内容：{args}",
    "Missing command.": "没有写命令。",
    "Name '{name}' defined twice": "名称“{name}”重复",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?": "名称“{name}”没有对应的选项，是不是“--{name}”？",
    "Options": "选项",
    "Positional arguments": "参数",
    "Takes {nargs} values but 1 was given.": "要写{nargs}个值，只写了1个。",
    "Takes {nargs} values but {len} were given.": "要写{nargs}个值，写了{len}个。",
    "Value must be an iterable.": "要写一组值。",
    "default: {default}": "默认：{default}",
    "deprecated": "已停用",
    "env var: {var}": "环境变量：{var}",
    "required": "必填",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "Do you want to continue?": "继续吗？",
    "Show the version and exit.": "显示版本。",
    "Show this message and exit.": "显示本说明。",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename!r}：{message}",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "Error: {message}": "错误：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Invalid value: {message}": "值不对：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing {param_type}": "缺少{param_type}",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "Try '{command} {option}' for help.": "用“{command} {option}”查看说明。",
    "unknown error": "未知错误",
    "Usage:": "用法：",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 要写{nargs}个值。",
    "Invalid start character for option ({option})": "选项写法有误（{option}）",
    "Option {name!r} does not take a value.": "选项 {name!r} 后面不跟值。",
    "Option {name!r} requires an argument.": "选项 {name!r} 后面要写值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name!r} 后面要写{nargs}个值。",
    "Couldn't detect Bash version, shell completion is not supported.": "认不出 Bash 版本，不能自动补全。",
    "Shell completion is not supported for Bash versions older than 4.4.": "Bash 低于 4.4，不能自动补全。",
    "Error: The two entered values do not match.": "错误：两次输入不一致。",
    "Error: invalid input": "错误：输入有误",
    "Press any key to continue...": "按任意键继续……",
    "Repeat for confirmation": "再输入一次",
    "Unknown color {colour!r}": "没有颜色 {colour!r}",
    "Choice({choices})": "可选：{choices}",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "directory": "文件夹",
    "file": "文件",
    "path": "路径",
    "{len_type} values are required, but {len_value} was given.": "要写{len_type}个值，写了{len_value}个。",
    "{len_type} values are required, but {len_value} were given.": "要写{len_type}个值，写了{len_value}个。",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在。",
    "{name} {filename!r} is a directory.": "{name} {filename!r} 是文件夹。",
    "{name} {filename!r} is a file.": "{name} {filename!r} 是文件。",
    "{name} {filename!r} is not executable.": "{name} {filename!r} 不能执行。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 不能读取。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 不能写入。",
    "{value!r} does not match the format {format}.": "{value!r} 不是 {format} 的写法。",
    "{value!r} does not match the formats {formats}.": "{value!r} 不是以下写法之一：{formats}。",
    "{value!r} is not a valid UUID.": "{value!r} 不是 UUID。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} 不是“是”或“否”，可写：{states}",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是{number_type}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在可选范围：{choices}。",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 内。",
    "Unknown standard stream '{name}'": "没有标准流“{name}”",
}

_MODULES: tuple[ModuleType, ...] = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
    click.utils,
)


def speak() -> None:
    """Make click ask this module for its words."""
    for module in _MODULES:
        replacements = {"_": _word, "ngettext": _words}
        vars(module).update({name: word for name, word in replacements.items() if hasattr(module, name)})


def _word(text: str) -> str:
    return WORDS.get(text, text)


def _words(singular: str, plural: str, number: int) -> str:
    return _word(singular if number == 1 else plural)
