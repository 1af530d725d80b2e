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

def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias) or not isinstance(annotation, type):
        return repr(annotation)
    if annotation.__module__ in ("builtins", base_module):
        return annotation.__qualname__
    return f"{annotation.__module__}.{annotation.__qualname__}"

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
    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return signature(obj, follow_wrapped=follow_wrapped)
    def replace(self, *, parameters=None, return_annotation=_empty):
        return Signature(self.parameters.values() if parameters is None else parameters, return_annotation=self.return_annotation if return_annotation is _empty else return_annotation)
    def _key(self):
        return [(p.name, p.kind, p.default, p.annotation) for p in self.parameters.values()], self.return_annotation
    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Signature) else NotImplemented
    def __hash__(self):
        return hash(tuple(self.parameters))
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

def _partial_signature(found, partial):
    # What is left to give: positions taken are gone, keywords given are defaults behind a star.
    given = found.bind_partial(*partial.args, **partial.keywords)
    left, keyword_only = [], False
    for i, p in enumerate(found.parameters.values()):
        if p.name in partial.keywords and p.kind not in (2, 4):
            keyword_only = True
            left.append(p.replace(kind=Parameter.KEYWORD_ONLY, default=partial.keywords[p.name]))
        elif p.kind in (0, 1) and i < len(partial.args):
            continue
        elif keyword_only and p.kind == 1:
            left.append(p.replace(kind=Parameter.KEYWORD_ONLY))
        elif not (keyword_only and p.kind == 2):
            left.append(p)
    return Signature(left, return_annotation=found.return_annotation)

def signature(obj, *, follow_wrapped=True):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    import functools
    if isinstance(obj, functools.partial):
        return _partial_signature(signature(obj.func), obj)
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

def getmodule(object, _filename=None):
    import sys
    if ismodule(object):
        return object
    name = getattr(object, "__module__", None)
    if name is None and isframe(object):
        name = object.f_globals.get("__name__")
    return sys.modules.get(name)

def unwrap(func):
    while hasattr(func, "__wrapped__"):
        func = func.__wrapped__
    return func

class FullArgSpec(tuple):
    _fields = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")
    def __new__(cls, *values):
        return tuple.__new__(cls, values)
    def __repr__(self):
        return f"FullArgSpec({', '.join([f'{name}={value!r}' for name, value in zip(self._fields, self)])})"

for _i, _name in enumerate(FullArgSpec._fields):
    setattr(FullArgSpec, _name, property(lambda self, i=_i: self[i]))

class ArgInfo(tuple):
    _fields = ("args", "varargs", "keywords", "locals")
    def __new__(cls, *values):
        return tuple.__new__(cls, values)
    def __repr__(self):
        return f"ArgInfo({', '.join([f'{name}={value!r}' for name, value in zip(self._fields, self)])})"

for _i, _name in enumerate(ArgInfo._fields):
    setattr(ArgInfo, _name, property(lambda self, i=_i: self[i]))

def getargvalues(frame):
    code = frame.f_code
    names, count = list(code.co_varnames), code.co_argcount + code.co_kwonlyargcount
    rest = names[count:]
    varargs = rest.pop(0) if code.co_flags & 4 else None
    varkw = rest.pop(0) if code.co_flags & 8 else None
    return ArgInfo(names[:count], varargs, varkw, frame.f_locals)

def getfullargspec(func):
    sig = _signature_of(func)
    kinds = list(sig.parameters.values())
    notes = {p.name: p.annotation for p in kinds if p.annotation is not _empty}
    if sig.return_annotation is not _empty:
        notes["return"] = sig.return_annotation
    return FullArgSpec(
        [p.name for p in kinds if p.kind <= 1],
        next((p.name for p in kinds if p.kind == 2), None),
        next((p.name for p in kinds if p.kind == 4), None),
        tuple([p.default for p in kinds if p.kind <= 1 and p.default is not _empty]) or None,
        [p.name for p in kinds if p.kind == 3],
        {p.name: p.default for p in kinds if p.kind == 3 and p.default is not _empty} or None,
        notes,
    )

def _signature_of(func):
    # With self, which signature() leaves out of bound methods.
    return signature(func.__func__ if isinstance(func, types.MethodType) else func)

# --- source --------------------------------------------------------------------------------------------------------

def _code_of(object):
    if isinstance(object, types.MethodType):
        object = object.__func__
    object = unwrap(object)
    if isinstance(object, types.FunctionType):
        object = object.__code__
    if isinstance(object, types.FrameType):
        object = object.f_code
    return object if isinstance(object, types.CodeType) else None

def _found(object):
    import _host
    if isinstance(object, type):
        return _class_source(object)
    if ismodule(object):
        if getattr(object, "__file__", None) is None:
            raise TypeError(f"{object!r} is a built-in module")
        with open(object.__file__) as f:
            return object.__file__, f.read().split("\n"), 1, None
    code = _code_of(object)
    if code is None:
        raise TypeError(f"module, class, method, function, traceback, frame, or code object was expected, got {type(object).__name__}")
    found = _host.source_of(code)
    if found is None or found[0].startswith("<torch"):
        raise OSError("could not get source code")
    return found

