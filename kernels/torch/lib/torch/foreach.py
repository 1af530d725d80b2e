# torch._foreach_*: one operator for every tensor of a list, as optimizers call them. Names without an end `_` give new tensors.


class _Foreach:
    """What is computed for one tensor, by the operator's name; the rest is the operator of that name."""

    unary = frozenset(
        "abs acos asin atan ceil clone cos cosh erf erfc exp expm1 floor frac lgamma log log10 log1p log2 neg reciprocal round "
        "rsqrt sigmoid sign sin sinh sqrt tan tanh trunc zero_".split()
    )
    binary = frozenset("add sub mul div pow lerp copy_ mm clamp_min clamp_max maximum minimum".split())
    scaled = frozenset("addcmul addcdiv".split())
    reductions = frozenset("norm max powsum".split())
    without_twin = frozenset("zero_ copy_ clone mm norm max powsum".split())
    # Arguments that may be given by name; all others are options, the same for every tensor.
    operands = "self other scalar scalars tensors1 tensor1 tensor2 weights weight exponent src mat2".split()

    def knows(op):
        base = op if op in _Foreach.without_twin else op.removesuffix("_")
        plain = op not in ("zero", "copy", "clone_", "mm_", "norm_", "max_", "powsum_")
        return plain and any(base in names for names in (_Foreach.unary, _Foreach.binary, _Foreach.scaled, _Foreach.reductions))


def __getattr__(name):
    op = name.removeprefix("_foreach_")
    if op == name or not _Foreach.knows(op):
        raise AttributeError(f"module 'torch' has no attribute '{name}'")
    compute = _foreach_one(op)

    def foreach(*args, **kwargs):
        named = [kwargs.pop(operand) for operand in _Foreach.operands if operand in kwargs]
        given = [_spread(op, value) for value in (*args, *named)]
        count = _foreach_length(name, given)
        results = [
            compute(*(value[i] if isinstance(value, (list, tuple)) else value for value in given), **kwargs) for i in range(count)
        ]
        return given[0] if op.endswith("_") else tuple(results)

    foreach.__name__ = foreach.__qualname__ = name
    return foreach


def _spread(op, value):
    """A tensor of scalars is a list of them; elsewhere a tensor beside lists is one number for all."""
    if not isinstance(value, torch.Tensor):
        return value
    if op.removesuffix("_") in _Foreach.scaled:
        return value.tolist()
    if value.dim() > 0:
        raise RuntimeError(f"scalar tensor expected to be 0 dim but it has {value.dim()} dimensions and {value.numel()} elements.")
    return value


def _foreach_length(name, given):
    """How many tensors the lists have: all the same number."""
    lists = [value for value in given if isinstance(value, (list, tuple))]
    if not lists:
        raise TypeError(f"{name}() received an invalid combination of arguments: none is a list of tensors")
    count = len(lists[0])
    if count == 0:
        raise RuntimeError("Tensor list must have at least one tensor.")
    for each in lists[1:]:
        if len(each) != count and each and isinstance(each[0], torch.Tensor):
            raise RuntimeError(f"Tensor lists must have the same number of tensors, got {count} and {len(each)}")
        if len(each) != count:
            raise RuntimeError("Tensor list must have same number of elements as scalar list.")
    return count


def _foreach_one(op):
    if op == "norm":
        return lambda x, ord=2, dtype=None: torch.linalg.vector_norm(x, ord, dtype=dtype)
    if op == "powsum":
        return lambda x, ord=2, dtype=None: (x if dtype is None else x.to(dtype)).abs().pow(ord).sum()
    if op == "max":
        return _largest
    if op.removesuffix("_") in ("clamp_max", "clamp_min", "maximum", "minimum"):
        bound = "max" if op.startswith(("clamp_max", "minimum")) else "min"
        clamp = torch.Tensor.clamp_ if op.endswith("_") else torch.Tensor.clamp
        return lambda x, other: clamp(x, **{bound: other})
    if op.removesuffix("_") in _Foreach.scaled:
        scaled = getattr(torch.Tensor, op)
        return lambda x, tensor1, tensor2, value=1: scaled(x, tensor1, tensor2, value=value)
    return getattr(torch.Tensor, op) if op.endswith("_") else getattr(torch, op)


def _largest(x):
    if x.numel() == 0:
        raise RuntimeError("_foreach_max cannot compute the maximum of an empty tensor; max over zero elements is undefined.")
    return x.max()
