# ast: syntax trees as objects. The parser is ishape's own; its trees have CPython's nodes and fields.
import _ast

PyCF_ONLY_AST = 1024
PyCF_TYPE_COMMENTS = 4096
PyCF_ALLOW_TOP_LEVEL_AWAIT = 8192

class AST:
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    def __init__(self, *args, **kwargs):
        fields = self._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{type(self).__name__} constructor takes at most {len(fields)} positional argument{plural}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name in fields[:len(args)]:
                raise TypeError(f"{type(self).__name__} got multiple values for argument {name!r}")
            setattr(self, name, value)
    def __reduce__(self):
        return type(self), (), self.__dict__

# A line per base: its attributes in brackets, then its nodes. `?` may be missing, `*` is a list.
_GRAMMAR = """
mod []: Module(body* type_ignores*) Interactive(body*) Expression(body) FunctionType(argtypes* returns)
stmt [lineno col_offset end_lineno? end_col_offset?]: FunctionDef(name args body* decorator_list* returns? type_comment?) AsyncFunctionDef(name args body* decorator_list* returns? type_comment?) ClassDef(name bases* keywords* body* decorator_list*) Return(value?) Delete(targets*) Assign(targets* value type_comment?) AugAssign(target op value) AnnAssign(target annotation value? simple) For(target iter body* orelse* type_comment?) AsyncFor(target iter body* orelse* type_comment?) While(test body* orelse*) If(test body* orelse*) With(items* body* type_comment?) AsyncWith(items* body* type_comment?) Match(subject cases*) Raise(exc? cause?) Try(body* handlers* orelse* finalbody*) TryStar(body* handlers* orelse* finalbody*) Assert(test msg?) Import(names*) ImportFrom(module? names* level?) Global(names*) Nonlocal(names*) Expr(value) Pass() Break() Continue()
expr [lineno col_offset end_lineno? end_col_offset?]: BoolOp(op values*) NamedExpr(target value) BinOp(left op right) UnaryOp(op operand) Lambda(args body) IfExp(test body orelse) Dict(keys* values*) Set(elts*) ListComp(elt generators*) SetComp(elt generators*) DictComp(key value generators*) GeneratorExp(elt generators*) Await(value) Yield(value?) YieldFrom(value) Compare(left ops* comparators*) Call(func args* keywords*) FormattedValue(value conversion format_spec?) JoinedStr(values*) Constant(value kind?) Attribute(value attr ctx) Subscript(value slice ctx) Starred(value ctx) Name(id ctx) List(elts* ctx) Tuple(elts* ctx) Slice(lower? upper? step?)
expr_context []: Load() Store() Del()
boolop []: And() Or()
operator []: Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd() FloorDiv()
unaryop []: Invert() Not() UAdd() USub()
cmpop []: Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()
excepthandler [lineno col_offset end_lineno? end_col_offset?]: ExceptHandler(type? name? body*)
pattern [lineno col_offset end_lineno end_col_offset]: MatchValue(value) MatchSingleton(value) MatchSequence(patterns*) MatchMapping(keys* patterns* rest?) MatchClass(cls patterns* kwd_attrs* kwd_patterns*) MatchStar(name?) MatchAs(pattern? name?) MatchOr(patterns*)
type_ignore []: TypeIgnore(lineno tag)
"""
# Nodes that are their own base.
_LONE = """
comprehension []: (target iter ifs* is_async)
arguments []: (posonlyargs* args* vararg? kwonlyargs* kw_defaults* kwarg? defaults*)
arg [lineno col_offset end_lineno? end_col_offset?]: (arg annotation? type_comment?)
keyword [lineno col_offset end_lineno? end_col_offset?]: (arg? value)
alias [lineno col_offset end_lineno? end_col_offset?]: (name asname?)
withitem []: (context_expr optional_vars?)
match_case []: (pattern guard? body*)
"""

def _names(text):
    return tuple(word.rstrip("?*") for word in text.split())

def _class(name, base, fields, **more):
    body = {"__module__": "ast", "_fields": _names(fields), "__match_args__": _names(fields), **more}
    body.update((word[:-1], None) for word in fields.split() if word.endswith("?"))
    globals()[name] = made = type(name, (base,), body)
    return made

def _attributes(text):
    return {"_attributes": _names(text), **{word[:-1]: None for word in text.split() if word.endswith("?")}}

def _make_classes():
    for line in _GRAMMAR.strip().splitlines():
        head, nodes = line.split(": ", 1)
        name, attributes = head.split(" ", 1)
        base = _class(name, AST, "", **_attributes(attributes[1:-1]))
        for node in nodes.split(") "):
            node, fields = node.rstrip(")").split("(")
            _class(node, base, fields)
    for line in _LONE.strip().splitlines():
        head, fields = line.split(": ", 1)
        name, attributes = head.split(" ", 1)
        _class(name, AST, fields[1:-1], **_attributes(attributes[1:-1]))

_make_classes()
_ast.use(AST, globals())

# The names that literals had before Constant.

class _Literal(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, Constant) and type(instance.value) in cls._types
    def __call__(cls, *args, **kwargs):
        for old in ("n", "s"):
            if old in kwargs:
                kwargs["value"] = kwargs.pop(old)
        return Constant(*args, **kwargs) if cls.__name__ != "Ellipsis" else Constant(..., *args, **kwargs)

def _value(self):
    return self.value

def _set_value(self, value):
    self.value = value

