# torch.func: functions of functions. Gradients nest by ordinary graphs; vmap calls the function once for each element.
import functools

import torch
from einops import rearrange
from torch.utils._pytree import tree_flatten, tree_map, tree_unflatten


class _Level:
    depth = 0


def _tensors(tree, where):
    leaves, _ = tree_flatten(tree)
    for leaf in leaves:
        if not isinstance(leaf, torch.Tensor):
            raise ValueError(f"Thing passed to transform API must be Tensor, got {type(leaf)}")
    return leaves


def _named_argnums(argnums, args):
    if not isinstance(argnums, (int, tuple)):
        raise RuntimeError(f"argnum must be int or Tuple[int, ...], but got {type(argnums)}")
    numbers = (argnums,) if isinstance(argnums, int) else argnums
    if len(numbers) == 0:
        raise RuntimeError("argnums must be non-empty")
    found = []
    for number in numbers:
        if not -len(args) <= number < len(args):
            raise RuntimeError(f"Got argnum={number}, but only {len(args)} positional inputs")
        found.append(number % len(args))
    if len(set(found)) != len(found):
        raise RuntimeError(f"argnums elements must be unique, got {argnums}")
    return tuple(found)


def _watched(tree):
    """The same tree of tensors that require grad; those that did before stay in their graph."""
    return tree_map(lambda x: x.view_as(x) if x.requires_grad else x.detach().requires_grad_(), tree)


def _split_aux(result, has_aux, name):
    if not has_aux:
        return result, None
    if not isinstance(result, tuple) or len(result) != 2:
        raise RuntimeError(
            f"{name}(f)(*args): output of function f should be a tuple: (output, aux) if has_aux is True"
        )
    leaves, _ = tree_flatten(result[1])
    for leaf in leaves:
        if not isinstance(leaf, torch.Tensor):
            raise RuntimeError(f"Expected tensors, got unsupported type {type(leaf)}")
    return result


def _settled(tree, graph):
    return tree if graph else tree_map(lambda x: x.detach() if isinstance(x, torch.Tensor) else x, tree)


def _has_graph(values):
    return _Level.depth > 0 or any(isinstance(x, torch.Tensor) and x.requires_grad for x in tree_flatten(values)[0])


class _Transform:
    def __enter__(self):
        _Level.depth += 1
        self.mode = torch.enable_grad()
        self.mode.__enter__()

    def __exit__(self, *args):
        _Level.depth -= 1
        self.mode.__exit__(*args)


def _gradients(outputs, leaves, seeds=None):
    """Gradients with a graph; zeros where there is no way."""
    pairs = [(out, None if seeds is None else seeds[i]) for i, out in enumerate(outputs) if out.requires_grad]
    found = (None,) * len(leaves)
    if pairs:
        found = torch.autograd.grad(
            [out for out, _ in pairs],
            leaves,
            None if seeds is None else [seed for _, seed in pairs],
            create_graph=True,
            allow_unused=True,
        )
    return [torch.zeros_like(x) if grad is None else grad for grad, x in zip(found, leaves)]


def grad_and_value(func, argnums=0, has_aux=False):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        graph = _has_graph((args, kwargs))
        numbers = _named_argnums(argnums, args)
        for number in numbers:
            _tensors(args[number], "grad")
        with _Transform():
            args = list(args)
            for number in numbers:
                args[number] = _watched(args[number])
            output, aux = _split_aux(func(*args, **kwargs), has_aux, "grad_and_value")
            if not isinstance(output, torch.Tensor):
                raise RuntimeError(f"grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got {type(output)}")
            if output.dim() != 0:
                raise RuntimeError(
                    f"grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with {output.dim()} dims. Maybe you wanted to use the vjp or jacrev APIs instead?"
                )
            leaves, spec = tree_flatten([args[number] for number in numbers])
            found = tree_unflatten(_gradients([output], leaves), spec)
        found = found[0] if isinstance(argnums, int) else tuple(found)
        found, output, aux = _settled(found, graph), _settled(output, graph), _settled(aux, graph)
        return (found, (output, aux)) if has_aux else (found, output)

    return wrapper


