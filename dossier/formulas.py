"""The formula language of a checklist: names, decimals, ``+ - * /``, parentheses, functions; in fractions.

A formula is data from a file that may come from anywhere. It is parsed by Python's grammar and walked over a
whitelist; nothing of it is ever run, and its size is limited, so that it can neither reach out nor blow up.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from dossier.numbers import decimal12, shown
from dossier.units import Unit, UnlikeUnitsError, parse_unit, unit_words
from dossier.variation import Variation, variation

__all__ = ["FormulaError", "check", "evaluate", "in_words", "is_variation", "names", "variation_over"]

_LONGEST = 500
_MOST_NODES = 200
_DEEPEST = 30
_MOST_BITS = 4_000
_LITERAL = re.compile(r"(?=.{1,16}$)\d{1,15}|(?=.{1,16}$)\d+\.\d+")
_OPERATORS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_FUNCTIONS: Mapping[str, tuple[int, int, str]] = {
    "min": (2, 50, "较小值"),
    "max": (2, 50, "较大值"),
    "sum": (1, 50, ""),
    "floor": (1, 1, "去尾取整"),
    "ceil": (1, 1, "进一取整"),
    "variation": (2, 2, "差异系数"),
}
"""Name → fewest and most arguments, and the name in words."""


class FormulaError(ValueError):
    """A formula that is not of the language; the message is in Chinese."""


def names(formula: str) -> tuple[str, ...]:
    """The figures that *formula* uses, in the order of their first appearance."""
    found = (node for node in ast.walk(_tree(formula)) if isinstance(node, ast.Name))
    ordered = sorted(found, key=lambda node: node.col_offset)
    return tuple(dict.fromkeys(node.id for node in ordered if node.id not in _FUNCTIONS))


def check(formula: str, units: Mapping[str, str]) -> tuple[str, ...]:
    """Everything wrong with *formula*, in Chinese: syntax, unknown names, unlike units.

    Args:
        formula: as written in the checklist.
        units: key of every figure → its unit; a name that is not in it is unknown.
    """
    try:
        tree = _tree(formula)
    except FormulaError as error:
        return (str(error),)
    unknown = tuple(f"公式里的“{name}”不是数据项" for name in names(formula) if name not in units)
    if unknown:
        return unknown
    try:
        _unit(tree, units)
    except UnlikeUnitsError as error:
        return (str(error),)
    return ()


def evaluate(formula: str, values: Mapping[str, Fraction | None]) -> Fraction | None:
    """The value of *formula*; None when a name has none or a divisor is zero.

    A 差异系数 belongs to many schools and has no value for one: see :func:`variation_over`.

    Raises:
        FormulaError: it is not of the language.
    """
    return _value(_tree(formula), values)


def is_variation(formula: str) -> bool:
    """Whether *formula* is ``variation(quantity, students)``, whose value is kept as a square."""
    return bool(formula) and _called(_tree(formula)) == "variation"


def variation_over(formula: str, schools: Sequence[Mapping[str, Fraction | None]]) -> Variation | None:
    """The 差异系数 that *formula* asks for, over the values of *schools*; None when any value is missing."""
    tree = _tree(formula)
    if not isinstance(tree, ast.Call) or _called(tree) != "variation":
        raise FormulaError("公式不是 variation(数量, 学生数)")
    pairs = []
    for values in schools:
        quantity, weight = (_value(argument, values) for argument in tree.args)
        if quantity is None or weight is None:
            return None
        pairs.append((quantity, weight))
    return variation(pairs)


def in_words(formula: str, labels: Mapping[str, str], values: Mapping[str, Fraction | None]) -> str:
    """*formula* as a person writes it, with its numbers: ``4450 ÷ 1289``; a missing one by its label."""
    return _words(_tree(formula), labels, values, 0)


@lru_cache(maxsize=1024)
def _tree(formula: str) -> ast.expr:
    if len(formula) > _LONGEST:
        raise FormulaError(f"公式太长（超过{_LONGEST}个字符）")
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"公式“{formula}”写法有误") from None
    if sum(1 for _ in ast.walk(tree)) > _MOST_NODES:
        raise FormulaError("公式太复杂")
    _allow(tree, formula.strip(), 1)
    return tree


def _allow(node: ast.expr, source: str, depth: int) -> None:
    """Walk the whitelist; anything else is an error that names what was written."""
    if depth > _DEEPEST:
        raise FormulaError("公式的括号层数太多")
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        inner: Sequence[ast.expr] = (node.left, node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = (node.operand,)
    elif isinstance(node, ast.Call):
        inner = _arguments(node, depth)
    elif _is_leaf(node, ast.get_source_segment(source, node) or ""):
        inner = ()
    else:
        raise FormulaError(f"公式里不能写“{ast.get_source_segment(source, node) or source}”")
    for child in inner:
        _allow(child, source, depth + 1)


def _is_leaf(node: ast.expr, written: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id not in _FUNCTIONS
    return isinstance(node, ast.Constant) and _LITERAL.fullmatch(written) is not None


def _arguments(node: ast.Call, depth: int) -> Sequence[ast.expr]:
    name = _called(node)
    if name not in _FUNCTIONS:
        raise FormulaError(f"公式里没有“{name}”这个函数，可用 {' '.join(_FUNCTIONS)}")
    if node.keywords:
        raise FormulaError(f"函数 {name} 的括号里不能写等号")
    fewest, most, _ = _FUNCTIONS[name]
    if not fewest <= len(node.args) <= most:
        raise FormulaError(f"函数 {name} 的参数个数不对")
    if name == "variation" and depth > 1:
        raise FormulaError("variation(数量, 学生数) 只能单独成为一个公式")
    return node.args


def _called(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _constant(node: ast.Constant) -> Fraction:
    """The literal as written: a float's repr gives back every decimal of up to 15 digits."""
    return Fraction(repr(node.value))


