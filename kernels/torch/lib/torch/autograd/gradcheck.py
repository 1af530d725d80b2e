# torch.autograd.gradcheck: gradients against differences.
import torch


class GradcheckError(RuntimeError):
    pass


def _tensors(values):
    return [each for each in (values if isinstance(values, (tuple, list)) else (values,)) if isinstance(each, torch.Tensor)]


def gradcheck(func, inputs, *, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True, nondet_tol=0.0, check_undefined_grad=True,
              check_grad_dtypes=False, check_batched_grad=False, check_batched_forward_grad=False, check_forward_ad=False,
              check_backward_ad=True, fast_mode=False, masked=None):  # fmt: skip
    """Compares every entry of the Jacobian with a central difference."""
    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    checked = [each for each in _tensors(inputs) if each.requires_grad]
    if len(checked) == 0:
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True."
        )
    outputs = _tensors(func(*inputs))
    for place, output in enumerate(outputs):
        if not output.requires_grad:
            continue
        for which, each in enumerate(checked):
            numeric = torch.zeros(each.numel(), output.numel(), dtype=torch.float64)
            flat = each.detach().view(-1) if each.is_contiguous() else None
            if flat is None:
                raise NotImplementedError("ishape: gradcheck of an input that is not contiguous is not available here")
            for at in range(each.numel()):
                kept = flat[at].item()
                with torch.no_grad():
                    flat[at] = kept + eps
                    above = _tensors(func(*inputs))[place].detach().clone().reshape(-1)
                    flat[at] = kept - eps
                    below = _tensors(func(*inputs))[place].detach().clone().reshape(-1)
                    flat[at] = kept
                numeric[at] = (above - below) / (2 * eps)
            analytical = torch.zeros_like(numeric)
            again = _tensors(func(*inputs))[place]
            for at in range(output.numel()):
                seed = torch.zeros_like(again).reshape(-1)
                seed[at] = 1
                (grad,) = torch.autograd.grad(again, each, seed.view_as(again), retain_graph=True, allow_unused=True)
                if grad is not None:
                    analytical[:, at] = grad.reshape(-1)
            if not torch.allclose(analytical, numeric, rtol, atol):
                if not raise_exception:
                    return False
                raise GradcheckError(
                    f"Jacobian mismatch for output {place} with respect to input {which},\nnumerical:{numeric}\nanalytical:{analytical}\n"
                )
    return True


def gradgradcheck(func, inputs, grad_outputs=None, *, eps=1e-6, atol=1e-5, rtol=1e-3, gen_non_contig_grad_outputs=False,
                  raise_exception=True, nondet_tol=0.0, check_undefined_grad=True, check_grad_dtypes=False,
                  check_batched_grad=False, check_fwd_over_rev=False, check_rev_over_rev=True, fast_mode=False, masked=False):  # fmt: skip
    """gradcheck of the gradient itself, by the inputs and by what is multiplied with it."""
    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    if grad_outputs is None:
        outputs = [out for out in _tensors(func(*inputs)) if out.requires_grad]
        grad_outputs = tuple(torch.randn_like(out, requires_grad=True) for out in outputs)
    else:
        grad_outputs = tuple(grad_outputs) if isinstance(grad_outputs, (tuple, list)) else (grad_outputs,)
    count = len(grad_outputs)

    def gradient(*values):
        own, seeds = values[:-count], values[-count:]
        checked = [each for each in own if isinstance(each, torch.Tensor) and each.requires_grad]
        with torch.enable_grad():
            results = [out for out in _tensors(func(*own)) if out.requires_grad]
            found = torch.autograd.grad(results, checked, seeds, create_graph=True, allow_unused=True)
        if all(each is None or not each.requires_grad for each in found):
            raise RuntimeError("the gradient has no graph: it cannot be differentiated again")
        return tuple(each for each in found if each is not None)

    return gradcheck(
        gradient, inputs + grad_outputs, eps=eps, atol=atol, rtol=rtol, raise_exception=raise_exception
    )