def grad(func, argnums=0, has_aux=False):
    both = grad_and_value(func, argnums, has_aux)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        found, value = both(*args, **kwargs)
        return (found, value[1]) if has_aux else found

    return wrapper


def vjp(func, *primals, has_aux=False):
    graph = _has_graph(primals)
    for each in primals:
        _tensors(each, "vjp")
    with _Transform():
        watched = tuple(_watched(each) for each in primals)
        output, aux = _split_aux(func(*watched), has_aux, "vjp")
    outputs, out_spec = tree_flatten(output)
    leaves, spec = tree_flatten(watched)

    def vjp_fn(*cotangents, retain_graph=True, create_graph=None):
        given = cotangents[0] if len(cotangents) == 1 else cotangents
        seeds, seed_spec = tree_flatten(given)
        if len(seeds) != len(outputs):
            raise RuntimeError(
                f"Expected pytree structure of cotangents to be the same as pytree structure of outputs to the function. cotangents: {seed_spec}, primal output: {out_spec}"
            )
        with torch.enable_grad():
            found = tree_unflatten(_gradients(outputs, leaves, seeds), spec)
        return _settled(found, graph or _has_graph(seeds))

    output, aux = _settled(output, graph), _settled(aux, graph)
    return (output, vjp_fn, aux) if has_aux else (output, vjp_fn)


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    if not isinstance(primals, tuple):
        raise RuntimeError(
            "jvp(f, primals, tangents): Expected primals to be a tuple. E.g. it should be valid to call f(*primals)."
        )
    graph = _has_graph((primals, tangents))
    flat, spec = tree_flatten(primals)
    flat_tangents, tangent_spec = tree_flatten(tangents)
    if len(flat) != len(flat_tangents):
        raise RuntimeError(
            "jvp(f, primals, tangents): Expected primals and tangents to have the same python structure. For example, if primals is a tuple of 3 tensors, tangents also must be."
        )
    with _Transform():
        watched = [_watched(each) for each in flat]
        output, aux = _split_aux(func(*tree_unflatten(watched, spec)), has_aux, "jvp")
        outputs, out_spec = tree_flatten(output)
        # The gradient is linear in its seeds; its gradient by them is the product wanted.
        seeds = [torch.zeros_like(out, requires_grad=True) for out in outputs]
        first = _gradients(outputs, watched, seeds)
        products = _gradients(first, seeds, flat_tangents)
    result = _settled(output, graph), _settled(tree_unflatten(products, out_spec), graph)
    return (*result, _settled(aux, graph)) if has_aux else result


def jacrev(func, argnums=0, *, has_aux=False, chunk_size=None, _preallocate_and_copy=False):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        graph = _has_graph((args, kwargs))
        numbers = _named_argnums(argnums, args)
        with _Transform():
            args = list(args)
            for number in numbers:
                args[number] = _watched(args[number])
            output, aux = _split_aux(func(*args, **kwargs), has_aux, "jacrev")
            outputs, out_spec = tree_flatten(output)
            leaves, spec = tree_flatten([args[number] for number in numbers])
            found = []
            for out in outputs:
                rows = [_gradients([each], leaves) for each in out.reshape(-1).unbind()]
                parts = [torch.stack([row[i] for row in rows]).view(out.shape + x.shape) for i, x in enumerate(leaves)]
                tree = tree_unflatten(parts, spec)
                found.append(tree[0] if isinstance(argnums, int) else tuple(tree))
        # A tree of results, with a tree of arguments in each place.
        result = _settled(_nested(found, out_spec), graph)
        return (result, _settled(aux, graph)) if has_aux else result

    return wrapper


def _nested(found, spec):
    return found[0] if spec.is_leaf() else tree_unflatten(found, spec)


def jacfwd(func, argnums=0, has_aux=False, *, randomness="error"):
    return jacrev(func, argnums, has_aux=has_aux)


def hessian(func, argnums=0):
    return jacfwd(jacrev(func, argnums), argnums)


