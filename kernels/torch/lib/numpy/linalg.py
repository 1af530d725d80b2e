# numpy.linalg on torch.linalg.
from collections import namedtuple

import numpy as np
import torch

SlogdetResult = namedtuple("SlogdetResult", ["sign", "logabsdet"])
QRResult = namedtuple("QRResult", ["Q", "R"])
SVDResult = namedtuple("SVDResult", ["U", "S", "Vh"])
EighResult = namedtuple("EighResult", ["eigenvalues", "eigenvectors"])
EigResult = namedtuple("EigResult", ["eigenvalues", "eigenvectors"])


class LinAlgError(ValueError):
    pass


def _run(name, *args, **kwargs):
    tensors = [np._floats(np.asarray(each)._t) if not isinstance(each, (int, float, str, type(None))) else each for each in args]
    try:
        return getattr(torch.linalg, name)(*tensors, **kwargs)
    except NotImplementedError:
        raise
    except RuntimeError as error:
        if "singular" in str(error):
            raise LinAlgError("Singular matrix") from None
        if "positive-definite" in str(error):
            raise LinAlgError("Matrix is not positive definite") from None
        raise LinAlgError(str(error)) from None


def norm(x, ord=None, axis=None, keepdims=False):
    x = np.asarray(x)
    source = np._floats(x._t)
    if axis is None and ord is None:
        made = torch.linalg.vector_norm(source.reshape(-1))
        return np._out(made.reshape((1,) * x.ndim) if keepdims else made)
    if isinstance(axis, int) or (axis is None and x.ndim == 1):
        return np._out(torch.linalg.vector_norm(source, 2 if ord is None else ord, dim=axis, keepdim=keepdims))
    return np._out(torch.linalg.matrix_norm(source, "fro" if ord is None else ord, dim=(-2, -1) if axis is None else axis, keepdim=keepdims))


def inv(a):
    return np._of(_run("inv", a))


def pinv(a, rcond=None, hermitian=False):
    return np._of(_run("pinv", a))


def det(a):
    return np._out(_run("det", a))


def slogdet(a):
    return SlogdetResult(*(np._out(each) for each in _run("slogdet", a)))


def solve(a, b):
    return np._of(_run("solve", a, b))


def lstsq(a, b, rcond=None):
    found = _run("lstsq", a, np.asarray(b)[:, None] if np.asarray(b).ndim == 1 else b)
    solution = found[0]
    rank = int(torch.linalg.matrix_rank(np._floats(np.asarray(a)._t)))
    return np._of(solution[:, 0] if np.asarray(b).ndim == 1 else solution), np.asarray([]), rank, svd(a, compute_uv=False)


def cholesky(a, /, *, upper=False):
    return np._of(_run("cholesky", a, upper=upper))


def qr(a, mode="reduced"):
    found = [np._of(each) for each in _run("qr", a, mode=mode)]
    return found[1] if mode == "r" else QRResult(*found)


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    if not compute_uv:
        return np._of(_run("svdvals", a))
    return SVDResult(*(np._of(each) for each in _run("svd", a, full_matrices=full_matrices)))


def eigh(a, UPLO="L"):
    return EighResult(*(np._of(each) for each in _run("eigh", a)))


def eigvalsh(a, UPLO="L"):
    return np._of(_run("eigvalsh", a))


def eig(a):
    return EigResult(*(np._of(each) for each in _run("eig", a)))


def eigvals(a):
    return np._of(_run("eigvals", a))


def matrix_rank(A, tol=None, hermitian=False):
    return np._out(_run("matrix_rank", A))


def matrix_power(a, n):
    return np._of(_run("matrix_power", a, n))


def multi_dot(arrays):
    made = np.asarray(arrays[0])
    for each in arrays[1:]:
        made = np.dot(made, each)
    return made
