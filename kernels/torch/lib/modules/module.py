# Methods of torch.nn.Module that few programs call; the others are native. Each function with a `self` becomes a method of the class,
# and hides the built-in function of its name in this file: `type`, `float`.
import torch
from collections import OrderedDict, namedtuple
from torch._nn import Module, Parameter, RemovableHandle

_EXTRA_STATE = "_extra_state"


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    __slots__ = ()

    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()

    __str__ = __repr__


class _WithModule:
    """A hook that gets the module it was registered on as its first argument."""

    def __init__(self, hook, module):
        self.hook, self.module = hook, module

    def __call__(self, *args, **kwargs):
        return self.hook(self.module, *args, **kwargs)


def _warn(message, category):
    import warnings

    warnings.warn(message, category, stacklevel=3)


# --- by path --------------------------------------------------------------------------------------------------------


def get_submodule(self, target):
    module = self
    for part in target.split(".") if target else []:
        if not hasattr(module, part):
            raise AttributeError(f"{module._get_name()} has no attribute `{part}`")
        module = getattr(module, part)
        if not isinstance(module, Module):
            raise AttributeError(f"`{part}` is not an nn.Module")
    return module


def set_submodule(self, target, module, strict=False):
    if target == "":
        raise ValueError("Cannot set the submodule without a target name!")
    if not isinstance(module, Module):
        raise ValueError(f"`module` is not an nn.Module, found {module.__class__}")
    path, _, name = target.rpartition(".")
    parent = self.get_submodule(path)
    if strict and not hasattr(parent, name):
        raise AttributeError(f"{parent._get_name()} has no attribute `{name}`")
    if hasattr(parent, name) and not isinstance(getattr(parent, name), Module):
        raise AttributeError(f"`{name}` is not an nn.Module")
    setattr(parent, name, module)


def get_parameter(self, target):
    path, _, name = target.rpartition(".")
    module = self.get_submodule(path)
    if not hasattr(module, name):
        raise AttributeError(f"{module._get_name()} has no attribute `{name}`")
    value = getattr(module, name)
    if not isinstance(value, Parameter):
        raise AttributeError(f"`{name}` is not an nn.Parameter")
    return value


def get_buffer(self, target):
    path, _, name = target.rpartition(".")
    module = self.get_submodule(path)
    if not hasattr(module, name):
        raise AttributeError(f"{module._get_name()} has no attribute `{name}`")
    value = getattr(module, name)
    if name not in module._buffers:
        raise AttributeError(f"`{name}` is not a buffer")
    return value


# --- state ----------------------------------------------------------------------------------------------------------


def _no_extra_state(method):
    raise RuntimeError(
        f"Reached a code path in Module.{method}() that should never be called. Please file an issue at "
        "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this bug."
    )


def get_extra_state(self):
    _no_extra_state("get_extra_state")


def set_extra_state(self, state):
    _no_extra_state("set_extra_state")


def _overrides(module, method):
    return getattr(module.__class__, method) is not getattr(Module, method)


def _persistent(module):
    skipped = module._non_persistent_buffers_set
    state = {name: value for name, value in module._parameters.items() if value is not None}
    state.update(
        {name: value for name, value in module._buffers.items() if value is not None and name not in skipped}
    )
    return state


def _save_to_state_dict(self, destination, prefix, keep_vars):
    for name, value in _persistent(self).items():
        destination[prefix + name] = value if keep_vars else value.detach()
    if _overrides(self, "get_extra_state"):
        destination[prefix + _EXTRA_STATE] = self.get_extra_state()


def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
    if args:
        _warn(
            "Positional args are being deprecated, use kwargs instead. Refer to "
            "https://pytorch.org/docs/main/generated/torch.nn.Module.html#torch.nn.Module.state_dict for details.",
            FutureWarning,
        )
        destination = args[0] if destination is None else destination
        prefix = args[1] if len(args) > 1 and prefix == "" else prefix
        keep_vars = args[2] if len(args) > 2 and keep_vars is False else keep_vars
    if destination is None:
        destination = OrderedDict()
        destination._metadata = OrderedDict()
    metadata = dict(version=self._version)
    if hasattr(destination, "_metadata"):
        destination._metadata[prefix[:-1]] = metadata
    for hook in self._state_dict_pre_hooks.values():
        hook(self, prefix, keep_vars)
    self._save_to_state_dict(destination, prefix, keep_vars)
    for name, module in self._modules.items():
        if module is not None:
            module.state_dict(destination=destination, prefix=prefix + name + ".", keep_vars=keep_vars)
    for hook in self._state_dict_hooks.values():
        changed = hook(self, destination, prefix, metadata)
        if changed is not None:
            if getattr(hook, "_from_public_api", False):
                raise RuntimeError("state_dict post-hook must return None")
            destination = changed
    return destination


