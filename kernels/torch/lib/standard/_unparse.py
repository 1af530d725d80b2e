# ast.unparse: the text of a tree, with CPython's choice of quotes, parentheses and blank lines.
import ast

# How tightly operators bind, the loosest first.
(NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, COMPARE, BOR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM) = range(18)

_BINARY = {
    "Add": ("+", ARITH), "Sub": ("-", ARITH), "Mult": ("*", TERM), "MatMult": ("@", TERM), "Div": ("/", TERM),
    "Mod": ("%", TERM), "LShift": ("<<", SHIFT), "RShift": (">>", SHIFT), "BitOr": ("|", BOR), "BitXor": ("^", BXOR),
    "BitAnd": ("&", BAND), "FloorDiv": ("//", TERM), "Pow": ("**", POWER),
}
_UNARY = {"Invert": ("~", FACTOR), "Not": ("not", NOT), "UAdd": ("+", FACTOR), "USub": ("-", FACTOR)}
_COMPARE = {
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not",
    "In": "in", "NotIn": "not in",
}
_SINGLE = ("'", '"')
_TRIPLE = ('"""', "'''")
_QUOTES = (*_SINGLE, *_TRIPLE)
# An integer beyond every float's range, for infinities.
_INFINITE = "1e309"

def text_of(node):
    if isinstance(node, list):
        return "".join(map(text_of, node))
    if isinstance(node, ast.Module):
        return _Statements().text(node)
    if isinstance(node, ast.Expression):
        return _expression(node.body)
    if isinstance(node, ast.Interactive):
        return _Statements().text(node)
    if isinstance(node, ast.FunctionType):
        return f"({', '.join(map(_expression, node.argtypes))}) -> {_expression(node.returns)}"
    if isinstance(node, ast.stmt):
        return _Statements().text(ast.Module([node], []))
    if isinstance(node, ast.match_case):
        printed = _Statements()
        printed.match_case(node)
        return "\n".join(printed.lines)
    return _expression(node)

def _expression(node, level=TEST):
    kind = type(node).__name__
    print_node = _PRINT.get(kind)
    if print_node is None:
        for cls in type(node).__mro__:
            print_node = _PRINT.get(cls.__name__)
            if print_node is not None:
                break
        else:
            raise ValueError("Node can't be used without a value attribute.")
    return print_node(node, level)

def _bracketed(text, needed):
    return f"({text})" if needed else text

def _commas(nodes, level=TEST):
    return ", ".join(_expression(node, level) for node in nodes)

# --- literals ----------------------------------------------------------------------------------------------------

def _escaped(text, whitespace):
    # Everything that doesn't print as itself, but line feeds and tabs where they may stand.
    out = []
    for char in text:
        if not whitespace and char in "\n\t":
            out.append(char)
        elif char == "\\" or not char.isprintable():
            out.append(char.encode("unicode_escape").decode("ascii"))
        else:
            out.append(char)
    return "".join(out)

def _quotable(text, quotes, whitespace=False):
    # The text escaped, and those of the quotes that may enclose it.
    text = _escaped(text, whitespace)
    possible = [quote for quote in quotes if quote not in text and not ("\n" in text and quote in _SINGLE)]
    if not possible:
        printed = repr(text)
        return printed[1:-1], [next((quote for quote in quotes if quote[0] == printed[0]), printed[0])]
    if text:
        # A quote that the text doesn't end with needs no escape.
        possible.sort(key=lambda quote: quote[0] == text[-1])
        if possible[0][0] == text[-1]:
            text = text[:-1] + "\\" + text[-1]
    return text, possible

def _string(text, quotes):
    text, possible = _quotable(text, quotes)
    return f"{possible[0]}{text}{possible[0]}"

def _constant(node, level):
    value = node.value
    if isinstance(value, tuple):
        items = [_constant(ast.Constant(item), TEST) for item in value]
        return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"
    if value is ...:
        return "..."
    if isinstance(value, str):
        prefix = "u" if getattr(node, "kind", None) == "u" else ""
        return prefix + repr(value)
    if isinstance(value, (float, complex)):
        return repr(value).replace("inf", _INFINITE).replace("nan", f"({_INFINITE}-{_INFINITE})")
    return repr(value)

def _pieces(node):
    # The parts of an f-string: (text, is it literal).
    if isinstance(node, ast.JoinedStr):
        return [piece for value in node.values for piece in _pieces(value)]
    if isinstance(node, ast.Constant):
        return [(node.value.replace("{", "{{").replace("}", "}}"), True)]
    if not isinstance(node, ast.FormattedValue):
        raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")
    inner = _expression(node.value, OR)
    if "\\" in inner:
        raise ValueError("Unable to avoid backslash in f-string expression part")
    text = "{" + (" " if inner.startswith("{") else "") + inner
    if node.conversion != -1:
        text += "!" + chr(node.conversion)
    if node.format_spec is not None:
        text += ":" + "".join(piece for piece, _ in _pieces(node.format_spec))
    return [(text + "}", False)]