def _class_source(cls):
    import re
    import _host
    import sys
    lines = None
    for each in vars(cls).values():
        code = _code_of(getattr(each, "__func__", getattr(each, "fget", each)))
        found = None if code is None else _host.source_of(code)
        if found is not None:
            name, lines = found[0], found[1]
            break
    if lines is None:
        module = sys.modules.get(cls.__module__)
        if getattr(module, "__file__", None) is None:
            raise TypeError(f"{cls!r} is a built-in class")
        name = module.__file__
        with open(name) as f:
            lines = f.read().split("\n")
    pattern = re.compile(rf"^(\s*)class\s+{re.escape(cls.__name__)}\b")
    for at, line in enumerate(lines):
        if pattern.match(line):
            start = at
            while start > 0 and lines[start - 1].lstrip().startswith("@"):
                start -= 1
            return name, lines, start + 1, None
    raise OSError("could not find class definition")

def getblock(lines):
    # The first statement at the left margin of the lines with what is indented under it.
    indent = len(lines[0]) - len(lines[0].lstrip())
    end, begun = 0, False
    for i, line in enumerate(lines):
        text = line.strip()
        if begun and text and not text.startswith("#") and len(line) - len(line.lstrip()) <= indent and not text.startswith((")", "]", "}")):
            break
        if not begun and text.startswith(("class ", "def ", "async def ")):
            begun = True
        if text and not (begun and text.startswith("#") and len(line) - len(line.lstrip()) <= indent):
            end = i + 1
    return lines[:end]

def getsourcelines(object):
    name, lines, first, last = _found(object)
    if ismodule(object):
        return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else []), 0
    if last is None:
        block = getblock(lines[first - 1:])
    else:
        while first > 1 and lines[first - 2].lstrip().startswith("@"):
            first -= 1
        block = lines[first - 1:last]
    return [line + "\n" for line in block], first

def getsource(object):
    return "".join(getsourcelines(object)[0])

def getsourcefile(object):
    return getfile(object)

def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isinstance(object, type):
        import sys
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        raise TypeError(f"{object!r} is a built-in class")
    return _found(object)[0]

getabsfile = getfile

def getcomments(object):
    try:
        _, lines, first, _ = _found(object)
    except (OSError, TypeError):
        return None
    start = first - 1
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return "".join([line.lstrip() + "\n" for line in lines[start:first - 1]]) or None

def getmodulename(path):
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None

def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    notes = dict(getattr(obj, "__annotations__", None) or {}) if not isinstance(obj, type) else dict(obj.__dict__.get("__annotations__", {}))
    if eval_str:
        import sys
        space = globals or getattr(obj, "__globals__", None) or vars(sys.modules.get(getattr(obj, "__module__", None)) or sys)
        notes = {key: eval(value, space, locals) if isinstance(value, str) else value for key, value in notes.items()}
    return notes

def getcallargs(func, /, *positional, **named):
    bound = _signature_of(func).bind(*([func.__self__] if isinstance(func, types.MethodType) else []), *positional, **named)
    bound.apply_defaults()
    return bound.arguments

def getattr_static(obj, attr, default=_empty):
    for space in [getattr(obj, "__dict__", {}), *[c.__dict__ for c in (obj if isinstance(obj, type) else type(obj)).__mro__]]:
        if attr in space:
            return space[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default

def isawaitable(object):
    return isinstance(object, types.CoroutineType) or hasattr(object, "__await__")

def iscoroutine(object):
    return isinstance(object, types.CoroutineType)

def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)

def iscode(object):
    return isinstance(object, types.CodeType)

def isframe(object):
    return isinstance(object, types.FrameType)

def istraceback(object):
    return isinstance(object, types.TracebackType)

def isdatadescriptor(object):
    return not isinstance(object, (type, types.FunctionType, types.MethodType)) and (hasattr(type(object), "__set__") or hasattr(type(object), "__delete__"))

def ismethoddescriptor(object):
    return not isinstance(object, (type, types.FunctionType, types.MethodType)) and hasattr(type(object), "__get__") and not hasattr(type(object), "__set__")

def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)

def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"

def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_frame is None:
        return GEN_CLOSED
    return GEN_SUSPENDED if generator.gi_suspended else GEN_CREATED

CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"

def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_frame is None:
        return CORO_CLOSED
    return CORO_SUSPENDED if coroutine.cr_suspended else CORO_CREATED

def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    return {} if generator.gi_frame is None else generator.gi_frame.f_locals

def getcoroutinelocals(coroutine):
    return {} if coroutine.cr_frame is None else coroutine.cr_frame.f_locals

def stack(context=1):
    import sys
    return getouterframes(sys._getframe(1))

class FrameInfo(tuple):
    def __new__(cls, frame, filename, lineno, function, code_context, index):
        return tuple.__new__(cls, (frame, filename, lineno, function, code_context, index))
    frame = property(lambda self: self[0])
    filename = property(lambda self: self[1])
    lineno = property(lambda self: self[2])
    function = property(lambda self: self[3])
    code_context = property(lambda self: self[4])
    index = property(lambda self: self[5])

def getouterframes(frame, context=1):
    import _host
    found = []
    while frame is not None:
        if not frame.f_code.co_filename.startswith("<torch"):
            line = _host.line_of(frame)
            found.append(FrameInfo(frame, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, [line + "\n"] if line else None, 0 if line else None))
        frame = frame.f_back
    return found

def getframeinfo(frame, context=1):
    return getouterframes(frame)[0]