def _taken(module, key, name, value, given, assign, errors):
    """Puts one entry of a state dict in its place."""
    if not isinstance(given, torch.Tensor):
        errors.append(
            f'While copying the parameter named "{key}", expected torch.Tensor or Tensor-like object from checkpoint but '
            f"received {given.__class__}"
        )
        return
    lazy = hasattr(value, "materialize")
    if not lazy and value.dim() == 0 and given.dim() == 1 and given.shape[0] == 1:
        given = given[0]
    if not lazy and given.shape != value.shape:
        errors.append(
            f"size mismatch for {key}: copying a param with shape {given.shape} from checkpoint, the shape in current "
            f"model is {value.shape}."
        )
        return
    try:
        with torch.no_grad():
            if not assign:
                value.copy_(given)
            elif isinstance(value, Parameter) and not isinstance(given, Parameter):
                setattr(module, name, Parameter(given, requires_grad=value.requires_grad))
            else:
                if isinstance(value, Parameter):
                    given.requires_grad_(value.requires_grad)
                setattr(module, name, given)
    except Exception as problem:
        errors.append(
            f'While copying the parameter named "{key}", whose dimensions in the model are {value.size()} and whose '
            f"dimensions in the checkpoint are {given.size()}, an exception occurred : {problem.args}."
        )


