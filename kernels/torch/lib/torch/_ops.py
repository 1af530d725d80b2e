# torch._ops: the operators by their native names, and those that programs declare.
import torch
from torch._schema import FunctionSchema

_operators = {}
# How many guards hold: those under which an operator's own kernel runs, and those that leave an autocast's out.
_below = [0, 0]


class BelowAutograd:
    def __enter__(self):
        _below[0] += 1

    def __exit__(self, *exc):
        _below[0] -= 1


class BelowAutocast:
    def __init__(self, keys=None):
        pass

    def __enter__(self):
        _below[1] += 1

    def __exit__(self, *exc):
        _below[1] -= 1


class OpOverload:
    """An operator: its schema, and what runs for which kind of argument."""

    def __init__(self, packet, schema):
        self._packet, self._schema = packet, schema
        self._overloadname = schema.overload_name or "default"
        self._kernels, self._backward, self._setup, self._function = {}, None, None, None
        self.__name__ = f"{packet.__name__}.{self._overloadname}"
        self.namespace = packet._qualified_op_name.partition("::")[0]

    @property
    def overloadpacket(self):
        return self._packet

    def name(self):
        return self._schema.name + (f".{self._schema.overload_name}" if self._schema.overload_name else "")

    def has_kernel_for_dispatch_key(self, key):
        return _key(key) in self._kernels

    def __call__(self, *args, **kwargs):
        values = self._schema.bind(args, kwargs)
        if not _below[1] and "AutocastCPU" in self._kernels and torch.is_autocast_enabled("cpu"):
            return self._run("AutocastCPU", values)
        if not _below[0]:
            for key in ("AutogradCPU", "Autograd"):
                if key in self._kernels:
                    return self._run(key, values)
            if self._backward is not None and torch.is_grad_enabled() and any(map(_wants_grad, values)):
                return self._differentiable(values)
        return self._plain(values)

    def _run(self, key, values):
        places, named = self._schema.apart(values)
        return self._kernels[key](*places, **named)

    def _plain(self, values):
        meta = any(isinstance(each, torch.Tensor) and each.is_meta for each in values)
        for key in (("Meta",) if meta else ("CPU",)) + ("CompositeExplicitAutograd", "CompositeImplicitAutograd"):
            if key in self._kernels:
                return self._run(key, values)
        backend = "Meta" if meta else "CPU"
        raise NotImplementedError(
            f"Could not run '{self._schema.name}' with arguments from the '{backend}' backend. This could be because the operator "
            "doesn't exist for this backend, or was omitted during the selective/custom build process (if using custom build)."
        )

    def _differentiable(self, values):
        if self._function is None:
            self._function = _function_of(self)
        flat, spec = _flat(values)
        self._function._spec = spec
        return self._function.apply(*flat)

    def __repr__(self):
        return f"<OpOverload(op='{self._packet._qualified_op_name.replace('::', '.')}', overload='{self._overloadname}')>"

    def __str__(self):
        return f"{self._packet}.{self._overloadname}"


def _key(key):
    return str(key).removeprefix("DispatchKey.")


def _wants_grad(value):
    if isinstance(value, (list, tuple)):
        return any(map(_wants_grad, value))
    return isinstance(value, torch.Tensor) and value.requires_grad


def _flat(values):
    """Values of lists beside the others; the number of each list's, None where there is none."""
    flat, spec = [], []
    for value in values:
        listed = isinstance(value, (list, tuple)) and any(isinstance(each, torch.Tensor) for each in value)
        flat.extend(value if listed else [value])
        spec.append(len(value) if listed else None)
    return flat, spec


def _unflat(flat, spec):
    left = iter(flat)
    return [next(left) if size is None else [next(left) for _ in range(size)] for size in spec]


def _function_of(operator):
    schema = operator._schema

    def forward(ctx, *flat):
        spec = ctx._spec = made._spec
        values = _unflat(flat, spec)
        with BelowAutograd():
            result = operator._plain(values)
        if operator._setup is not None:
            places, named = schema.apart(values)
            keywords = {"keyword_only_inputs": named} if named else {}
            operator._setup(ctx=ctx, inputs=tuple(places), output=result, **keywords)
        return result

    def backward(ctx, *grads):
        given = operator._backward(ctx, *grads)
        given = list(given) if isinstance(given, tuple) else [given]
        given += [None] * (len(ctx._spec) - len(given))
        flat = []
        for grad, size in zip(given, ctx._spec):
            flat.extend([grad] if size is None else [None] * size if grad is None else grad)
        return tuple(flat)

    name = f"GeneratedBackwardFor_{schema.name.replace('::', '_')}_{operator._overloadname}"
    made = type(name, (torch.autograd.Function,), {"forward": staticmethod(forward), "backward": staticmethod(backward)})
    return made