def linearize(func, *primals):
    output, _ = jvp(func, primals, tree_map(torch.zeros_like, primals))
    return output, lambda *tangents: jvp(func, primals, tangents)[1]


def functionalize(func, *, remove="mutations"):
    return func


# vmap: one call for each element of the mapped dims, the results put together.


def _name(func):
    return getattr(func, "__name__", None) or repr(func)


def _flat_dims(in_dims, args, func):
    """A mapped dim, or None, for every leaf of the arguments."""
    flat, spec = tree_flatten(args)
    where = f"vmap({_name(func)}, in_dims={in_dims}, ...)(<inputs>)"
    if not isinstance(in_dims, (int, tuple)):
        raise ValueError(
            f"{where}: expected `in_dims` to be int or a (potentially nested) tuple matching the structure of inputs, got: {type(in_dims)}."
        )
    if len(args) == 0:
        raise ValueError(
            f"vmap({_name(func)})(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function with no inputs. The latter is unsupported."
        )
    dims = _spread(in_dims, list(args) if isinstance(in_dims, int) else args)
    if dims is None:
        raise ValueError(f"{where}: in_dims is not compatible with the structure of `inputs`. in_dims has structure {tree_flatten(in_dims)[1]} but inputs has structure {spec}.")
    for arg, dim in zip(flat, dims):
        if dim is None:
            continue
        if not isinstance(dim, int):
            raise ValueError(
                f"{where}: Got in_dim={dim} for an input but in_dim must be either an integer dimension or None."
            )
        if not isinstance(arg, torch.Tensor):
            raise ValueError(
                f"{where}: Got in_dim={dim} for an input but the input is of type {type(arg)}. We cannot vmap over non-Tensor arguments, please use None as the respective in_dim"
            )
        if not -arg.dim() <= dim < arg.dim():
            raise ValueError(
                f"{where}: Got in_dim={dim} for some input, but that input is a Tensor of dimensionality {arg.dim()} so expected in_dim to satisfy -{arg.dim()} <= in_dim < {arg.dim()}."
            )
    return flat, spec, dims


def _spread(dims, tree):
    """The dims of a prefix tree, one for every leaf; None where the structures don't match."""
    if dims is None or isinstance(dims, int):
        return [dims] * len(tree_flatten(tree)[0])
    children = list(tree.values()) if isinstance(tree, dict) else tree
    own = list(dims.values()) if isinstance(dims, dict) else dims
    if not isinstance(children, (list, tuple)) or len(own) != len(children):
        return None
    found = []
    for each, child in zip(own, children):
        part = _spread(each, child)
        if part is None:
            return None
        found += part
    return found


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    if randomness not in ("error", "different", "same"):
        raise RuntimeError(f"Only allowed values for randomness are 'error', 'different', or 'same'. Got {randomness}")

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        flat, spec, dims = _flat_dims(in_dims, args, func)
        sizes = [arg.shape[dim] for arg, dim in zip(flat, dims) if dim is not None]
        if not sizes:
            raise ValueError(
                f"vmap({_name(func)}, in_dims={in_dims}, ...)(<inputs>): at least one input must be mapped over."
            )
        if any(size != sizes[0] for size in sizes):
            raise ValueError(
                f"vmap: Expected all tensors to have the same size in the mapped dimension, got sizes {sizes} for the mapped dimension"
            )
        results = []
        before = torch.get_rng_state() if randomness != "different" else None
        slices = [arg.unbind(dim) if dim is not None else arg for arg, dim in zip(flat, dims)]
        for at in range(sizes[0]):
            if randomness == "same" and at > 0:
                torch.set_rng_state(before)
            each = [part[at] if dim is not None else part for part, dim in zip(slices, dims)]
            results.append(func(*tree_unflatten(each, spec), **kwargs))
            if randomness == "error" and at == 0 and not torch.equal(before, torch.get_rng_state()):
                torch.set_rng_state(before)
                raise RuntimeError(
                    "vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness flags on vmap or perform the randomness operation out of vmap"
                )
        return _together(results, out_dims, func)

    return wrapped


