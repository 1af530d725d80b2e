# torch.testing: comparisons that say what differs.
from collections.abc import Mapping, Sequence

import torch

_TOLERANCES = {
    torch.float16: (1e-3, 1e-5), torch.bfloat16: (1.6e-2, 1e-5), torch.float32: (1.3e-6, 1e-5), torch.float64: (1e-7, 1e-7),
    torch.complex64: (1.3e-6, 1e-5), torch.complex128: (1e-7, 1e-7),
}
_NUMBERS = (int, float, complex)


class _Mismatch(Exception):
    def __init__(self, kind, text, path):
        super().__init__(text)
        self.kind, self.text, self.path = kind, text, path

    def error(self, msg):
        if not isinstance(msg, str):
            text = self.text
            if self.path:
                text += f"\n\nThe failure occurred for item {''.join(str([item]) for item in self.path)}"
            msg = msg(text) if callable(msg) else text
        return self.kind(msg)


class _Comparison:
    """What is to be checked, and how closely."""

    def __init__(self, allow_subclasses, rtol, atol, equal_nan, check_device, check_dtype, check_layout, check_stride):
        self.allow_subclasses, self.rtol, self.atol, self.equal_nan = allow_subclasses, rtol, atol, equal_nan
        self.check_device, self.check_dtype = check_device, check_dtype
        self.check_layout, self.check_stride = check_layout, check_stride

    def compare(self, actual, expected, path=()):
        if isinstance(actual, Sequence) and isinstance(expected, Sequence) and not isinstance(actual, str):
            self._items(actual, expected, path)
        elif isinstance(actual, Mapping) and isinstance(expected, Mapping):
            self._mappings(actual, expected, path)
        elif actual is None or expected is None:
            if actual is not expected:
                raise _Mismatch(AssertionError, f"None mismatch: {actual} is not {expected}", path)
        elif isinstance(actual, bool) and isinstance(expected, bool):
            if actual is not expected:
                raise _Mismatch(AssertionError, f"Booleans mismatch: {actual} is not {expected}", path)
        elif isinstance(actual, _NUMBERS) and isinstance(expected, _NUMBERS):
            self._numbers(actual, expected, path)
        else:
            self._tensors(actual, expected, path)

    def _items(self, actual, expected, path):
        if len(actual) != len(expected):
            text = f"The length of the sequences mismatch: {len(actual)} != {len(expected)}"
            raise _Mismatch(AssertionError, text, path)
        for i, (a, b) in enumerate(zip(actual, expected)):
            self.compare(a, b, (*path, i))

    def _mappings(self, actual, expected, path):
        missing, more = set(expected) - set(actual), set(actual) - set(expected)
        if missing or more:
            text = (
                "The keys of the mappings do not match:\n"
                f"Missing keys in the actual mapping: {sorted(missing)}\n"
                f"Additional keys in the actual mapping: {sorted(more)}"
            )
            raise _Mismatch(AssertionError, text, path)
        for key in sorted(actual) if all(isinstance(key, str) for key in actual) else actual:
            self.compare(actual[key], expected[key], (*path, key))

    def _within(self, *dtypes):
        if self.rtol is not None:
            return self.rtol, self.atol
        pairs = [_TOLERANCES.get(dtype, (0.0, 0.0)) for dtype in dtypes]
        return max(pair[0] for pair in pairs), max(pair[1] for pair in pairs)

    def _numbers(self, actual, expected, path):
        if self.check_dtype and type(actual) is not type(expected):
            raise _Mismatch(AssertionError, f"The (d)types do not match: {type(actual)} != {type(expected)}.", path)
        kinds = {int: torch.int64, float: torch.float64, complex: torch.complex128, bool: torch.bool}
        rtol, atol = self._within(kinds[type(actual)], kinds[type(expected)])
        if actual == expected or (self.equal_nan and actual != actual and expected != expected):
            return
        apart = abs(actual - expected)
        if apart <= atol + rtol * abs(expected) and apart != float("inf"):
            return
        raise _Mismatch(AssertionError, _scalar_text(actual, expected, rtol, atol), path)

    def _tensors(self, actual, expected, path):
        related = isinstance(actual, type(expected)) or isinstance(expected, type(actual))
        try:
            if not related:
                raise TypeError
            a, b = (each if isinstance(each, torch.Tensor) else _array(each) for each in (actual, expected))
        except TypeError:
            text = f"No comparison pair was able to handle inputs of type {type(actual)} and {type(expected)}."
            raise _Mismatch(TypeError, text, path) from None
        self._attributes(a, b, path)
        rtol, atol = self._within(a.dtype, b.dtype)
        a, b = a.detach(), b.detach()
        if a.dtype is not b.dtype:
            dtype = torch.promote_types(a.dtype, b.dtype)
            a, b = a.to(dtype), b.to(dtype)
        matches = torch.isclose(a, b, rtol=rtol, atol=atol, equal_nan=self.equal_nan)
        if bool(matches.all()):
            return
        if a.dim() == 0:
            text = _scalar_text(a.item(), b.item(), rtol, atol)
        else:
            text = _tensor_text(a, b, ~matches, rtol, atol)
        raise _Mismatch(AssertionError, text, path)

    def _attributes(self, a, b, path):
        def differ(name, first, second):
            raise _Mismatch(AssertionError, f"The values for attribute '{name}' do not match: {first} != {second}.", path)

        if a.shape != b.shape:
            differ("shape", a.shape, b.shape)
        if self.check_device and a.device != b.device:
            differ("device", a.device, b.device)
        if self.check_dtype and a.dtype is not b.dtype:
            differ("dtype", a.dtype, b.dtype)
        if self.check_stride and a.stride() != b.stride():
            differ("stride()", a.stride(), b.stride())