class OpOverloadPacket:
    """All overloads of one name."""

    def __init__(self, qualname):
        self._qualified_op_name = qualname
        self._namespace, _, self.__name__ = qualname.partition("::")
        self._overloads = {}

    def overloads(self):
        return list(self._overloads)

    def __getattr__(self, name):
        if name.startswith("__") or name == "_overloads":
            raise AttributeError(name)
        if name in self._overloads:
            return self._overloads[name]
        raise AttributeError(f"The underlying op of '{self}' has no overload name '{name}'")

    def __iter__(self):
        return iter(self._overloads)

    def __call__(self, *args, **kwargs):
        failed = None
        for each in self._overloads.values():
            try:
                values = each._schema.bind(args, kwargs)
            except RuntimeError as error:
                failed = failed or error
                continue
            places, named = each._schema.apart(values)
            return each(*places, **named)
        raise failed

    def __repr__(self):
        return f"<OpOverloadPacket(op='{self}')>"

    def __str__(self):
        return f"{self._namespace}.{self.__name__}"


class _Native(OpOverloadPacket):
    """An operator of PyTorch's: the function of that name, whatever the overload."""

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return _NativeOverload(self, name)

    def _target(self):
        for home in (torch, torch.nn.functional, torch.Tensor, torch.special):
            if hasattr(home, self.__name__):
                return getattr(home, self.__name__)
        raise NotImplementedError(f"ishape: torch.ops.{self} is not available here")

    def __call__(self, *args, **kwargs):
        return self._target()(*args, **kwargs)


class _NativeOverload:
    def __init__(self, packet, name):
        self.overloadpacket, self._overloadname = packet, name
        self.__name__, self.namespace = f"{packet.__name__}.{name}", packet._namespace

    @property
    def _schema(self):
        raise NotImplementedError(f"ishape: the schema of torch.ops.{self} is not available here")

    def name(self):
        overload = "" if self._overloadname == "default" else f".{self._overloadname}"
        return self.overloadpacket._qualified_op_name + overload

    def __eq__(self, other):
        return isinstance(other, _NativeOverload) and self.name() == other.name()

    def __hash__(self):
        return hash(self.name())

    def __call__(self, *args, **kwargs):
        return self.overloadpacket(*args, **kwargs)

    def __repr__(self):
        return f"<OpOverload(op='{self.overloadpacket}', overload='{self._overloadname}')>"

    def __str__(self):
        return f"{self.overloadpacket}.{self._overloadname}"


_NATIVE = ("aten", "prim", "prims", "profiler", "quantized", "inductor", "higher_order")


class _OpNamespace:
    def __init__(self, name):
        self.name = name
        self.__file__ = "torch.ops"

    def __getattr__(self, op):
        if op.startswith("__") or op == "name":
            raise AttributeError(op)
        known = _operators.get(f"{self.name}::{op}")
        if known is not None:
            return known
        if self.name in _NATIVE:
            return _operators.setdefault(f"{self.name}::{op}", _Native(f"{self.name}::{op}"))
        raise AttributeError(f"'_OpNamespace' '{self.name}' object has no attribute '{op}'")

    def __repr__(self):
        return f"<module 'torch.ops.{self.name}' from 'torch.ops'>"


def declare(text):
    """Adds an operator by its schema, which names its namespace."""
    schema = FunctionSchema(text)
    packet = _operators.setdefault(schema.name, OpOverloadPacket(schema.name))
    made = OpOverload(packet, schema)
    if made._overloadname in packet._overloads:
        namespace, _, name = schema.name.partition("::")
        raise RuntimeError(
            f"Tried to register an operator ({schema}) with the same name and overload name multiple times. Each overload's schema "
            f"should only be registered with a single call to def(). Namespace: {namespace}, operator: {name}"
        )
    packet._overloads[made._overloadname] = made
    return made


def found(op):
    """An operator by its name, `mine::scale` or `mine::scale.out`, or as itself."""
    if isinstance(op, (OpOverload, _NativeOverload)):
        return op
    if not isinstance(op, str):
        return op._opoverload
    name, _, overload = op.partition(".")
    packet = _operators.get(name)
    if packet is None or isinstance(packet, _Native) or (overload or "default") not in packet._overloads:
        raise RuntimeError(f"operator {op} does not exist")
    return packet._overloads[overload or "default"]
