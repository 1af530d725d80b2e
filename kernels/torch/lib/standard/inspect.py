import types

class _empty:
    pass

class _Kind(int):
    def __new__(cls, value, name):
        self = int.__new__(cls, value)
        self.name = name
        return self
    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"
    def __str__(self):
        return self.name

def formatannotation(annotation):
    if isinstance(annotation, type) and annotation.__module__ in ("builtins", "__main__"):
        return annotation.__qualname__
    if isinstance(annotation, type):
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")

class Parameter:
    POSITIONAL_ONLY = _Kind(0, "POSITIONAL_ONLY")
    POSITIONAL_OR_KEYWORD = _Kind(1, "POSITIONAL_OR_KEYWORD")
    VAR_POSITIONAL = _Kind(2, "VAR_POSITIONAL")
    KEYWORD_ONLY = _Kind(3, "KEYWORD_ONLY")
    VAR_KEYWORD = _Kind(4, "VAR_KEYWORD")
    empty = _empty
    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation
    def replace(self, **kw):
        return Parameter(kw.get("name", self.name), kw.get("kind", self.kind), default=kw.get("default", self.default), annotation=kw.get("annotation", self.annotation))
    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += f": {formatannotation(self.annotation)}"
        if self.default is not _empty:
            text += f" = {self.default!r}" if self.annotation is not _empty else f"={self.default!r}"
        return "*" + text if self.kind == 2 else "**" + text if self.kind == 4 else text
    def __repr__(self):
        return f'<Parameter "{self}">'

class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments
    @property
    def args(self):
        out = []
        for p in self.signature.parameters.values():
            if p.kind in (3, 4) or p.name not in self.arguments:
                break
            out.extend(self.arguments[p.name]) if p.kind == 2 else out.append(self.arguments[p.name])
        return tuple(out)
    @property
    def kwargs(self):
        out = {}
        for p in self.signature.parameters.values():
            if p.name in self.arguments and p.kind == 3:
                out[p.name] = self.arguments[p.name]
            elif p.name in self.arguments and p.kind == 4:
                out.update(self.arguments[p.name])
        return out
    def apply_defaults(self):
        full = {}
        for p in self.signature.parameters.values():
            if p.name in self.arguments:
                full[p.name] = self.arguments[p.name]
            elif p.default is not _empty:
                full[p.name] = p.default
            elif p.kind == 2:
                full[p.name] = ()
            elif p.kind == 4:
                full[p.name] = {}
        self.arguments = full

class Signature:
    empty = _empty
    def __init__(self, parameters=(), *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters}
        self.return_annotation = return_annotation
    def __str__(self):
        parts = []
        slash = star = False
        for p in self.parameters.values():
            if slash and p.kind != 0:
                parts.append("/")
                slash = False
            if p.kind == 0:
                slash = True
            if p.kind == 2:
                star = True
            if p.kind == 3 and not star:
                parts.append("*")
                star = True
            parts.append(str(p))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        return text if self.return_annotation is _empty else f"{text} -> {formatannotation(self.return_annotation)}"
    def __repr__(self):
        return f"<Signature {self}>"
    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs, False)
    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)
    def _bind(self, args, kwargs, partial):
        found = {}
        args = list(args)
        kwargs = dict(kwargs)
        for p in self.parameters.values():
            if p.kind == 2:
                if args:
                    found[p.name] = tuple(args)
                args = []
            elif p.kind == 4:
                if kwargs:
                    found[p.name] = kwargs
                kwargs = {}
            elif args and p.kind in (0, 1):
                if p.name in kwargs and p.kind == 1:
                    raise TypeError(f"multiple values for argument {p.name!r}")
                found[p.name] = args.pop(0)
            elif p.name in kwargs and p.kind != 0:
                found[p.name] = kwargs.pop(p.name)
            elif p.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {p.name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, found)

