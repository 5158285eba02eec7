"""Formulas of .xls as far as one question goes: whether their result is a text.

Programs other than Excel store 0 as the result of such formulas; what they show is not in the
file. It knows the tokens of a formula; it refuses to calculate.
"""

from __future__ import annotations

from types import MappingProxyType

#: Bytes behind each token that holds something; classes of operands are written as one.
_SIZES = MappingProxyType(
    {0x01: 4, 0x02: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4}
    | {0x24: 4, 0x25: 8, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8}
    | {0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6, 0x3D: 10}
)
_TEXT, _ATTRIBUTE, _FUNCTION, _FUNCTION_OF_MANY, _JOIN = 0x17, 0x19, 0x21, 0x22, 0x08
_BINARY, _UNARY = range(0x03, 0x12), range(0x12, 0x15)
_SILENT = frozenset({0x15, 0x26, 0x27, 0x28, 0x29})
_CHOICE, _SUM = 0x04, 0x10
_IF = 1
#: T, TEXT, LEFT, MID, CONCATENATE and the like.
_TEXT_FUNCTIONS = frozenset({13, 14, 30, 31, 48, 111, 112, 113, 114, 115, 116, 118, 119, 120, 336})


def gives_text(tokens: bytes) -> bool:
    """Whether a formula may end in a text; what cannot be followed may not."""
    try:
        return _result(tokens)
    # Tokens of newer programs, or a formula that is cut.
    except (IndexError, KeyError):
        return False


def _result(tokens: bytes) -> bool:
    """Go through the tokens, each operand as whether it is a text.

    Raises:
        IndexError, KeyError: the tokens are no formula that is known here.
    """
    stack: list[bool] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        token = token if token < 0x20 else token & 0x1F | 0x20
        at += 1
        if token == _TEXT:
            at += 2 + tokens[at] * (2 if tokens[at + 1] & 1 else 1)
            stack.append(True)
        elif token == _ATTRIBUTE:
            kind, many = tokens[at], int.from_bytes(tokens[at + 1 : at + 3], "little")
            at += 3 + (2 * (many + 1) if kind & _CHOICE else 0)
            if kind & _SUM:
                stack[-1] = False
        elif token in _BINARY:
            stack.pop()
            stack[-1] = token == _JOIN
        elif token in _UNARY:
            stack[-1] = False
        else:
            start, at = at, at + _SIZES.get(token, 0)
            if token in {_FUNCTION, _FUNCTION_OF_MANY}:
                stack.append(_of_function(tokens[start:at], stack))
            elif token not in _SILENT:
                stack.append(False)
    return stack[-1]


def _of_function(call: bytes, stack: list[bool]) -> bool:
    """Take the arguments of a function away; whether its result may be a text."""
    from xlrd.formula import func_defs

    number = int.from_bytes(call[-2:], "little") & 0x7FFF
    count = call[0] & 0x7F if len(call) == _SIZES[_FUNCTION_OF_MANY] else func_defs[number][1]
    arguments = stack[len(stack) - count :]
    del stack[len(stack) - count :]
    return number in _TEXT_FUNCTIONS or (number == _IF and any(arguments[1:]))
