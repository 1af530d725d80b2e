# torch.utils.hooks: the backward hooks of modules, which see the gradients at a module's outputs and inputs.
import torch
from torch._nn import RemovableHandle as _Handle

RemovableHandle = _Handle


class BackwardHookFunction(torch.autograd.Function):
    """The identity, as one node of the graph on which hooks can sit."""

    @staticmethod
    def forward(ctx, *args):
        ctx.mark_non_differentiable(*[arg for arg in args if not arg.requires_grad])
        return tuple(arg.view_as(arg) for arg in args)

    @staticmethod
    def backward(ctx, *args):
        return args


def unserializable_hook(f):
    f.__torch_unserializable__ = True
    return f


class BackwardHook:
    """The hooks of one call of a module: one node before it and one behind."""

    def __init__(self, module, user_hooks, user_pre_hooks):
        self.module, self.user_hooks, self.user_pre_hooks = module, user_hooks, user_pre_hooks
        self.grad_outputs = None
        self.input_tensors_index = self.output_tensors_index = None
        self.n_inputs = self.n_outputs = -1

    def _spread(self, indices, values, size):
        spread = [None] * size
        for index, value in zip(indices, values):
            spread[index] = value
        return tuple(spread)

    def _through_node(self, args, hook):
        """The arguments with their tensors passed through a node with a hook, and where the tensors are."""
        indices = [i for i, arg in enumerate(args) if isinstance(arg, torch.Tensor)]
        tensors = [args[i] for i in indices]
        if not (any(tensor.requires_grad for tensor in tensors) and torch.is_grad_enabled()):
            return args, None
        passed = BackwardHookFunction.apply(*tensors)
        passed = passed if isinstance(passed, tuple) else (passed,)
        next(each.grad_fn for each in passed if each.grad_fn is not None).register_hook(hook)
        changed = list(args)
        for index, value in zip(indices, passed):
            changed[index] = value
        return (tuple(changed) if type(args) is tuple else type(args)(*changed)), indices

    def setup_input_hook(self, args):
        def at_inputs(grad_input, _):
            if self.grad_outputs is None:
                return None
            gradients = self._spread(self.input_tensors_index, grad_input, self.n_inputs)
            for hook in self.user_hooks:
                changed = hook(self.module, gradients, self.grad_outputs)
                if changed is None:
                    continue
                if len(changed) != len(gradients):
                    raise RuntimeError(
                        "Backward hook returned an invalid number of grad_input, "
                        f"got {len(changed)}, but expected {len(gradients)}"
                    )
                gradients = changed
            self.grad_outputs = None
            return tuple(gradients[i] for i in self.input_tensors_index)

        self.n_inputs = len(args)
        args, self.input_tensors_index = self._through_node(args, at_inputs)
        return args

    def setup_output_hook(self, args):
        def at_outputs(_, grad_output):
            self.grad_outputs = self._spread(self.output_tensors_index, grad_output, self.n_outputs)
            for hook in self.user_pre_hooks:
                changed = hook(self.module, self.grad_outputs)
                if changed is None:
                    continue
                if len(changed) != len(self.grad_outputs):
                    raise RuntimeError(
                        "Backward pre hook returned an invalid number of grad_output, "
                        f"got {len(changed)}, but expected {len(self.grad_outputs)}"
                    )
                self.grad_outputs = changed
            own = self.grad_outputs
            if self.input_tensors_index is None:
                self._without_inputs()
            return tuple(own[i] for i in self.output_tensors_index)

        single = not isinstance(args, tuple)
        args = (args,) if single else args
        self.n_outputs = len(args)
        args, self.output_tensors_index = self._through_node(args, at_outputs)
        return args[0] if single else args

    def _without_inputs(self):
        """No input takes part in the graph: the hooks run as soon as the gradients of the outputs are there."""
        import warnings

        warnings.warn(
            "Full backward hook is firing when gradients are computed with respect to module outputs since no inputs require "
            "gradients. See https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html"
            "#torch.nn.Module.register_full_backward_hook for more details.",
            stacklevel=5,
        )
        gradients = (None,) * self.n_inputs
        for hook in self.user_hooks:
            changed = hook(self.module, gradients, self.grad_outputs)
            if changed is not None and not (isinstance(changed, tuple) and all(each is None for each in changed)):
                raise RuntimeError(
                    "Backward hook for Modules where no input requires gradient should always return None or None for all gradients."
                )
        self.grad_outputs = None


class _OldHooks:
    """Hooks of register_backward_hook: they sit on the node that made the output."""

    def __init__(self, module, hooks):
        self.module, self.hooks = module, hooks

    def setup_input_hook(self, args):
        return args

    def setup_output_hook(self, result):
        tensor = result
        while not isinstance(tensor, torch.Tensor):
            tensor = next(each for each in tensor.values() if isinstance(each, torch.Tensor)) if isinstance(tensor, dict) else tensor[0]
        if tensor.grad_fn is not None:
            for hook in self.hooks:
                tensor.grad_fn.register_hook(lambda inputs, outputs, hook=hook: hook(self.module, inputs, outputs))
        return result


def _module_backward(module):
    """What a call of a module with backward hooks does before and after forward."""
    hooks = list(module._backward_hooks.values())
    if module._is_full_backward_hook is False and hooks:
        return _OldHooks(module, hooks)
    return BackwardHook(module, hooks, list(module._backward_pre_hooks.values()))