def _joined(node, level):
    quotes = list(_QUOTES)
    pieces = _pieces(node)
    texts = []
    for text, literal in pieces:
        text, quotes = _quotable(text, quotes, literal)
        texts.append(text)
    return f"f{quotes[0]}{''.join(texts)}{quotes[0]}"

# --- expressions -------------------------------------------------------------------------------------------------

def _bool_op(node, level):
    word, own = ("and", AND) if isinstance(node.op, ast.And) else ("or", OR)
    # Each value binds tighter than the one before: nested operators of the same kind keep their parentheses.
    values = [_expression(value, own + 1) for value in node.values]
    return _bracketed(f" {word} ".join(values), level > own)

def _binary(node, level):
    sign, own = _BINARY[type(node.op).__name__]
    left, right = (own + 1, own) if sign == "**" else (own, own + 1)
    return _bracketed(f"{_expression(node.left, left)} {sign} {_expression(node.right, right)}", level > own)

def _unary(node, level):
    sign, own = _UNARY[type(node.op).__name__]
    space = " " if own == NOT else ""
    return _bracketed(sign + space + _expression(node.operand, own), level > own)

def _compare(node, level):
    text = _expression(node.left, COMPARE + 1)
    for op, right in zip(node.ops, node.comparators):
        text += f" {_COMPARE[type(op).__name__]} {_expression(right, COMPARE + 1)}"
    return _bracketed(text, level > COMPARE)

def _lambda(node, level):
    args = _arguments(node.args)
    return _bracketed(f"lambda{' ' if args else ''}{args}: {_expression(node.body, TEST)}", level > TEST)

def _if_exp(node, level):
    parts = _expression(node.body, TEST + 1), _expression(node.test, TEST + 1), _expression(node.orelse, TEST)
    return _bracketed("{} if {} else {}".format(*parts), level > TEST)

def _dict(node, level):
    items = [
        f"{_expression(key)}: {_expression(value)}" if key is not None else "**" + _expression(value, BOR)
        for key, value in zip(node.keys, node.values)
    ]
    return "{" + ", ".join(items) + "}"

def _set(node, level):
    return "{" + _commas(node.elts) + "}" if node.elts else "{*()}"

def _tuple(node, level):
    if level == NAMED and node.elts:
        return _elements(node)
    return f"({_elements(node)})"

def _elements(node):
    return _commas(node.elts) + ("," if len(node.elts) == 1 else "")

def _generators(node):
    text = ""
    for each in node.generators:
        word = " async for " if each.is_async else " for "
        text += f"{word}{_target(each.target)} in {_expression(each.iter, TEST + 1)}"
        text += "".join(f" if {_expression(test, TEST + 1)}" for test in each.ifs)
    return text

def _target(node):
    return _expression(node, NAMED if isinstance(node, ast.Tuple) else TUPLE)

def _call(node, level):
    args = [_expression(arg) for arg in node.args] + [_keyword(each) for each in node.keywords]
    return f"{_expression(node.func, ATOM)}({', '.join(args)})"

def _keyword(node, level=TEST):
    return f"{'**' if node.arg is None else node.arg + '='}{_expression(node.value)}"

def _attribute(node, level):
    value = _expression(node.value, ATOM)
    # `3 .real`: a point right behind the digits would be theirs.
    space = " " if isinstance(node.value, ast.Constant) and isinstance(node.value.value, int) else ""
    return f"{value}{space}.{node.attr}"

def _subscript(node, level):
    inside = node.slice
    if isinstance(inside, ast.Tuple) and inside.elts:
        text = _elements(inside)
    else:
        text = _expression(inside)
    return f"{_expression(node.value, ATOM)}[{text}]"

def _slice(node, level):
    text = f"{_maybe(node.lower)}:{_maybe(node.upper)}"
    return text + f":{_expression(node.step)}" if node.step else text

def _maybe(node):
    return _expression(node) if node else ""

def _yield(node, level):
    value = f" {_expression(node.value, ATOM)}" if node.value else ""
    return _bracketed(f"yield{value}", level > YIELD)

def _arg(node, level=TEST):
    return node.arg + (f": {_expression(node.annotation)}" if node.annotation else "")

