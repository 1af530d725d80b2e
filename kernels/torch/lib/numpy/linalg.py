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


def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    source = np._floats(np.asarray(x)._t)
    return np._out(torch.linalg.vector_norm(source, ord, dim=axis, keepdim=keepdims))


def matrix_norm(x, /, *, keepdims=False, ord="fro"):
    return norm(x, ord, (-2, -1), keepdims)


def _square(*arrays):
    for each in arrays:
        each = np.asarray(each)
        if each.ndim < 2:
            raise LinAlgError(f"{each.ndim}-dimensional array given. Array must be at least two-dimensional")
        if each.shape[-1] != each.shape[-2]:
            raise LinAlgError("Last 2 dimensions of the array must be square")


def inv(a):
    _square(a)
    return np._of(_run("inv", a))


def pinv(a, rcond=None, hermitian=False, *, rtol=None):
    least = rtol if rcond is None else rcond
    return np._of(_run("pinv", a, **({} if least is None else {"rtol": least})))


def cond(x, p=None):
    x = np.asarray(x)
    if p is None or p in (2, -2):
        sizes = svd(x, compute_uv=False)
        return sizes[..., 0] / sizes[..., -1] if p != -2 else sizes[..., -1] / sizes[..., 0]
    return norm(x, p, (-2, -1)) * norm(inv(x), p, (-2, -1))


def svdvals(x, /):
    return svd(x, compute_uv=False)


def diagonal(x, /, *, offset=0):
    return np.diagonal(x, offset, -2, -1)


def trace(x, /, *, offset=0, dtype=None):
    return np.trace(x, offset, -2, -1, dtype)


def outer(x1, x2, /):
    x1, x2 = np.asarray(x1), np.asarray(x2)
    if x1.ndim != 1 or x2.ndim != 1:
        raise ValueError(f"Input arrays must be one-dimensional, but they are {x1.ndim=} and {x2.ndim=}.")
    return np.outer(x1, x2)


def cross(x1, x2, /, *, axis=-1):
    return np.cross(x1, x2, axis=axis)


def matmul(x1, x2, /):
    return np.matmul(x1, x2)


def matrix_transpose(x, /):
    return np.asarray(x).mT


def tensordot(x1, x2, /, *, axes=2):
    return np.tensordot(x1, x2, axes)


def vecdot(x1, x2, /, *, axis=-1):
    return np.vecdot(x1, x2, axis=axis)


def tensorinv(a, ind=2):
    return np._of(_run("tensorinv", a, ind=ind))


def tensorsolve(a, b, axes=None):
    return np._of(_run("tensorsolve", a, b, dims=axes))


def det(a):
    _square(a)
    return np._out(_run("det", a))


def slogdet(a):
    return SlogdetResult(*(np._out(each) for each in _run("slogdet", a)))


def solve(a, b):
    return np._of(_run("solve", a, b))


def lstsq(a, b, rcond=None):
    a, b = np.asarray(a) + 0.0, np.asarray(b) + 0.0
    found = _run("lstsq", a, b[:, None] if b.ndim == 1 else b)
    solution = np._of(found[0][:, 0] if b.ndim == 1 else found[0])
    sizes = svd(a, compute_uv=False)
    least = (np.finfo(a.dtype).eps * max(a.shape) if rcond is None else rcond) * sizes[0]
    rank = np.int32(int((sizes > least).sum()))
    away = b - a @ solution
    left_over = np.atleast_1d((away * away).sum(0)) if rank == a.shape[1] and a.shape[0] > a.shape[1] else np.asarray([], a.dtype)
    return solution, left_over, rank, sizes


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
    _square(a)
    return EighResult(*(np._of(each) for each in _run("eigh", a, UPLO=UPLO.upper())))


def eigvalsh(a, UPLO="L"):
    _square(a)
    return np._of(_run("eigvalsh", a, UPLO=UPLO.upper()))


def _real_if_all_are(a, values, *others):
    """Eigenvalues of a real array come as real numbers where none has an imaginary part."""
    if np.asarray(a).dtype.kind == "c" or bool((values.imag != 0).any()):
        return (values, *others)
    return tuple(each.real.copy() for each in (values, *others))


def eig(a):
    _square(a)
    return EigResult(*_real_if_all_are(a, *(np._of(each) for each in _run("eig", a))))


def eigvals(a):
    _square(a)
    return _real_if_all_are(a, np._of(_run("eigvals", a)))[0]


def matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    if np.asarray(A).ndim < 2:
        return int(np.asarray(A).any())
    given = {name: value for name, value in (("atol", tol), ("rtol", rtol)) if value is not None}
    if tol is not None:
        given["rtol"] = 0.0
    return np._out(_run("matrix_rank", A, **given))


def matrix_power(a, n):
    return np._of(_run("matrix_power", a, n))


def multi_dot(arrays):
    made = np.asarray(arrays[0])
    for each in arrays[1:]:
        made = np.dot(made, each)
    return made
