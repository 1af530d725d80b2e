# inspect: signatures, their parameters, and what arguments bind to them.
import types
from collections import OrderedDict

class _empty:
    pass

class _void:
    pass

class _Kind(int):
    def __new__(cls, value, name, description):
        self = int.__new__(cls, value)
        self.name, self.description = name, description
        return self
    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"
    def __str__(self):
        return self.name
    def __reduce__(self):
        return getattr, (Parameter, self.name)
    value = property(int)

def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias) or not isinstance(annotation, type):
        return repr(annotation)
    if annotation.__module__ in ("builtins", base_module):
        return annotation.__qualname__
    return f"{annotation.__module__}.{annotation.__qualname__}"

class Parameter:
    POSITIONAL_ONLY = _Kind(0, "POSITIONAL_ONLY", "positional-only")
    POSITIONAL_OR_KEYWORD = _Kind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
    VAR_POSITIONAL = _Kind(2, "VAR_POSITIONAL", "variadic positional")
    KEYWORD_ONLY = _Kind(3, "KEYWORD_ONLY", "keyword-only")
    VAR_KEYWORD = _Kind(4, "VAR_KEYWORD", "variadic keyword")
    empty = _empty
    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not isinstance(kind, int) or kind not in _KINDS:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        kind = _KINDS[kind]
        if default is not _empty and kind in (2, 4):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # What a comprehension iterates over.
            if kind != 1:
                raise ValueError(f"implicit arguments must be passed as positional or keyword arguments, not {kind.description}")
            kind, name = Parameter.POSITIONAL_ONLY, f"implicit{name[1:]}"
        if not name.isidentifier() or kind != 0 and _is_keyword(name):
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name, self._kind, self._default, self._annotation = name, kind, default, annotation
    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}
    def __setstate__(self, state):
        self._default, self._annotation = state["_default"], state["_annotation"]
    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default, annotation=self._annotation if annotation is _void else annotation)
    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += f": {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if self._annotation is not _empty else f"={self._default!r}"
        return "*" + text if self._kind == 2 else "**" + text if self._kind == 4 else text
    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'
    def _key(self):
        return self._name, int(self._kind), self._default, self._annotation
    def __hash__(self):
        return hash(self._key())
    def __eq__(self, other):
        return self is other or (self._key() == other._key() if isinstance(other, Parameter) else NotImplemented)

_KINDS = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL, Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD)

def _is_keyword(name):
    from keyword import iskeyword
    return iskeyword(name)

class BoundArguments:
    __slots__ = ("arguments", "_signature")
    def __init__(self, signature, arguments):
        self.arguments, self._signature = arguments, signature
    signature = property(lambda self: self._signature)
    @property
    def args(self):
        out = []
        for p in self._signature.parameters.values():
            if p.kind in (3, 4) or p.name not in self.arguments:
                break
            out.extend(self.arguments[p.name]) if p.kind == 2 else out.append(self.arguments[p.name])
        return tuple(out)
    @property
    def kwargs(self):
        out, begun = {}, False
        for p in self._signature.parameters.values():
            # From the first that is not given in its place, all go by name.
            begun = begun or p.kind in (3, 4) or p.name not in self.arguments
            if begun and p.name in self.arguments:
                value = self.arguments[p.name]
                out.update(value if p.kind == 4 else {p.name: value})
        return out
    def apply_defaults(self):
        full = {}
        for p in self._signature.parameters.values():
            if p.name in self.arguments:
                full[p.name] = self.arguments[p.name]
            elif p.default is not _empty:
                full[p.name] = p.default
            elif p.kind in (2, 4):
                full[p.name] = () if p.kind == 2 else {}
        self.arguments = full
    def __eq__(self, other):
        if self is other:
            return True
        return self._signature == other._signature and self.arguments == other.arguments if isinstance(other, BoundArguments) else NotImplemented
    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}
    def __setstate__(self, state):
        self._signature, self.arguments = state["_signature"], state["arguments"]
    def __repr__(self):
        return f"<{type(self).__name__} ({', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])})>"