def _arguments(node, level=TEST):
    parts = []
    positional = node.posonlyargs + node.args
    required = len(positional) - len(node.defaults)
    for i, arg in enumerate(positional):
        parts.append(_arg(arg) + (f"={_expression(node.defaults[i - required])}" if i >= required else ""))
        if i + 1 == len(node.posonlyargs):
            parts.append("/")
    if node.vararg or node.kwonlyargs:
        parts.append("*" + (_arg(node.vararg) if node.vararg else ""))
    for arg, default in zip(node.kwonlyargs, node.kw_defaults):
        parts.append(_arg(arg) + (f"={_expression(default)}" if default else ""))
    if node.kwarg:
        parts.append("**" + _arg(node.kwarg))
    return ", ".join(parts)

# --- patterns ----------------------------------------------------------------------------------------------------

def _match_sequence(node, level):
    return f"[{_commas(node.patterns)}]"

def _match_mapping(node, level):
    items = [f"{_expression(key)}: {_expression(pattern)}" for key, pattern in zip(node.keys, node.patterns)]
    return "{" + ", ".join(items + ([f"**{node.rest}"] if node.rest else [])) + "}"

def _match_class(node, level):
    args = [_expression(pattern) for pattern in node.patterns]
    args += [f"{name}={_expression(pattern)}" for name, pattern in zip(node.kwd_attrs, node.kwd_patterns)]
    return f"{_expression(node.cls, ATOM)}({', '.join(args)})"

def _match_as(node, level):
    if node.name is None:
        return "_"
    if node.pattern is None:
        return node.name
    return _bracketed(f"{_expression(node.pattern, BOR)} as {node.name}", level > TEST)

def _match_or(node, level):
    return _bracketed(" | ".join(_expression(pattern, BOR + 1) for pattern in node.patterns), level > BOR)

_PRINT = {
    "Constant": _constant, "JoinedStr": _joined, "FormattedValue": _joined, "BoolOp": _bool_op, "BinOp": _binary,
    "UnaryOp": _unary, "Compare": _compare, "Lambda": _lambda, "IfExp": _if_exp, "Dict": _dict, "Set": _set,
    "Tuple": _tuple, "Call": _call, "keyword": _keyword, "Attribute": _attribute, "Subscript": _subscript,
    "Slice": _slice, "Yield": _yield, "arg": _arg, "arguments": _arguments,
    "Name": lambda node, level: node.id,
    "List": lambda node, level: f"[{_commas(node.elts)}]",
    "Starred": lambda node, level: f"*{_expression(node.value, BOR)}",
    "Await": lambda node, level: _bracketed(f"await {_expression(node.value, ATOM)}" if node.value else "await", level > AWAIT),
    "YieldFrom": lambda node, level: _bracketed(f"yield from {_expression(node.value, ATOM)}", level > YIELD),
    "NamedExpr": lambda node, level: _bracketed(f"{_expression(node.target, ATOM)} := {_expression(node.value, ATOM)}", level > NAMED),
    "ListComp": lambda node, level: f"[{_expression(node.elt)}{_generators(node)}]",
    "SetComp": lambda node, level: f"{{{_expression(node.elt)}{_generators(node)}}}",
    "GeneratorExp": lambda node, level: f"({_expression(node.elt)}{_generators(node)})",
    "DictComp": lambda node, level: f"{{{_expression(node.key)}: {_expression(node.value)}{_generators(node)}}}",
    "comprehension": lambda node, level: _generators(ast.GeneratorExp(None, [node])),
    "alias": lambda node, level: node.name + (f" as {node.asname}" if node.asname else ""),
    "withitem": lambda node, level: _expression(node.context_expr) + (f" as {_expression(node.optional_vars)}" if node.optional_vars else ""),
    "MatchValue": lambda node, level: _expression(node.value),
    "MatchSingleton": lambda node, level: repr(node.value),
    "MatchStar": lambda node, level: f"*{node.name or '_'}",
    "MatchSequence": _match_sequence, "MatchMapping": _match_mapping, "MatchClass": _match_class,
    "MatchAs": _match_as, "MatchOr": _match_or,
    "Load": lambda node, level: "", "Store": lambda node, level: "", "Del": lambda node, level: "",
}

# --- statements --------------------------------------------------------------------------------------------------

