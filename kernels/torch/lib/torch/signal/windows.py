# torch.signal.windows: windows of M points, symmetric unless said otherwise.
import torch
from collections.abc import Iterable
from math import pi, sqrt


def _window(name, M, dtype, layout, device, requires_grad, points, one=True):
    """`points(line)` computes the window; `line(start, step)` is M numbers from start, step apart."""
    dtype = torch.get_default_dtype() if dtype is None else dtype
    if M < 0:
        raise ValueError(f"{name} requires non-negative window length, got M={M}")
    if layout is not torch.strided:
        raise ValueError(f"{name} is implemented for strided tensors only, got: {layout}")
    if dtype not in (torch.float32, torch.float64):
        raise ValueError(f"{name} expects float32 or float64 dtypes, got: {dtype}")
    if M == 0:
        return torch.empty((0,), dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)
    if M == 1 and one:
        return torch.ones((1,), dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)

    def line(start, step, highest=None):
        end = start + (M - 1) * step
        end = end if highest is None else min(highest, end)
        return torch.linspace(start=start, end=end, steps=M, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)

    return points(line)


def exponential(M, *, center=None, tau=1.0, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    if tau <= 0:
        raise ValueError(f"Tau must be positive, got: {tau} instead.")
    if sym and center is not None:
        raise ValueError("Center must be None for symmetric windows")
    middle = (M if not sym and M > 1 else M - 1) / 2.0 if center is None else center
    return _window(
        "exponential", M, dtype, layout, device, requires_grad, lambda line: torch.exp(-torch.abs(line(-middle / tau, 1 / tau))), one=False
    )


def cosine(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    step = pi / (M + 1 if not sym and M > 1 else max(M, 1))
    return _window("cosine", M, dtype, layout, device, requires_grad, lambda line: torch.sin(line(step / 2, step)), one=False)


def gaussian(M, *, std=1.0, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    if std <= 0:
        raise ValueError(f"Standard deviation must be positive, got: {std} instead.")
    start = -(M if not sym and M > 1 else M - 1) / 2.0
    step = 1 / (std * sqrt(2))
    return _window("gaussian", M, dtype, layout, device, requires_grad, lambda line: torch.exp(-line(start * step, step) ** 2), one=False)


def kaiser(M, *, beta=12.0, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    if beta < 0:
        raise ValueError(f"beta must be non-negative, got: {beta} instead.")

    def points(line):
        k = line(-beta, 2.0 * beta / (M if not sym else M - 1), beta)
        return torch.i0(torch.sqrt(beta * beta - torch.pow(k, 2))) / torch.i0(torch.tensor(beta, device=device))

    return _window("kaiser", M, dtype, layout, device, requires_grad, points)


def bartlett(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return _window(
        "bartlett", M, dtype, layout, device, requires_grad, lambda line: 1 - torch.abs(line(-1, 2 / (M if not sym else M - 1)))
    )


def general_cosine(M, *, a, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return _cosines("general_cosine", M, a, sym, dtype, layout, device, requires_grad)


def _cosines(name, M, a, sym, dtype, layout, device, requires_grad):
    def points(line):
        if not isinstance(a, Iterable):
            raise TypeError("Coefficients must be a list/tuple")
        if not a:
            raise ValueError("Coefficients cannot be empty")
        k = line(0, 2 * pi / (M if not sym else M - 1))
        weights = torch.tensor([(-1) ** i * w for i, w in enumerate(a)], device=device, dtype=k.dtype, requires_grad=requires_grad)
        order = torch.arange(weights.shape[0], dtype=k.dtype, device=device, requires_grad=requires_grad)
        return (weights.unsqueeze(-1) * torch.cos(order.unsqueeze(-1) * k)).sum(0)

    return _window(name, M, dtype, layout, device, requires_grad, points)


def general_hamming(M, *, alpha=0.54, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_cosine(M, a=[alpha, 1.0 - alpha], sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def hamming(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_hamming(M, sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def hann(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_hamming(M, alpha=0.5, sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def blackman(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return _cosines("blackman", M, [0.42, 0.5, 0.08], sym, dtype, layout, device, requires_grad)


def nuttall(M, *, sym=True, dtype=None, layout=torch.strided, device=None, requires_grad=False):
    return general_cosine(
        M, a=[0.3635819, 0.4891775, 0.1365995, 0.0106411], sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad
    )