class Signature:
    empty = _empty
    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    def __init__(self, parameters=None, *, return_annotation=_empty):
        found = OrderedDict()
        last, defaults = Parameter.POSITIONAL_ONLY, False
        for p in parameters or ():
            if p.kind < last:
                raise ValueError(f"wrong parameter order: {last.description} parameter before {p.kind.description} parameter")
            last = p.kind
            if p.kind <= 1:
                if defaults and p.default is _empty:
                    raise ValueError("non-default argument follows default argument")
                defaults = p.default is not _empty
            if p.name in found:
                raise ValueError(f"duplicate parameter name: {p.name!r}")
            found[p.name] = p
        self._parameters, self._return_annotation = types.MappingProxyType(found), return_annotation
    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)
    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _of(obj, cls, follow_wrapped, {"globals": globals, "locals": locals, "eval_str": eval_str})
    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self._parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)
    def _key(self):
        # Those that are given by name are in any order.
        ordered = tuple([p for p in self._parameters.values() if p.kind != 3])
        return ordered, {p.name: p for p in self._parameters.values() if p.kind == 3}, self._return_annotation
    def __hash__(self):
        ordered, named, returned = self._key()
        return hash((ordered, frozenset(named.values()), returned))
    def __eq__(self, other):
        return self is other or (self._key() == other._key() if isinstance(other, Signature) else NotImplemented)
    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}
    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]
    def __str__(self):
        parts = []
        slash = star = False
        for p in self._parameters.values():
            if slash and p.kind != 0:
                parts.append("/")
            slash = p.kind == 0
            if p.kind == 3 and not star:
                parts.append("*")
            star = star or p.kind in (2, 3)
            parts.append(str(p))
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        return text if self._return_annotation is _empty else f"{text} -> {formatannotation(self._return_annotation)}"
    def __repr__(self):
        return f"<{type(self).__name__} {self}>"
    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs)
    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, partial=True)
    def _bind(self, args, kwargs, *, partial=False):
        found, args, kwargs = {}, list(args), dict(kwargs)
        for p in self._parameters.values():
            if p.kind == 2:
                if args:
                    found[p.name], args = tuple(args), []
            elif p.kind == 4:
                continue
            elif args and p.kind <= 1:
                if p.name in kwargs and p.kind == 1:
                    raise TypeError(f"multiple values for argument {p.name!r}")
                found[p.name] = args.pop(0)
            elif args and p.kind == 3 and not any(each.kind == 2 for each in self._parameters.values()):
                raise TypeError("too many positional arguments")
            elif p.name in kwargs and p.kind != 0:
                found[p.name] = kwargs.pop(p.name)
            elif p.name in kwargs and p.default is _empty:
                raise TypeError(f"{p.name!r} parameter is positional only, but was passed as a keyword")
            elif p.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {p.name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            rest = next((p for p in self._parameters.values() if p.kind == 4), None)
            if rest is None:
                name = next(iter(kwargs))
                known = self._parameters.get(name)
                if known is not None and known.kind == 0:
                    raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
                raise TypeError(f"got an unexpected keyword argument {name!r}")
            found[rest.name] = kwargs
        return self._bound_arguments_cls(self, found)

def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)

def _bound(found):
    # Without the first positional parameter, which a bound method has.
    parameters = list(found.parameters.values())
    if not parameters or parameters[0].kind in (3, 4):
        raise ValueError("invalid method signature")
    return found.replace(parameters=parameters[1:] if parameters[0].kind <= 1 else parameters)

def _written(cls, name):
    method = getattr(cls, name, None)
    return method if isinstance(method, (types.FunctionType, types.MethodType)) or hasattr(method, "__wrapped__") else None