class _Statements:
    def __init__(self):
        self.lines = []
        self.depth = 0
    def text(self, module):
        self.body(module)
        return "\n".join(self.lines)
    def line(self, text):
        self.lines.append("    " * self.depth + text)
    def block(self, head, body):
        self.line(head + ":")
        self.depth += 1
        self.statements(body)
        self.depth -= 1
    def statements(self, body):
        for statement in body:
            kind = type(statement)
            while kind.__name__ not in _STATEMENTS:
                kind = kind.__base__
            _STATEMENTS[kind.__name__](self, statement)
    def body(self, node):
        # A docstring keeps its lines.
        body = node.body
        if getattr(body[0] if body else None, "value", None) is not None and isinstance(body[0], ast.Expr):
            text = body[0].value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                printed = ("u" if text.kind == "u" else "") + _string(text.value, _TRIPLE)
                self.line(printed)
                body = body[1:]
        self.statements(body)
    def definition(self, head, node):
        if self.lines:
            self.lines.append("")
        for decorator in node.decorator_list:
            self.line("@" + _expression(decorator))
        self.line(head + ":")
        self.depth += 1
        self.body(node)
        self.depth -= 1
    def function(self, node, word="def"):
        returns = f" -> {_expression(node.returns)}" if node.returns else ""
        self.definition(f"{word} {node.name}({_arguments(node.args)}){returns}", node)
    def class_def(self, node):
        bases = [_expression(base) for base in node.bases] + [_keyword(each) for each in node.keywords]
        self.definition(f"class {node.name}" + (f"({', '.join(bases)})" if bases else ""), node)
    def if_block(self, node):
        word = "if"
        while True:
            self.block(f"{word} {_expression(node.test)}", node.body)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
                break
            node, word = node.orelse[0], "elif"
        self.otherwise(node.orelse)
    def otherwise(self, body, word="else"):
        if body:
            self.block(word, body)
    def for_block(self, node, word="for"):
        self.block(f"{word} {_target(node.target)} in {_expression(node.iter)}", node.body)
        self.otherwise(node.orelse)
    def while_block(self, node):
        self.block(f"while {_expression(node.test)}", node.body)
        self.otherwise(node.orelse)
    def with_block(self, node, word="with"):
        self.block(f"{word} {_commas(node.items)}", node.body)
    def try_block(self, node, star=""):
        self.block("try", node.body)
        for handler in node.handlers:
            kind = f" {_expression(handler.type)}" if handler.type else ""
            name = f" as {handler.name}" if handler.name else ""
            self.block(f"except{star}{kind}{name}", handler.body)
        self.otherwise(node.orelse)
        self.otherwise(node.finalbody, "finally")
    def match_block(self, node):
        self.line(f"match {_expression(node.subject, TEST)}:")
        self.depth += 1
        for case in node.cases:
            self.match_case(case)
        self.depth -= 1
    def match_case(self, node):
        guard = f" if {_expression(node.guard)}" if node.guard else ""
        self.block(f"case {_expression(node.pattern, TEST)}{guard}", node.body)
    def assign(self, node):
        self.line("".join(_target(target) + " = " for target in node.targets) + _expression(node.value))
    def annotated(self, node):
        target = _bracketed(_expression(node.target), not node.simple and isinstance(node.target, ast.Name))
        value = f" = {_expression(node.value)}" if node.value else ""
        self.line(f"{target}: {_expression(node.annotation)}{value}")
    def imported(self, node):
        self.line(f"from {'.' * (node.level or 0)}{node.module or ''} import {_commas(node.names)}")
    def raised(self, node):
        if not node.exc and node.cause:
            raise ValueError("Node can't be used without a value attribute.")
        exc = f" {_expression(node.exc)}" if node.exc else ""
        self.line(f"raise{exc}" + (f" from {_expression(node.cause)}" if node.cause else ""))

_STATEMENTS = {
    "FunctionDef": _Statements.function,
    "AsyncFunctionDef": lambda self, node: self.function(node, "async def"),
    "ClassDef": _Statements.class_def,
    "Return": lambda self, node: self.line("return" + (f" {_expression(node.value)}" if node.value else "")),
    "Delete": lambda self, node: self.line("del " + _commas(node.targets)),
    "Assign": _Statements.assign,
    "AugAssign": lambda self, node: self.line(f"{_expression(node.target)} {_BINARY[type(node.op).__name__][0]}= {_expression(node.value)}"),
    "AnnAssign": _Statements.annotated,
    "For": _Statements.for_block,
    "AsyncFor": lambda self, node: self.for_block(node, "async for"),
    "While": _Statements.while_block,
    "If": _Statements.if_block,
    "With": _Statements.with_block,
    "AsyncWith": lambda self, node: self.with_block(node, "async with"),
    "Match": _Statements.match_block,
    "Raise": _Statements.raised,
    "Try": _Statements.try_block,
    "TryStar": lambda self, node: self.try_block(node, "*"),
    "Assert": lambda self, node: self.line(f"assert {_expression(node.test)}" + (f", {_expression(node.msg)}" if node.msg else "")),
    "Import": lambda self, node: self.line("import " + _commas(node.names)),
    "ImportFrom": _Statements.imported,
    "Global": lambda self, node: self.line("global " + ", ".join(node.names)),
    "Nonlocal": lambda self, node: self.line("nonlocal " + ", ".join(node.names)),
    "Expr": lambda self, node: self.line(_expression(node.value, YIELD)),
    "Pass": lambda self, node: self.line("pass"),
    "Break": lambda self, node: self.line("break"),
    "Continue": lambda self, node: self.line("continue"),
}