Constant.n = Constant.s = property(_value, _set_value)
for _name, _fields, _types in [
    ("Num", ("n",), (int, float, complex)), ("Str", ("s",), (str,)), ("Bytes", ("s",), (bytes,)),
    ("NameConstant", ("value", "kind"), (type(None), bool)), ("Ellipsis", (), (type(...),)),
]:
    globals()[_name] = _Literal(_name, (Constant,), {"__module__": "ast", "_fields": _fields, "_types": _types})

def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None):
    return compile(source, filename, mode, PyCF_ONLY_AST)

def iter_fields(node):
    for name in node._fields:
        try:
            yield name, getattr(node, name)
        except AttributeError:
            pass

def iter_child_nodes(node):
    for _, value in iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, AST):
                yield child

def walk(node):
    todo = [node]
    for each in todo:
        todo.extend(iter_child_nodes(each))
        yield each

def copy_location(new_node, old_node):
    for name in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or (hasattr(old_node, name) and name.startswith("end_")):
                setattr(new_node, name, value)
    return new_node

def fix_missing_locations(node):
    def fix(node, place):
        if place is not None:
            for name, inherited in list(place.items()):
                if name in node._attributes:
                    if getattr(node, name, None) is None and (name.startswith("end_") or not hasattr(node, name)):
                        setattr(node, name, inherited)
                    else:
                        place[name] = getattr(node, name)
        for child in iter_child_nodes(node):
            fix(child, dict(place))
    fix(node, {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 0})
    return node

def increment_lineno(node, n=1):
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, "lineno", 0) + n
            continue
        for name in ("lineno", "end_lineno"):
            if name in child._attributes and getattr(child, name, 0) is not None:
                setattr(child, name, getattr(child, name, 0) + n)
    return node

def get_docstring(node, clean=True):
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    first = node.body[0] if node.body else None
    if not isinstance(first, Expr) or not isinstance(first.value, Constant) or not isinstance(first.value.value, str):
        return None
    text = first.value.value
    if clean:
        import inspect
        text = inspect.cleandoc(text)
    return text

def get_source_segment(source, node, *, padded=False):
    start, end = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
    first, last = getattr(node, "col_offset", None), getattr(node, "end_col_offset", None)
    if None in (start, end, first, last):
        return None
    lines = _lines(source)
    cut = lambda line, low, high: line.encode()[low:high].decode()
    if start == end:
        return cut(lines[start - 1], first, last)
    head = lines[start - 1]
    padding = ""
    if padded:
        padding = "".join(c if c in "\f\t" else " " for c in cut(head, 0, first))
    return padding + cut(head, first, None) + "".join(lines[start:end - 1]) + cut(lines[end - 1], 0, last)

def _lines(source):
    # Only \r, \n and both end a line; form feeds don't.
    import re
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", source)

def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
    if not isinstance(node, AST):
        raise TypeError("expected AST, got %r" % node.__class__.__name__)
    if isinstance(indent, int):
        indent = " " * indent
    return _dumped(node, 0, annotate_fields, include_attributes, indent)[0]

def _dumped(node, level, annotate, attributes, indent):
    # The text, and whether it is short enough to stand with others on a line.
    if not isinstance(node, (AST, list)):
        return repr(node), True
    level += 1
    separator, start = (", ", "") if indent is None else (",\n" + indent * level, "\n" + indent * level)
    if isinstance(node, list):
        if not node:
            return "[]", True
        items = [_dumped(item, level, annotate, attributes, indent)[0] for item in node]
        return f"[{start}{separator.join(items)}]", False
    parts, simple, named = [], True, annotate
    cls = type(node)
    def add(name, value, keyword):
        nonlocal simple
        text, short = _dumped(value, level, annotate, attributes, indent)
        simple = simple and short
        parts.append(f"{name}={text}" if keyword else text)
    for name in node._fields:
        try:
            value = getattr(node, name)
        except AttributeError:
            named = True
            continue
        if value is None and getattr(cls, name, ...) is None:
            named = True
            continue
        add(name, value, named)
    if attributes:
        for name in node._attributes:
            value = getattr(node, name, ...)
            if value is ... or (value is None and getattr(cls, name, ...) is None):
                continue
            add(name, value, True)
    name = cls.__name__
    if simple and len(parts) <= 3:
        return f"{name}({', '.join(parts)})", not parts
    return f"{name}({start}{separator.join(parts)})", False

class NodeVisitor:
    def visit(self, node):
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)
    def visit_Constant(self, node):
        # Visitors written before Constant have a method for each kind of literal.
        for cls in (Num, Str, Bytes, NameConstant, Ellipsis):
            if isinstance(node, cls):
                old = getattr(self, "visit_" + cls.__name__, None)
                if old is not None:
                    return old(node)
        return self.generic_visit(node)
    def generic_visit(self, node):
        for _, value in iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, AST):
                    self.visit(child)

class NodeTransformer(NodeVisitor):
    def generic_visit(self, node):
        for name, old in iter_fields(node):
            if isinstance(old, list):
                kept = []
                for value in old:
                    if isinstance(value, AST):
                        value = self.visit(value)
                        if value is None:
                            continue
                        if not isinstance(value, AST):
                            kept.extend(value)
                            continue
                    kept.append(value)
                old[:] = kept
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
        return node

def literal_eval(node_or_string):
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval")
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _literal(node_or_string)

def _malformed(node):
    line = getattr(node, "lineno", None)
    where = f" on line {line}" if line else ""
    raise ValueError(f"malformed node or string{where}: {node!r}")

def _number(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value

def _signed(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    return _number(node)

def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set" and node.args == node.keywords == []:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_literal, node.keys), map(_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _signed(node.left), _number(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _signed(node)

def unparse(ast_obj):
    from _unparse import text_of
    return text_of(ast_obj)