def _load_from_state_dict(
    self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs
):
    for hook in self._load_state_dict_pre_hooks.values():
        hook(state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
    own = _persistent(self)
    assign = local_metadata.get("assign_to_params_buffers", False)
    for name, value in own.items():
        key = prefix + name
        if key in state_dict:
            _taken(self, key, name, value, state_dict[key], assign, error_msgs)
        elif strict:
            missing_keys.append(key)
    extra = prefix + _EXTRA_STATE
    if _overrides(self, "set_extra_state"):
        if extra in state_dict:
            self.set_extra_state(state_dict[extra])
        elif strict:
            missing_keys.append(extra)
    elif strict and extra in state_dict:
        unexpected_keys.append(extra)
    if strict:
        for key in state_dict:
            if key.startswith(prefix) and key != extra:
                head, *rest = key[len(prefix) :].split(".", 1)
                if head not in (self._modules if rest else own):
                    unexpected_keys.append(key)


def _quoted(keys):
    return ", ".join(f'"{key}"' for key in keys)


def load_state_dict(self, state_dict, strict=True, assign=False):
    from collections.abc import Mapping

    if not isinstance(state_dict, Mapping):
        raise TypeError(f"Expected state_dict to be dict-like, got {state_dict.__class__}.")
    missing, unexpected, errors = [], [], []
    metadata = getattr(state_dict, "_metadata", None)
    state_dict = OrderedDict(state_dict)
    if metadata is not None:
        state_dict._metadata = metadata

    def load(module, own_state, prefix=""):
        own_metadata = {} if metadata is None else metadata.get(prefix[:-1], {})
        if assign:
            own_metadata["assign_to_params_buffers"] = assign
        module._load_from_state_dict(own_state, prefix, own_metadata, True, missing, unexpected, errors)
        for name, child in module._modules.items():
            if child is not None:
                path = prefix + name + "."
                load(child, {key: value for key, value in own_state.items() if key.startswith(path)}, path)
        keys = _IncompatibleKeys(missing, unexpected)
        for hook in module._load_state_dict_post_hooks.values():
            if hook(module, keys) is not None:
                raise AssertionError(
                    "Hooks registered with ``register_load_state_dict_post_hook`` are not expected to return new values, "
                    "if incompatible_keys need to be modified, it should be done inplace."
                )

    load(self, state_dict)
    if strict:
        if unexpected:
            errors.insert(0, f"Unexpected key(s) in state_dict: {_quoted(unexpected)}. ")
        if missing:
            errors.insert(0, f"Missing key(s) in state_dict: {_quoted(missing)}. ")
    if errors:
        lines = "\n\t".join(errors)
        raise RuntimeError(f"Error(s) in loading state_dict for {self.__class__.__name__}:\n\t{lines}")
    return _IncompatibleKeys(missing, unexpected)


# --- conversion -----------------------------------------------------------------------------------------------------


def _apply(self, fn, recurse=True):
    if recurse:
        for module in self.children():
            module._apply(fn)
    for name, value in self._parameters.items():
        if value is None:
            continue
        with torch.no_grad():
            changed = fn(value)
        gradient = value.grad
        if changed.device == value.device:
            value.data = changed
        else:
            value = self._parameters[name] = Parameter(changed, value.requires_grad)
        if gradient is not None:
            with torch.no_grad():
                changed = fn(gradient)
            if changed.device == gradient.device:
                gradient.data = changed
            else:
                gradient = changed.requires_grad_(gradient.requires_grad)
            value.grad = gradient
    for name, value in self._buffers.items():
        if value is not None:
            self._buffers[name] = fn(value)
    return self


def _floating(module, dtype):
    return module._apply(lambda t: t.to(dtype) if t.is_floating_point() else t)


def float(self):
    return _floating(self, torch.float32)


def double(self):
    return _floating(self, torch.float64)


def half(self):
    return _floating(self, torch.float16)


def bfloat16(self):
    return _floating(self, torch.bfloat16)


def type(self, dst_type):
    return self._apply(lambda t: t.type(dst_type))


def cpu(self):
    return self._apply(lambda t: t.cpu())


def cuda(self, device=None):
    return self._apply(lambda t: t.cuda(device))


def xpu(self, device=None):
    return self._apply(lambda t: t.xpu(device))


def to_empty(self, *, device, recurse=True):
    return self._apply(lambda t: torch.empty_like(t, device=device), recurse=recurse)


def to(self, *args, **kwargs):
    rank = 5 if kwargs.get("memory_format") is torch.channels_last_3d else 4
    torch.empty([0] * rank).to(*args, **kwargs)  # its errors are those of wrong arguments
    device, dtype = kwargs.get("device"), kwargs.get("dtype")
    non_blocking, memory_format = kwargs.get("non_blocking", False), kwargs.get("memory_format")
    for arg in args:
        if isinstance(arg, torch.Tensor):
            device, dtype = arg.device, arg.dtype
        elif isinstance(arg, torch.dtype):
            dtype = arg
        elif isinstance(arg, bool):
            non_blocking = arg
        elif arg is not None:
            device = arg
    if dtype is not None and not (dtype.is_floating_point or dtype.is_complex):
        raise TypeError(
            f"nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype}"
        )
    if dtype is not None and dtype.is_complex:
        _warn(
            "Complex modules are a new feature under active development whose design may change, and some modules might not "
            "work as expected when using complex tensors as parameters or buffers. Please file an issue at "
            "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml if a complex module does not work as expected.",
            UserWarning,
        )

    def convert(t):
        wanted = dtype if t.is_floating_point() or t.is_complex() else None
        options = {} if memory_format is None or t.dim() not in (4, 5) else {"memory_format": memory_format}
        try:
            return t.to(device, wanted, non_blocking, **options)
        except NotImplementedError as problem:
            if str(problem) != "Cannot copy out of meta tensor; no data!":
                raise
            raise NotImplementedError(
                f"{problem} Please use torch.nn.Module.to_empty() instead of torch.nn.Module.to() when moving module from "
                "meta to a different device."
            ) from None

    return self._apply(convert)


def share_memory(self):
    return self


def compile(self, *args, **kwargs):
    return None


# --- hooks ----------------------------------------------------------------------------------------------------------


def _hooked(hooks, hook, prepend=False, marks=()):
    """Adds a hook; `marks` are tables that remember something about it."""
    handle = RemovableHandle(hooks, extra_dict=list(marks))
    hooks[handle.id] = hook
    for mark in marks:
        mark[handle.id] = True
    if prepend:
        hooks.move_to_end(handle.id, last=False)
    return handle


def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
    return _hooked(
        self._forward_pre_hooks, hook, prepend, [self._forward_pre_hooks_with_kwargs] if with_kwargs else []
    )


def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
    marks = [self._forward_hooks_with_kwargs] if with_kwargs else []
    return _hooked(
        self._forward_hooks, hook, prepend, marks + ([self._forward_hooks_always_called] if always_call else [])
    )


def register_full_backward_pre_hook(self, hook, prepend=False):
    return _hooked(self._backward_pre_hooks, hook, prepend)


def _backward_kind(module, full):
    if module._is_full_backward_hook is (not full):
        raise RuntimeError(
            "Cannot use both regular backward hooks and full backward hooks on a single Module. Please use only one of them."
        )
    module._is_full_backward_hook = full


def register_full_backward_hook(self, hook, prepend=False):
    _backward_kind(self, True)
    return _hooked(self._backward_hooks, hook, prepend)


def register_backward_hook(self, hook):
    _backward_kind(self, False)
    return _hooked(self._backward_hooks, hook)


def register_state_dict_pre_hook(self, hook):
    return _hooked(self._state_dict_pre_hooks, hook)


def register_state_dict_post_hook(self, hook):
    hook._from_public_api = True
    return _hooked(self._state_dict_hooks, hook)


def _register_state_dict_hook(self, hook):
    if getattr(hook, "_from_public_api", False):
        raise RuntimeError(
            "Cannot register the same function as the state dict post hook that was previously registered via "
            "register_state_dict_post_hook"
        )
    return _hooked(self._state_dict_hooks, hook)


def _register_load_state_dict_pre_hook(self, hook, with_module=False):
    return _hooked(self._load_state_dict_pre_hooks, _WithModule(hook, self) if with_module else hook)


def register_load_state_dict_pre_hook(self, hook):
    return self._register_load_state_dict_pre_hook(hook, with_module=True)


def register_load_state_dict_post_hook(self, hook):
    return _hooked(self._load_state_dict_post_hooks, hook)


# --- copies ---------------------------------------------------------------------------------------------------------


def __getstate__(self):
    state = self.__dict__.copy()
    state.pop("_compiled_call_impl", None)
    return state
