# numpy.fft on torch.fft.
import numpy as np
import torch


def _complex(a):
    source = np._floats(np.asarray(a)._t)
    return source.to(torch.complex128) if source.dtype == torch.float64 else source


def fft(a, n=None, axis=-1, norm=None, out=None):
    return np._of(torch.fft.fft(_complex(a), n, axis, norm))


def ifft(a, n=None, axis=-1, norm=None, out=None):
    return np._of(torch.fft.ifft(_complex(a), n, axis, norm))


def rfft(a, n=None, axis=-1, norm=None, out=None):
    return np._of(torch.fft.rfft(np._floats(np.asarray(a)._t), n, axis, norm))


def irfft(a, n=None, axis=-1, norm=None, out=None):
    return np._of(torch.fft.irfft(_complex(a), n, axis, norm))


def hfft(a, n=None, axis=-1, norm=None, out=None):
    return np._of(torch.fft.hfft(_complex(a), n, axis, norm))


def ihfft(a, n=None, axis=-1, norm=None, out=None):
    return np._of(torch.fft.ihfft(np._floats(np.asarray(a)._t), n, axis, norm))


def fft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return fftn(a, s, axes, norm)


def ifft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return ifftn(a, s, axes, norm)


def rfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return rfftn(a, s, axes, norm)


def irfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return irfftn(a, s, axes, norm)


def fftn(a, s=None, axes=None, norm=None, out=None):
    return np._of(torch.fft.fftn(_complex(a), s, axes, norm))


def ifftn(a, s=None, axes=None, norm=None, out=None):
    return np._of(torch.fft.ifftn(_complex(a), s, axes, norm))


def rfftn(a, s=None, axes=None, norm=None, out=None):
    return np._of(torch.fft.rfftn(np._floats(np.asarray(a)._t), s, axes, norm))


def irfftn(a, s=None, axes=None, norm=None, out=None):
    return np._of(torch.fft.irfftn(_complex(a), s, axes, norm))


def fftshift(x, axes=None):
    return np._of(torch.fft.fftshift(np.asarray(x)._t, axes))


def ifftshift(x, axes=None):
    return np._of(torch.fft.ifftshift(np.asarray(x)._t, axes))


def fftfreq(n, d=1.0, device=None):
    return np._of(torch.fft.fftfreq(n, d, dtype=torch.float64))


def rfftfreq(n, d=1.0, device=None):
    return np._of(torch.fft.rfftfreq(n, d, dtype=torch.float64))