def _together(results, out_dims, func):
    flat = [tree_flatten(result) for result in results]
    first, spec = flat[0]
    dims = _spread(out_dims, results[0]) if not isinstance(out_dims, int) else [out_dims] * len(first)
    outputs = []
    for place, dim in enumerate(dims):
        parts = [leaves[place] for leaves, _ in flat]
        if dim is None:
            outputs.append(parts[0])
            continue
        if not isinstance(parts[0], torch.Tensor):
            raise ValueError(
                f"vmap({_name(func)}, ...): `{_name(func)}` must only return Tensors, got type {type(parts[0])}. Did you mean to set out_dims= to None for output?"
            )
        outputs.append(torch.stack(parts, dim))
    return tree_unflatten(outputs, spec)


# Modules as functions.


def _replaced(module, name):
    *path, last = name.split(".")
    for each in path:
        module = module._modules.get(each) if module is not None else None
    if module is None:
        return None, last
    if last in module._parameters:
        return module._parameters, last
    return (module._buffers, last) if last in module._buffers else (None, last)


def _with_ties(module, tensors):
    """The names that share a tensor of the module get the same replacement."""
    names = {}
    for name, each in [*module.named_parameters(remove_duplicate=False), *module.named_buffers(remove_duplicate=False)]:
        names.setdefault(id(each), []).append(name)
    result = dict(tensors)
    for group in names.values():
        given = [name for name in group if name in tensors]
        for name in group:
            if given and name not in result:
                result[name] = tensors[given[0]]
    return result


def functional_call(module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False):
    dicts = parameter_and_buffer_dicts
    if isinstance(dicts, (list, tuple)):
        tensors = {}
        for each in dicts:
            tensors.update(each)
    elif isinstance(dicts, dict):
        tensors = dicts
    else:
        raise ValueError(
            f"Expected parameter_and_buffer_dicts to be a dict, or a list/tuple of dicts, but got {type(dicts)}"
        )
    if strict:
        own = [name for name, _ in [*module.named_parameters(), *module.named_buffers()]]
        lines = []
        unexpected = [repr(name) for name in tensors if name not in own]
        missing = [repr(name) for name in own if name not in tensors]
        if unexpected:
            lines.append(f"Unexpected key(s): {', '.join(unexpected)}.")
        if missing:
            lines.append(f"Missing key(s): {', '.join(missing)}.")
        if lines:
            raise RuntimeError(
                "Error(s) in reparametrizing for {}:\n\t{}".format(type(module).__name__, "\n\t".join(lines))
            )
    if tie_weights:
        tensors = _with_ties(module, tensors)
    kept = []
    try:
        for name, value in tensors.items():
            place, last = _replaced(module, name)
            if place is not None:
                kept.append((place, last, place[last]))
                place[last] = value
        arguments = () if args is None else args if isinstance(args, tuple) else (args,)
        return module(*arguments, **(kwargs or {}))
    finally:
        for place, last, value in reversed(kept):
            place[last] = value


def stack_module_state(models):
    if len(models) == 0:
        raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
    if not (all(m.training for m in models) or all(not m.training for m in models)):
        raise RuntimeError("stack_module_state: Expected all models to have the same training/eval mode.")
    if not all(type(m) is type(models[0]) for m in models):
        raise RuntimeError("stack_module_state: Expected all models to be of the same class.")

    def stacked(named):
        result = {}
        for name, each in named[0].items():
            whole = torch.stack([entries[name] for entries in named])
            result[name] = whole.detach().requires_grad_() if each.requires_grad else whole
        return result

    return stacked([dict(m.named_parameters()) for m in models]), stacked([dict(m.named_buffers()) for m in models])


def replace_all_batch_norm_modules_(root):
    for module in root.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm) and module.track_running_stats:
            module.running_mean = module.running_var = module.num_batches_tracked = None
            module.track_running_stats = False
    return root


def debug_unwrap(tensor, *, recurse=True):
    return tensor
