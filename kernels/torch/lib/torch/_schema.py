# torch._schema: the text that declares an operator, read and written. `mine::scale.out(Tensor x, float s=1., *, int[2] k=[1, 1]) -> Tensor`
import collections.abc
import inspect
import re
import types
import typing

import torch


class Argument:
    def __init__(self, text, kwarg_only):
        declared, given, default = text.partition("=")
        self.type, _, self.name = declared.rpartition(" ")
        # `Tensor(a!)`: what follows the type in brackets says what the operator writes.
        self.is_write = "!" in self.type
        self.kind = re.sub(r"\([^)]*\)", "", self.type).replace("SymInt", "int")
        self.kwarg_only = kwarg_only
        self.has_default = bool(given)
        self.default_text = default
        self.default_value = _default(default) if given else None

    def has_default_value(self):
        return self.has_default

    def __str__(self):
        return f"{self.type} {self.name}" + (f"={self.default_text}" if self.has_default else "")


def _default(text):
    words = {"None": None, "True": True, "False": False, "inf": float("inf"), "-inf": -float("inf")}
    if text in words:
        return words[text]
    if text.startswith("["):
        return [_default(each.strip()) for each in text[1:-1].split(",") if each.strip()]
    if text[0] in "\"'":
        return text[1:-1]
    try:
        return float(text) if any(each in text for each in ".e") else int(text)
    except ValueError:
        return getattr(torch, text, text)