def _of(obj, cls, follow_wrapped, notes):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        return _bound(_of(obj.__func__, cls, follow_wrapped, notes))
    if follow_wrapped:
        from inspect import unwrap
        obj = unwrap(obj, stop=lambda each: hasattr(each, "__signature__") or isinstance(each, types.MethodType))
        if isinstance(obj, types.MethodType):
            return _of(obj, cls, follow_wrapped, notes)
    given = getattr(obj, "__signature__", None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
        return given
    if isinstance(obj, types.FunctionType):
        return _of_function(obj, cls, notes)
    import functools
    if isinstance(obj, functools.partial):
        return _partial_signature(_of(obj.func, cls, follow_wrapped, notes), obj)
    if isinstance(obj, type):
        return _of_class(obj, cls, follow_wrapped, notes)
    if isinstance(obj, (types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType)):
        return _of_builtin(obj, cls)
    call = getattr(type(obj), "__call__", None)
    return _bound(_of(call, cls, follow_wrapped, notes))

_ANYTHING = "(self, /, *args, **kwargs)"

def _of_builtin(obj, cls):
    text = getattr(obj, "__text_signature__", None) or (_ANYTHING if obj.__name__ in ("__call__", "__init__") else None)
    if text is None:
        raise ValueError(f"no signature found for builtin {obj!r}")
    space = {}
    exec(f"def found{text}: pass", space)
    found = _of_function(space["found"], cls, {})
    bound = not isinstance(obj, (types.MethodDescriptorType, types.WrapperDescriptorType)) and next(iter(found.parameters), None) in ("self", "cls")
    return _bound(found) if bound else found

def _of_class(obj, cls, follow_wrapped, notes):
    call = _written(type(obj), "__call__")
    if call is not None:
        return _bound(_of(call, cls, follow_wrapped, notes))
    new, init = _written(obj, "__new__"), _written(obj, "__init__")
    for base in obj.__mro__:
        if "_fields" in base.__dict__ and "__new__" in base.__dict__ and issubclass(base, tuple):
            # The constructor of named tuples is native: it takes the fields.
            required = len(base._fields) - len(base.__new__.__defaults__ or ())
            return cls([cls._parameter_cls(name, Parameter.POSITIONAL_OR_KEYWORD, default=_empty if i < required else base.__new__.__defaults__[i - required])
                        for i, name in enumerate(base._fields)])
        if new is not None and "__new__" in base.__dict__:
            return _bound(_of(new, cls, follow_wrapped, notes))
        if init is not None and "__init__" in base.__dict__:
            return _bound(_of(init, cls, follow_wrapped, notes))
    if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
        return cls()
    home = next(base for base in obj.__mro__ if "__new__" in base.__dict__ or "__init__" in base.__dict__)
    if home.__module__ == "builtins":
        raise ValueError(f"no signature found for builtin type {obj!r}")
    return _bound(_of(obj.__init__, cls, follow_wrapped, notes))

def _of_function(func, cls, notes):
    from inspect import get_annotations
    code, defaults, named = func.__code__, func.__defaults__ or (), func.__kwdefaults__ or {}
    names, count = code.co_varnames, code.co_argcount
    annotations = get_annotations(func, **notes)
    parameters = []
    def add(name, kind, default=_empty):
        parameters.append(cls._parameter_cls(name, kind, default=default, annotation=annotations.get(name, _empty)))
    for i, name in enumerate(names[:count]):
        at = i - (count - len(defaults))
        add(name, Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD, defaults[at] if at >= 0 else _empty)
    at = count + code.co_kwonlyargcount
    if code.co_flags & 4:
        add(names[at], Parameter.VAR_POSITIONAL)
        at += 1
    for name in names[count:count + code.co_kwonlyargcount]:
        add(name, Parameter.KEYWORD_ONLY, named.get(name, _empty))
    if code.co_flags & 8:
        add(names[at], Parameter.VAR_KEYWORD)
    return cls(parameters, return_annotation=annotations.get("return", _empty))

def _partial_signature(found, partial):
    # What is left to give: positions taken are gone, keywords given are defaults behind a star.
    try:
        found.bind_partial(*partial.args, **partial.keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    left, keyword_only = [], False
    for i, p in enumerate(found.parameters.values()):
        if p.kind <= 1 and i < len(partial.args):
            continue
        if p.name in partial.keywords and p.kind in (1, 3):
            keyword_only = True
            left.append(p.replace(kind=Parameter.KEYWORD_ONLY, default=partial.keywords[p.name]))
        elif keyword_only and p.kind == 1:
            left.append(p.replace(kind=Parameter.KEYWORD_ONLY))
        elif not (keyword_only and p.kind == 2):
            left.append(p)
    return found.replace(parameters=left)

for _each in (_empty, _void, Parameter, BoundArguments, Signature, signature, formatannotation):
    _each.__module__ = "inspect"
