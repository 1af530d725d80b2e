# einops.layers.torch: Rearrange, Reduce and EinMix as modules.
import string
import warnings

import torch
from einops import EinopsError
from einops.einops import _DOTS, _plan, _Side


class _PatternLayer(torch.nn.Module):
    """A pattern that is checked when the layer is made: for every number of dims that it fits."""

    def _prepare(self, operation):
        try:
            left = _Side(self.pattern.split("->")[0])
            dims = [len(left.groups)] if not left.has_dots else [len(left.groups) - 1 + extra for extra in range(8)]
            names = tuple(self.axes_lengths)
            self._plans = {ndim: _plan(self.pattern, operation, names, ndim) for ndim in dims}
        except EinopsError as error:
            raise EinopsError(f" Error while preparing {self!r}\n {error}") from None

    def _run(self, x, operation):
        return self._plans[len(x.shape)].apply(x, operation, self.axes_lengths)

    def _shown(self, *params):
        words = [repr(each) for each in params] + [f"{axis}={length}" for axis, length in self.axes_lengths.items()]
        return f"{type(self).__name__}({', '.join(words)})"


class Rearrange(_PatternLayer):
    def __init__(self, pattern, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.axes_lengths = axes_lengths
        self._prepare("rearrange")

    def __repr__(self):
        return self._shown(self.pattern)

    def forward(self, input):
        return self._run(input, "rearrange")


class Reduce(_PatternLayer):
    def __init__(self, pattern, reduction, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.reduction = reduction
        self.axes_lengths = axes_lengths
        self._prepare(reduction)

    def __repr__(self):
        return self._shown(self.pattern, self.reduction)

    def forward(self, input):
        return self._run(input, self.reduction)


def _complain(axes, message):
    if axes:
        raise EinopsError(message.format("{" + ", ".join(repr(axis) for axis in axes) + "}"))


class EinMix(torch.nn.Module):
    """einsum of the input with a weight of its own, with the pattern's reshapes before and after."""

    def __init__(self, pattern, weight_shape, bias_shape=None, **axes_lengths):
        super().__init__()
        self.pattern, self.weight_shape, self.bias_shape = pattern, weight_shape, bias_shape
        self.axes_lengths = axes_lengths
        left_text, right_text = pattern.split("->")
        left, right, weight = _Side(left_text), _Side(right_text), _Side(weight_shape)
        self._check(left, right, weight)
        self.pre_rearrange = self.post_rearrange = None
        if any(len(group) != 1 for group in left.groups):
            names = [axis for group in left.groups for axis in group]
            flat = " ".join("..." if axis == _DOTS else axis for axis in names)
            lengths = {name: length for name, length in axes_lengths.items() if name in names}
            self.pre_rearrange = Rearrange(f"{left_text}-> {flat}", **lengths)
        if any(len(group) != 1 for group in right.groups) or right.dots_in_group:
            names = [axis for group in right.groups for axis in group]
            flat = " ".join("..." if axis == _DOTS else axis for axis in names)
            self.post_rearrange = Rearrange(f"{flat} ->{right_text}")
        self._check_sizes(left, right, weight)
        sizes = [axes_lengths[axis] for (axis,) in weight.groups]
        fan_in = 1
        for (axis,) in weight.groups:
            fan_in *= 1 if axis in right.identifiers else axes_lengths[axis]
        bound = (3 / fan_in) ** 0.5
        biases = None if bias_shape is None else self._bias_sizes(right)
        self.weight = torch.nn.Parameter(torch.zeros(sizes).uniform_(-bound, bound), requires_grad=True)
        bound = (1 / fan_in) ** 0.5
        self.bias = None
        if biases is not None:
            self.bias = torch.nn.Parameter(torch.zeros(biases).uniform_(-bound, bound), requires_grad=True)
        names = sorted({*left.identifiers, *right.identifiers, *weight.identifiers} - {_DOTS})
        letters = dict(zip(names, string.ascii_lowercase))
        letters[_DOTS] = "..."
        texts = ["".join(letters[axis] for axis in side.axes()) for side in (left, weight, right)]
        self.einsum_pattern = f"{texts[0]},{texts[1]}->{texts[2]}"

    def _check(self, left, right, weight):
        pattern = self.pattern
        unknown = right.identifiers - {*left.identifiers, *weight.identifiers}
        _complain(unknown, "Unrecognized identifiers on the right side of EinMix {}")
        if weight.has_dots:
            raise EinopsError("Ellipsis is not supported in weight, as its shape should be fully specified")
        if left.has_dots or right.has_dots:
            if not (left.has_dots and right.has_dots):
                raise EinopsError(f"Ellipsis in EinMix should be on both sides, {pattern}")
            if left.dots_in_group:
                raise EinopsError(f"Ellipsis on left side can't be in parenthesis, got {pattern}")
        if left.has_numbers or right.has_numbers or weight.has_numbers:
            raise EinopsError("Anonymous axes (numbers) are not allowed in EinMix")
        if "(" in self.weight_shape or ")" in self.weight_shape:
            raise EinopsError(f"Parenthesis is not allowed in weight shape: {self.weight_shape}")

    def _check_sizes(self, left, right, weight):
        for axis in weight.axes():
            if axis not in self.axes_lengths:
                raise EinopsError(f"Dimension {axis} of weight should be specified")
        _complain(set(self.axes_lengths) - {*left.identifiers, *weight.identifiers}, "Axes {} are not used in pattern")
        _complain(weight.identifiers - {*left.identifiers, *right.identifiers}, "Weight axes {} are redundant")
        if len(weight.identifiers) == 0:
            warnings.warn("EinMix: weight has no dimensions (means multiplication by a number)", stacklevel=2)

    def _bias_sizes(self, right):
        if not isinstance(self.bias_shape, str):
            raise EinopsError("bias shape should be string specifying which axes bias depends on")
        bias = _Side(self.bias_shape)
        _complain(bias.identifiers - right.identifiers, "Bias axes {} not present in output")
        _complain(bias.identifiers - set(self.axes_lengths), "Sizes not provided for bias axes {}")
        sizes, seen = [], False
        for axis in right.axes():
            if axis == _DOTS:
                if seen:
                    raise EinopsError("all bias dimensions should go after ellipsis in the output")
            elif axis in bias.identifiers:
                sizes.append(self.axes_lengths[axis])
                seen = True
            else:
                sizes.append(1)
        return sizes

    def forward(self, input):
        if self.pre_rearrange is not None:
            input = self.pre_rearrange(input)
        result = torch.einsum(self.einsum_pattern, input, self.weight)
        if self.bias is not None:
            result += self.bias
        if self.post_rearrange is not None:
            result = self.post_rearrange(result)
        return result

    def __repr__(self):
        words = [repr(self.pattern), f"'{self.weight_shape}'"]
        if self.bias_shape is not None:
            words.append(f"'{self.bias_shape}'")
        words += [f"{axis}={length}" for axis, length in self.axes_lengths.items()]
        return f"{type(self).__name__}({', '.join(words)})"