def _parts(text):
    """Split at the commas that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for i, each in enumerate(text):
        depth += (each in "([") - (each in ")]")
        if each == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return [*parts, text[start:].strip()] if text.strip() else []


class FunctionSchema:
    def __init__(self, text):
        match = re.fullmatch(r"\s*([\w:]+)(?:\.(\w+))?\s*\((.*)\)\s*->\s*(.+?)\s*", text, re.S)
        if match is None:
            raise RuntimeError(f"malformed schema: {text}")
        self.name, self.overload_name, inside, self.result = match.groups(default="")
        self.arguments, keyword = [], False
        for part in _parts(inside):
            if part == "*":
                keyword = True
            else:
                self.arguments.append(Argument(part, keyword))

    @property
    def is_mutable(self):
        return any(each.is_write for each in self.arguments)

    def apart(self, values):
        """Bound values as a call takes them: those in their places, and those by name."""
        places = [value for value, each in zip(values, self.arguments) if not each.kwarg_only]
        return places, {each.name: value for value, each in zip(values, self.arguments) if each.kwarg_only}

    def bind(self, args, kwargs):
        """All values in the order of the arguments."""
        places = [each for each in self.arguments if not each.kwarg_only]
        if len(args) > len(places):
            wanted, given = len(places), len(args)
            raise RuntimeError(
                f"{self.name}() expected at most {wanted} argument(s) but received {given} argument(s). Declaration: {self}"
            )
        left, values = dict(kwargs), []
        for position, each in enumerate(self.arguments):
            if position < len(args) and not each.kwarg_only:
                value = args[position]
            elif each.name in left:
                value = left.pop(each.name)
            elif each.has_default:
                values.append(each.default_value)
                continue
            else:
                raise RuntimeError(f"{self.name}() is missing value for argument '{each.name}'. Declaration: {self}")
            if not _fits(value, each.kind):
                raise RuntimeError(
                    f"{self.name}() Expected a value of type '{_called(each.kind)}' for argument '{each.name}' but instead "
                    f"found type '{type(value).__name__}'.\nPosition: {position}\nValue: {value!r}\nDeclaration: {self}\n"
                    f"Cast error details: {_refusal(value, each.kind)}"
                )
            values.append(float(value) if each.kind in ("float", "float?") and isinstance(value, int) else value)
        if left:
            raise RuntimeError(f"Unknown keyword argument '{next(iter(left))}' for operator '{self.name}'. Schema: {self}")
        return values

    def __str__(self):
        texts, keyword = [], False
        for each in self.arguments:
            if each.kwarg_only and not keyword:
                keyword = True
                texts.append("*")
            texts.append(str(each))
        overload = f".{self.overload_name}" if self.overload_name else ""
        return f"{self.name}{overload}({', '.join(texts)}) -> {self.result}"

    __repr__ = __str__


def _refusal(value, kind):
    if kind == "Tensor":
        return f"Unable to cast {value!r} to Tensor"
    return (
        f"Unable to cast Python instance of type {type(value)} to C++ type '?' (#define PYBIND11_DETAILED_ERROR_MESSAGES or compile in "
        "debug mode for details)"
    )


def _called(kind):
    if kind.endswith("?"):
        return f"Optional[{_called(kind[:-1])}]"
    listed = re.fullmatch(r"(.*)\[\d*\]", kind)
    return f"List[{_called(listed[1])}]" if listed else {"Scalar": "number"}.get(kind, kind)


_KINDS = {
    "Tensor": torch.Tensor, "int": int, "float": (int, float), "bool": bool, "str": str, "Scalar": (int, float, complex, bool),
    "ScalarType": torch.dtype, "Device": (torch.device, str, int), "Generator": torch.Generator,
}  # fmt: skip


def _fits(value, kind):
    if kind.endswith("?"):
        return value is None or _fits(value, kind[:-1])
    listed = re.fullmatch(r"(.*)\[(\d*)\]", kind)
    if listed:
        whole = isinstance(value, (list, tuple)) and all(_fits(each, listed[1]) for each in value)
        return whole or (bool(listed[2]) and _fits(value, listed[1]))
    return kind not in _KINDS or isinstance(value, _KINDS[kind])


_WORDS = {
    torch.Tensor: "Tensor", int: "SymInt", float: "float", bool: "bool", str: "str", torch.types.Number: "Scalar",
    torch.dtype: "ScalarType", torch.device: "Device",
}  # fmt: skip


def _word(hint):
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if hint in _WORDS:
        return _WORDS[hint]
    if origin in (typing.Union, types.UnionType):
        kinds = [each for each in parts if each is not type(None)]
        if len(kinds) == 1:
            return f"{_word(kinds[0])}?"
        return "Scalar" if set(kinds) <= {int, float, bool} else None
    if origin in (list, collections.abc.Sequence):
        return f"{_word(parts[0])}[]"
    return None


def infer_schema(prototype_function, /, *, mutates_args, op_name=None):
    """The schema of a function by its annotations."""
    signature, hints = inspect.signature(prototype_function), typing.get_type_hints(prototype_function)
    texts, keyword, written = [], False, 0
    for name, each in signature.parameters.items():
        if name not in hints:
            raise ValueError(
                f"infer_schema(func): Parameter {name} must have a type annotation. Got func with signature {signature})"
            )
        word = _word(hints[name])
        if word is None:
            raise ValueError(
                f"infer_schema(func): Parameter {name} has unsupported type {hints[name]}. (func signature={signature})"
            )
        if each.kind is each.KEYWORD_ONLY and not keyword:
            keyword = True
            texts.append("*")
        if mutates_args == "unknown" and word.startswith("Tensor") or mutates_args != "unknown" and name in mutates_args:
            word = word.replace("Tensor", f"Tensor(a{written}!)", 1)
            written += 1
        default = each.default
        if default is each.empty:
            texts.append(f"{word} {name}")
        else:
            texts.append(f"{word} {name}=" + (f'"{default}"' if isinstance(default, str) else str(default)))
    given = hints.get("return", type(None))
    if given is type(None):
        result = "()"
    elif typing.get_origin(given) is tuple:
        result = "(" + ", ".join(str(_word(each)) for each in typing.get_args(given)) + ")"
    else:
        result = _word(given)
    return f"{op_name or ''}({', '.join(texts)}) -> {result}"
