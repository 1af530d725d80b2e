# torch.autograd.functional: products with Jacobians and Hessians, and these whole, all by reverse mode.
import torch

_STRICT = "must be computed in a differentiable manner from the input when running in strict mode."


def _as_tuple(values, name, function):
    """The values as a tuple, and whether they were one."""
    single = not isinstance(values, tuple)
    items = (values,) if single else values
    for place, item in enumerate(items):
        if isinstance(item, torch.Tensor):
            continue
        if single:
            raise TypeError(
                f"The {name} given to {function} must be either a Tensor or a tuple of Tensors but the given {name} has type {type(item)}."
            )
        raise TypeError(
            f"The {name} given to {function} must be either a Tensor or a tuple of Tensors but the value at index {place} of the given {name} has type {type(item)}."
        )
    return items, single


def _leaves(inputs, create_graph):
    """Stand-ins for the inputs that require grad: views where the graph is to go on, else copies without one."""
    if create_graph:
        return tuple(each.view_as(each) if each.requires_grad else each.detach().requires_grad_() for each in inputs)
    return tuple(each.detach().requires_grad_() for each in inputs)


def _freed(values, create_graph):
    return values if create_graph else tuple(each.detach() for each in values)


def _unwrapped(values, single):
    return values[0] if single else values


def _call(func, inputs, function):
    return _as_tuple(func(*inputs), "outputs of the user-provided function", function)


def _check_vector(v, others):
    if len(others) != len(v):
        raise RuntimeError(f"v is a tuple of invalid length: should be {len(others)} but got {len(v)}.")
    for place, (each, other) in enumerate(zip(v, others)):
        if each.size() != other.size():
            which = f"Entry {place} in " if len(v) > 1 else ""
            raise RuntimeError(f"{which}v has invalid size: should be {other.size()} but got {each.size()}.")


def _vector(v, others, function, whose):
    if v is None:
        if len(others) != 1 or others[0].nelement() != 1:
            raise RuntimeError(f"The vector v can only be None if {whose} a single Tensor with a single element.")
        return (torch.ones_like(others[0]),)
    v, _ = _as_tuple(v, "v", function)
    v = tuple(each if each.requires_grad else each.detach() for each in v)
    _check_vector(v, others)
    return v


def _check_strict(outputs, strict):
    for place, output in enumerate(outputs):
        if strict and not output.requires_grad:
            raise RuntimeError(
                f"Output {place} of the user-provided function does not require gradients. The outputs {_STRICT}"
            )


def _gradients(outputs, inputs, v, create_graph, strict=False):
    """Gradients of the outputs that have a graph, zeros for inputs that have no part in it."""
    pairs = [(out, each) for out, each in zip(outputs, v) if out.requires_grad]
    found = (None,) * len(inputs)
    if pairs:
        found = torch.autograd.grad(
            [out for out, _ in pairs], inputs, [each for _, each in pairs], create_graph=create_graph, allow_unused=True
        )
    for place, grad in enumerate(found):
        if strict and grad is None:
            raise RuntimeError(
                f"The output of the user-provided function is independent of input {place}. This is not allowed in strict mode."
            )
    return tuple(torch.zeros_like(x) if grad is None else grad for grad, x in zip(found, inputs))


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    with torch.enable_grad():
        inputs, single = _as_tuple(inputs, "inputs", "vjp")
        inputs = _leaves(inputs, create_graph)
        outputs, single_out = _call(func, inputs, "vjp")
        _check_strict(outputs, strict)
        v = _vector(v, outputs, "vjp", "the user-provided function returns")
        found = _gradients(outputs, inputs, v, create_graph, strict)
    return _unwrapped(_freed(outputs, create_graph), single_out), _unwrapped(_freed(found, create_graph), single)


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    with torch.enable_grad():
        inputs, _ = _as_tuple(inputs, "inputs", "jvp")
        inputs = _leaves(inputs, create_graph)
        v = _vector(v, inputs, "jvp", "the input to the user-provided function is")
        outputs, single_out = _call(func, inputs, "jvp")
        _check_strict(outputs, strict)
        # The gradient is linear in what is multiplied with it, so its own gradient is the product wanted.
        seeds = tuple(torch.zeros_like(out, requires_grad=True) for out in outputs)
        found = _gradients(outputs, inputs, seeds, True, strict)
        products = _gradients(found, seeds, v, create_graph)
    return (
        _unwrapped(_freed(outputs, create_graph), single_out),
        _unwrapped(_freed(products, create_graph), single_out),
    )