def _value(node: ast.expr, values: Mapping[str, Fraction | None]) -> Fraction | None:
    if isinstance(node, ast.Name):
        return values.get(node.id)
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, ast.UnaryOp):
        operand = _value(node.operand, values)
        return None if operand is None else -operand
    if isinstance(node, ast.BinOp):
        return _binary(node.op, _value(node.left, values), _value(node.right, values))
    assert isinstance(node, ast.Call)
    arguments = [_value(argument, values) for argument in node.args]
    present = [argument for argument in arguments if argument is not None]
    if len(present) < len(arguments) or _called(node) == "variation":
        return None
    return _APPLY[_called(node)](present)


def _binary(operator: ast.operator, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if left is None or right is None or _is_monstrous(left) or _is_monstrous(right):
        return None
    if isinstance(operator, ast.Add):
        return left + right
    if isinstance(operator, ast.Sub):
        return left - right
    if isinstance(operator, ast.Mult):
        return left * right
    return left / right if right else None


def _is_monstrous(value: Fraction) -> bool:
    """Whether a number is larger than anything that was ever counted: squares of squares would fill the memory."""
    return value.numerator.bit_length() + value.denominator.bit_length() > _MOST_BITS


_APPLY: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "sum": lambda values: sum(values, Fraction(0)),
    "floor": lambda values: Fraction(math.floor(values[0])),
    "ceil": lambda values: Fraction(math.ceil(values[0])),
}


def _unit(node: ast.expr, units: Mapping[str, str]) -> Unit | None:
    """The unit of an expression; None for a plain number, which goes with any unit."""
    if isinstance(node, ast.Name):
        return parse_unit(units[node.id])
    if isinstance(node, ast.Constant):
        return None
    if isinstance(node, ast.UnaryOp):
        return _unit(node.operand, units)
    if isinstance(node, ast.BinOp):
        left, right = _unit(node.left, units), _unit(node.right, units)
        if isinstance(node.op, ast.Mult):
            return left * right if left and right else left or right
        if isinstance(node.op, ast.Div):
            return _divided(left, right)
        return _alike("相加减", (left, right))
    assert isinstance(node, ast.Call)
    inner = [_unit(argument, units) for argument in node.args]
    if _called(node) == "variation":
        return Unit()
    return _alike("相加" if _called(node) == "sum" else "比较", inner)


def _divided(left: Unit | None, right: Unit | None) -> Unit | None:
    if right is None:
        return left
    return (left or Unit()) / right


def _alike(what: str, found: Sequence[Unit | None]) -> Unit | None:
    known = [unit for unit in found if unit is not None]
    for other in known[1:]:
        if other != known[0]:
            raise UnlikeUnitsError(f"单位不同不能{what}：{unit_words(known[0])}与{unit_words(other)}")
    return known[0] if known else None


def _words(
    node: ast.expr, labels: Mapping[str, str], values: Mapping[str, Fraction | None], binding: int
) -> str:
    """``binding``: 0 nothing around, 1 a sum, 2 a product, 3 the right side of − or ÷."""
    if isinstance(node, ast.Name):
        value = values.get(node.id)
        return labels.get(node.id, node.id) if value is None else _number(value)
    if isinstance(node, ast.Constant):
        return decimal12(_constant(node))
    if isinstance(node, ast.UnaryOp):
        return f"−{_words(node.operand, labels, values, 3)}"
    if isinstance(node, ast.BinOp):
        return _words_binary(node, labels, values, binding)
    assert isinstance(node, ast.Call)
    name = _called(node)
    if name == "sum":
        text = " + ".join(_words(argument, labels, values, 1) for argument in node.args)
        return f"（{text}）" if binding > 1 and len(node.args) > 1 else text
    inner = "，".join(_words(argument, labels, values, 0) for argument in node.args)
    return f"{_FUNCTIONS[name][2]}（{inner}）"


def _words_binary(
    node: ast.BinOp, labels: Mapping[str, str], values: Mapping[str, Fraction | None], binding: int
) -> str:
    additive = isinstance(node.op, ast.Add | ast.Sub)
    own = 1 if additive else 2
    right = 3 if isinstance(node.op, ast.Sub | ast.Div) else own
    left_words = _words(node.left, labels, values, own)
    text = f"{left_words} {_OPERATORS[type(node.op)]} {_words(node.right, labels, values, right)}"
    return f"（{text}）" if binding > own else text


def _number(value: Fraction) -> str:
    """A value inside a formula: whole or short decimals as they are, others to four digits."""
    text = decimal12(value)
    return text if Fraction(text) == value else shown(value, 4).rstrip("0").rstrip(".")
