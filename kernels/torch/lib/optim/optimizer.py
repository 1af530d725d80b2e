# torch.optim.optimizer: what all optimizers share. Parameters are written in place, outside the graph, in the order of PyTorch's own loops.
import math
from collections import OrderedDict, defaultdict

import torch


class _Required:
    def __repr__(self):
        return "<required parameter>"


required = _Required()


def _scalar(value):
    """A number, of a one-element tensor too."""
    return value.item() if isinstance(value, torch.Tensor) else value


def _check_lr(lr):
    if isinstance(lr, torch.Tensor) and lr.numel() != 1:
        raise ValueError("Tensor lr must be 1-element")
    _check("learning rate", lr, lr >= 0.0)


def _check(name, value, fits):
    if not fits:
        raise ValueError(f"Invalid {name}: {value}")


def _check_betas(betas):
    for i in (0, 1):
        _check(f"beta parameter at index {i}", betas[i], 0.0 <= betas[i] < 1.0)


def _check_fused(fused, differentiable, foreach):
    if fused:
        if differentiable:
            raise RuntimeError("`fused` does not support `differentiable`")
        if foreach:
            raise RuntimeError("`fused` and `foreach` cannot be `True` together.")


class _Handle:
    def __init__(self, hooks, key):
        self._hooks, self._key = hooks, key

    def remove(self):
        self._hooks.pop(self._key, None)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.remove()