def signature(obj, *, follow_wrapped=True):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        found = signature(obj.__func__)
        return Signature(list(found.parameters.values())[1:], return_annotation=found.return_annotation)
    if isinstance(obj, type):
        init = getattr(obj, "__init__", None)
        if isinstance(init, types.FunctionType):
            found = signature(init)
            return Signature(list(found.parameters.values())[1:], return_annotation=found.return_annotation)
        return Signature()
    if not isinstance(obj, types.FunctionType):
        wrapped = getattr(obj, "__wrapped__", None) or getattr(type(obj), "__call__", None)
        if isinstance(wrapped, types.FunctionType):
            found = signature(wrapped)
            drop = 0 if getattr(obj, "__wrapped__", None) is not None else 1
            return Signature(list(found.parameters.values())[drop:], return_annotation=found.return_annotation)
        raise ValueError(f"no signature found for builtin {obj!r}")
    if follow_wrapped and hasattr(obj, "__wrapped__"):
        return signature(obj.__wrapped__)
    code = obj.__code__
    names = code.co_varnames
    count = code.co_argcount
    keywords = code.co_kwonlyargcount
    notes = obj.__annotations__
    defaults = obj.__defaults__ or ()
    params = []
    for i, name in enumerate(names[:count]):
        at = i - (count - len(defaults))
        kind = Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD
        params.append(Parameter(name, kind, default=defaults[at] if at >= 0 else _empty, annotation=notes.get(name, _empty)))
    at = count + keywords
    if code.co_flags & 4:
        params.append(Parameter(names[at], Parameter.VAR_POSITIONAL, annotation=notes.get(names[at], _empty)))
        at += 1
    for name in names[count:count + keywords]:
        params.append(Parameter(name, Parameter.KEYWORD_ONLY, default=(obj.__kwdefaults__ or {}).get(name, _empty), annotation=notes.get(name, _empty)))
    if code.co_flags & 8:
        params.append(Parameter(names[at], Parameter.VAR_KEYWORD, annotation=notes.get(names[at], _empty)))
    return Signature(params, return_annotation=notes.get("return", _empty))

def isclass(object):
    return isinstance(object, type)

def isfunction(object):
    return isinstance(object, types.FunctionType)

def ismethod(object):
    return isinstance(object, types.MethodType)

def ismodule(object):
    return isinstance(object, types.ModuleType)

def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)

def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object)

def isgenerator(object):
    return isinstance(object, types.GeneratorType)

def isabstract(object):
    return bool(getattr(object, "__abstractmethods__", None))

def isgeneratorfunction(object):
    return isfunction(object) and bool(object.__code__.co_flags & 32)

def isasyncgenfunction(object):
    return isfunction(object) and bool(object.__code__.co_flags & 512)

def iscoroutinefunction(object):
    return isfunction(object) and bool(object.__code__.co_flags & 128)

def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found

def getmro(cls):
    return cls.__mro__

def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None

def cleandoc(doc):
    import textwrap
    first, _, rest = doc.expandtabs().partition("\n")
    return (first.lstrip() + ("\n" + textwrap.dedent(rest) if rest else "")).strip("\n")

def currentframe():
    import sys
    return sys._getframe(1)

def getmodule(object):
    import sys
    return sys.modules.get(getattr(object, "__module__", None))

def unwrap(func):
    while hasattr(func, "__wrapped__"):
        func = func.__wrapped__
    return func

def getfullargspec(func):
    sig = signature(func)
    kinds = list(sig.parameters.values())
    result = types.SimpleNamespace()
    result.args = [p.name for p in kinds if p.kind <= 1]
    result.varargs = next((p.name for p in kinds if p.kind == 2), None)
    result.varkw = next((p.name for p in kinds if p.kind == 4), None)
    result.defaults = tuple(p.default for p in kinds if p.kind <= 1 and p.default is not _empty) or None
    result.kwonlyargs = [p.name for p in kinds if p.kind == 3]
    return result