def _one_output(func, inputs, function):
    outputs, single_out = _call(func, inputs, function)
    if not single_out:
        raise RuntimeError(f"The function given to {function} should return a single Tensor")
    if outputs[0].nelement() != 1:
        raise RuntimeError(f"The Tensor returned by the function given to {function} should contain a single element")
    return outputs


def vhp(func, inputs, v=None, create_graph=False, strict=False):
    with torch.enable_grad():
        inputs, single = _as_tuple(inputs, "inputs", "vhp")
        inputs = _leaves(inputs, create_graph)
        v = _vector(v, inputs, "vhp", "the input to the user-provided function is")
        outputs = _one_output(func, inputs, "vhp")
        _check_strict(outputs, strict)
        first = _gradients(outputs, inputs, (torch.ones_like(outputs[0]),), True, strict)
        found = _gradients(first, inputs, v, create_graph)
    return _freed(outputs, create_graph)[0], _unwrapped(_freed(found, create_graph), single)


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    with torch.enable_grad():
        inputs, single = _as_tuple(inputs, "inputs", "hvp")
        inputs = _leaves(inputs, create_graph)
        v = _vector(v, inputs, "hvp", "the input to the user-provided function is")
        outputs = _one_output(func, inputs, "hvp")
        _check_strict(outputs, strict)
        first = _gradients(outputs, inputs, (torch.ones_like(outputs[0]),), True, strict)
        seeds = tuple(torch.zeros_like(each, requires_grad=True) for each in inputs)
        second = _gradients(first, inputs, seeds, True)
        found = _gradients(second, seeds, v, create_graph)
    return _freed(outputs, create_graph)[0], _unwrapped(_freed(found, create_graph), single)


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy="reverse-mode"):
    if strategy not in ("forward-mode", "reverse-mode"):
        raise AssertionError(
            'Expected strategy to be either "forward-mode" or "reverse-mode". Hint: If your function has more outputs than inputs, "forward-mode" tends to be more performant. Otherwise, prefer to use "reverse-mode".'
        )
    if strategy == "forward-mode":
        if create_graph:
            raise NotImplementedError(
                "torch.autograd.functional.jacobian: `create_graph=True` and `strategy=\"forward-mode\"` are not supported together (yet). Please either set `create_graph=False` or `strategy=\"reverse-mode\"`."
            )
        if not vectorize:
            raise NotImplementedError(
                "Computing Jacobian using forward-AD or forward-over-reverse Hessian isonly implemented for `vectorize=True`."
            )
    with torch.enable_grad():
        inputs, single = _as_tuple(inputs, "inputs", "jacobian")
        inputs = _leaves(inputs, create_graph)
        outputs, single_out = _call(func, inputs, "jacobian")
        _check_strict(outputs, strict)
        rows = []
        for out in outputs:
            parts = [[] for _ in inputs]
            for at in range(out.nelement()):
                found = (None,) * len(inputs)
                if out.requires_grad:
                    found = torch.autograd.grad(
                        out.reshape(-1)[at], inputs, retain_graph=True, create_graph=create_graph, allow_unused=True
                    )
                for place, (grad, x) in enumerate(zip(found, inputs)):
                    if strict and grad is None:
                        raise RuntimeError(
                            f"Output {len(rows)} of the user-provided function is independent of input {place}. This is not allowed in strict mode."
                        )
                    parts[place].append(torch.zeros_like(x) if grad is None else grad)
            rows.append(
                tuple(
                    torch.stack(part, dim=0).view(out.size() + x.size())
                    if part
                    else torch.zeros(out.size() + x.size(), dtype=x.dtype)
                    for part, x in zip(parts, inputs)
                )
            )
        rows = [_freed(row, create_graph) for row in rows]
    if single_out:
        return _unwrapped(rows[0], single)
    return tuple(_unwrapped(row, single) for row in rows)


def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy="reverse-mode"):
    inputs, single = _as_tuple(inputs, "inputs", "hessian")

    def checked(*values):
        return _one_output(func, values, "hessian")[0]

    def gradient(*values):
        found = jacobian(checked, values, create_graph=True)
        return tuple(each.reshape(x.size()) for each, x in zip(found, values))

    found = jacobian(gradient, inputs, create_graph=create_graph, strict=strict, vectorize=vectorize)
    return found[0][0] if single else found
