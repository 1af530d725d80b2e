import types

from _inspect_signature import BoundArguments, Parameter, Signature, formatannotation, signature, _empty, _void

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
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None

def _inherited_doc(object):
    # Of a class, or of what a class has by a name, where a base has it documented.
    if isinstance(object, type):
        return next((base.__doc__ for base in object.__mro__[:-1] if base.__doc__ is not None), None)
    if isinstance(object, types.MethodType):
        owner = object.__self__ if isinstance(object.__self__, type) else type(object.__self__)
        name = object.__func__.__name__
    else:
        function = object.fget if isinstance(object, property) else object
        name = getattr(function, "__name__", None)
        owner = _owner(function) if isinstance(function, types.FunctionType) else None
    docs = [getattr(getattr(base, name, None), "__doc__", None) for base in getattr(owner, "__mro__", ())]
    return next((doc for doc in docs if doc is not None), None)

def _owner(function):
    # The class that a function is written in, as far as its qualified name leads there.
    import sys
    found = sys.modules.get(function.__module__)
    for part in function.__qualname__.split(".")[:-1]:
        found = getattr(found, part, None)
    return found if isinstance(found, type) else None

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

def unwrap(func, *, stop=None):
    first, seen = func, {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen.add(id(func))
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