class Optimizer:
    def __init__(self, params, defaults):
        self.defaults = defaults
        self._hooks = {}
        if isinstance(params, torch.Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or dicts, but got "
                + torch.typename(params)
            )
        self.state = defaultdict(dict)
        self.param_groups = []
        groups = list(params)
        if len(groups) == 0:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def __getstate__(self):
        return {"defaults": self.defaults, "state": self.state, "param_groups": self.param_groups}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.__dict__.setdefault("_hooks", {})

    def add_param_group(self, param_group):
        if not isinstance(param_group, dict):
            raise TypeError(f"param_group must be a dict, but got {type(param_group)}")
        group = param_group
        params = group["params"]
        if isinstance(params, torch.Tensor):
            group["params"] = [params]
        elif isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets "
                "will change between runs. Please use a list instead."
            )
        else:
            group["params"] = list(params)
        names = [param[0] for param in group["params"] if isinstance(param, tuple)]
        if names:
            if len(names) != len(group["params"]):
                raise ValueError("all optimizer params should be with/without names. Some param names are missing")
            group["params"] = [param[1] for param in group["params"]]
            group["param_names"] = names
        for param in group["params"]:
            if not isinstance(param, torch.Tensor):
                raise TypeError("optimizer can only optimize Tensors, but one of the params is " + torch.typename(param))
            if not self.defaults.get("differentiable", None) and not (param.is_leaf or param.retains_grad):
                raise ValueError("can't optimize a non-leaf Tensor")
        for name, default in self.defaults.items():
            if default is required and name not in group:
                raise ValueError(f"parameter group didn't specify a value of required optimization parameter {name}")
            group.setdefault(name, default)
        own = [id(param) for param in group["params"]]
        if len(set(own)) != len(own):
            import warnings

            warnings.warn(
                "optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; "
                "see github.com/pytorch/pytorch/issues/40967 for more information",
                stacklevel=3,
            )
        seen = {id(param) for each in self.param_groups for param in each["params"]}
        if not seen.isdisjoint(own):
            raise ValueError("some parameters appear in more than one parameter group")
        if self.param_groups and ("param_names" in group) != ("param_names" in self.param_groups[0]):
            with_ = "without names" if "param_names" in self.param_groups[0] else "with names"
            raise ValueError(
                "all optimizer param groups should be with/without names. "
                f"cannot add param group {with_} to the optimizer"
            )
        self.param_groups.append(group)

    def zero_grad(self, set_to_none=True):
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is not None:
                    if set_to_none:
                        param.grad = None
                    elif param.grad.requires_grad:
                        param.grad = torch.zeros_like(param.grad)
                    else:
                        param.grad.zero_()

    def step(self, closure=None):
        raise NotImplementedError

    def _keeps_state(self, group):
        return True

    # --- hooks ---

    def _add_hook(self, kind, hook, first=False):
        hooks = self._hooks.setdefault(kind, OrderedDict())
        key = max(hooks, default=-1) + 1
        hooks[key] = hook
        if first:
            hooks.move_to_end(key, last=False)
        return _Handle(hooks, key)

    def _run_hooks(self, kind, *args):
        return [hook(*args) for hook in list(self._hooks.get(kind, {}).values())]

    def _wrap_step(self):
        """Has the step of this very optimizer call its hooks."""
        if "step" in self._hooks:
            return
        inner = self._hooks["step"] = self.step

        def step(*args, **kwargs):
            for hook in list(self._hooks.get("before", {}).values()):
                result = hook(self, args, kwargs)
                if result is not None:
                    if not isinstance(result, tuple) or len(result) != 2:
                        raise RuntimeError(
                            f"{type(self).step} must return None or a tuple of (new_args, new_kwargs), but got {result}."
                        )
                    args, kwargs = result
            out = inner(*args, **kwargs)
            self._run_hooks("after", self, args, kwargs)
            return out

        self.step = step

    def register_step_pre_hook(self, hook):
        self._wrap_step()
        return self._add_hook("before", hook)

    def register_step_post_hook(self, hook):
        self._wrap_step()
        return self._add_hook("after", hook)

    def register_state_dict_pre_hook(self, hook, prepend=False):
        return self._add_hook("before saving", hook, prepend)

    def register_state_dict_post_hook(self, hook, prepend=False):
        return self._add_hook("after saving", hook, prepend)

    def register_load_state_dict_pre_hook(self, hook, prepend=False):
        return self._add_hook("before loading", hook, prepend)

    def register_load_state_dict_post_hook(self, hook, prepend=False):
        return self._add_hook("after loading", hook, prepend)

    # --- state ---

    def state_dict(self):
        self._run_hooks("before saving", self)
        numbers = {}
        groups = []
        for group in self.param_groups:
            for param in group["params"]:
                numbers.setdefault(id(param), len(numbers))
            packed = {key: value for key, value in group.items() if key != "params"}
            packed["params"] = [numbers[id(param)] for param in group["params"]]
            groups.append(packed)
        state = {
            numbers[id(key)] if isinstance(key, torch.Tensor) else key: value for key, value in self.state.items()
        }
        result = {"state": state, "param_groups": groups}
        for hook in list(self._hooks.get("after saving", {}).values()):
            changed = hook(self, result)
            if changed is not None:
                result = changed
        return result

    def load_state_dict(self, state_dict):
        state_dict = dict(state_dict)
        for hook in list(self._hooks.get("before loading", {}).values()):
            changed = hook(self, state_dict)
            if changed is not None:
                state_dict = changed
        groups = [dict(group) for group in state_dict["param_groups"]]
        if len(groups) != len(self.param_groups):
            raise ValueError("loaded state dict has a different number of parameter groups")
        if any(len(mine["params"]) != len(saved["params"]) for mine, saved in zip(self.param_groups, groups)):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of optimizer's group"
            )
        params = {}
        for mine, saved in zip(self.param_groups, groups):
            params.update(zip(saved["params"], mine["params"]))
            saved["params"] = mine["params"]
            if "param_names" in mine and "param_names" not in saved:
                saved["param_names"] = mine["param_names"]
        state = defaultdict(dict)
        for key, value in state_dict["state"].items():
            if key in params:
                state[params[key]] = _cast_state(params[key], value)
            else:
                state[key] = value
        self.__setstate__({"state": state, "param_groups": groups})
        self._run_hooks("after loading", self)

    def __repr__(self):
        text = self.__class__.__name__ + " ("
        for i, group in enumerate(self.param_groups):
            text += f"\nParameter Group {i}\n"
            for key in sorted(group.keys()):
                if key != "params":
                    text += f"    {key}: {group[key]}\n"
        return text + ")"


def _cast_state(param, value, key=None):
    """A saved state in the dtype of its parameter, but for counters."""
    if isinstance(value, torch.Tensor):
        return value.to(param.dtype) if key != "step" and param.is_floating_point() else value
    if isinstance(value, dict):
        return {name: _cast_state(param, each, name) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_cast_state(param, each) for each in value)
    return value


def _each_parameter(self, closure=None):
    """`step` of an optimizer whose `_update` changes one parameter."""
    loss = None
    if closure is not None:
        with torch.enable_grad():
            loss = closure()
    with torch.no_grad():
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is not None:
                    grad = -param.grad if group.get("maximize") else param.grad
                    state = self.state[param] if self._keeps_state(group) else None
                    self._update(param, grad, state, group)
    return loss


def _decayed(grad, param, group):
    """The gradient with that of the weight decay."""
    decay = group["weight_decay"]
    return grad.add(param, alpha=decay) if decay != 0 else grad


def _average(average, grad, beta):
    """Moves a running average towards the gradient."""
    average.add_((grad - average) * (1 - beta))


def _average_square(average, grad, beta):
    average.mul_(beta).addcmul_(grad, grad, value=1 - beta)