def _array(value):
    import numpy

    if not isinstance(value, numpy.ndarray):
        raise TypeError
    return torch.as_tensor(value)


def _headline(what, rtol, atol):
    return f"{what} are not {'equal' if rtol == 0 and atol == 0 else 'close'}!\n\n"


def _allowed(tolerance, exact):
    return "" if exact else f" (up to {tolerance} allowed)"


def _scalar_text(actual, expected, rtol, atol):
    exact = rtol == 0 and atol == 0
    apart = abs(actual - expected)
    relative = float("inf") if expected == 0 else abs(apart / expected)
    return (
        _headline("Scalars", rtol, atol)
        + f"Expected {expected} but got {actual}.\n"
        + f"Absolute difference: {apart}{_allowed(atol, exact)}\n"
        + f"Relative difference: {relative}{_allowed(rtol, exact)}"
    )


def _tensor_text(a, b, wrong, rtol, atol):
    exact = rtol == 0 and atol == 0
    count, total = int(wrong.sum()), wrong.numel()
    wrong_flat = wrong.flatten()
    a, b = a.flatten(), b.flatten()
    if not a.is_floating_point() and not a.is_complex():
        a, b = a.to(torch.int64), b.to(torch.int64)
    apart = torch.where(wrong_flat, torch.abs(a - b), 0)
    relative = torch.where(wrong_flat, apart / torch.abs(b), 0)
    lines = [f"Mismatched elements: {count} / {total} ({count / total:.1%})"]
    for word, values, tolerance in (("absolute", apart, atol), ("relative", relative, rtol)):
        value, at = torch.max(values, 0)
        index = tuple(int(each) for each in torch.unravel_index(at, wrong.shape))
        lines.append(f"Greatest {word} difference: {value.item()} at index {index}{_allowed(tolerance, exact)}")
    return _headline("Tensor-likes", rtol, atol) + "\n".join(lines)


def assert_close(
    actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True, check_dtype=True,
    check_layout=True, check_stride=False, msg=None,
):
    if (rtol is None) != (atol is None):
        absent, given = ("atol", "rtol") if atol is None else ("rtol", "atol")
        raise ValueError(f"Both 'rtol' and 'atol' must be either specified or omitted, but got no {absent}.")
    comparison = _Comparison(
        allow_subclasses, rtol, atol, equal_nan, check_device, check_dtype, check_layout, check_stride
    )
    try:
        comparison.compare(actual, expected)
    except _Mismatch as mismatch:
        found = mismatch
    else:
        return
    raise found.error(msg)


def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True, msg=""):
    if not isinstance(actual, torch.Tensor):
        actual = torch.tensor(actual)
    if not isinstance(expected, torch.Tensor):
        expected = torch.tensor(expected, dtype=actual.dtype)
    if rtol is None and atol is None:
        pairs = [{torch.float16: (1e-3, 1e-3), torch.float32: (1e-4, 1e-5), torch.float64: (1e-5, 1e-8)}.get(each.dtype, (0.0, 0.0)) for each in (actual, expected)]
        rtol, atol = max(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
    assert_close(
        actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan, check_device=True, check_dtype=False,
        check_stride=False, msg=msg or None,
    )
