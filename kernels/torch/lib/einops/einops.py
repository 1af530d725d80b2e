# einops: rearrange, reduce, repeat, einsum and their like. A pattern is parsed once and planned once for each number of dims; the plan
# is a reshape to elementary axes, a permutation, a reduction, new axes and a final reshape, each left out where it changes nothing.
import keyword
import string
import warnings


class EinopsError(RuntimeError):
    """Runtime error thrown by einops"""


_DOTS = "…"
_REDUCTIONS = ("min", "max", "sum", "mean", "prod", "any", "all")


class AnonymousAxis:
    """An axis written as a number; each is another axis, even of equal length."""

    def __init__(self, value):
        self.value = int(value)
        if self.value < 1:
            raise EinopsError(f"Anonymous axis should have positive length, not {self.value}")

    def __repr__(self):
        return f"{self.value}-axis"


def _name_problem(name, allow_underscore=False):
    """Why the text is no name of an axis; None if it is one."""
    if not name.isidentifier():
        return "not a valid python identifier"
    if name[0] == "_" or name[-1] == "_":
        return None if name == "_" and allow_underscore else "axis name should should not start or end with underscore"
    if keyword.iskeyword(name):
        warnings.warn(f"It is discouraged to use axes names that are keywords: {name}", RuntimeWarning, stacklevel=2)
    if name == "axis":
        warnings.warn(
            "It is discouraged to use 'axis' as an axis name and will raise an error in future", FutureWarning, stacklevel=2
        )
    return None


class _Side:
    """One side of a pattern. `groups` holds a list of axes for each dim, or the ellipsis itself where it stands alone."""

    def __init__(self, text, allow_underscore=False, allow_duplicates=False):
        self.has_dots = "." in text
        self.dots_in_group = None
        self.identifiers = set()
        self.has_numbers = False
        self.groups = []
        if self.has_dots:
            if "..." not in text:
                raise EinopsError("Expression may contain dots only inside ellipsis (...)")
            if text.count("...") != 1 or text.count(".") != 3:
                raise EinopsError("Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor ")
            text = text.replace("...", _DOTS)
        self._underscore, self._duplicates = allow_underscore, allow_duplicates
        self._open = None
        word = ""
        for char in text:
            if char in "() ":
                if word:
                    self._add(word)
                    word = ""
                if char == "(":
                    if self._open is not None:
                        raise EinopsError("Axis composition is one-level (brackets inside brackets not allowed)")
                    self._open = []
                elif char == ")":
                    if self._open is None:
                        raise EinopsError("Brackets are not balanced")
                    self.groups.append(self._open)
                    self._open = None
            elif char.isalnum() or char in ("_", _DOTS):
                word += char
            else:
                raise EinopsError(f"Unknown character '{char}'")
        if self._open is not None:
            raise EinopsError(f'Imbalanced parentheses in expression: "{text}"')
        if word:
            self._add(word)

    def _add(self, word):
        if word in self.identifiers and not (self._underscore and word == "_") and not self._duplicates:
            raise EinopsError(f'Indexing expression contains duplicate dimension "{word}"')
        if word == _DOTS:
            self.identifiers.add(_DOTS)
            self.dots_in_group = self._open is not None
            (self.groups if self._open is None else self._open).append(_DOTS)
            return
        number = word.isdecimal()
        if number and int(word) == 1:
            # A dim of length 1 is a group of no axes; inside brackets it says nothing.
            if self._open is None:
                self.groups.append([])
            return
        problem = None if number else _name_problem(word, self._underscore)
        if problem is not None:
            raise EinopsError(f"Invalid axis identifier: {word}\n{problem}")
        axis = AnonymousAxis(word) if number else word
        self.identifiers.add(axis)
        self.has_numbers = self.has_numbers or number
        if self._open is None:
            self.groups.append([axis])
        else:
            self._open.append(axis)

    def axes(self):
        return [axis for group in self.groups for axis in group]

    def expanded(self, count):
        """The groups with the ellipsis as so many axes."""
        dots = [_DOTS + str(i) for i in range(count)]
        made = []
        for group in self.groups:
            if group == _DOTS:
                made += [[each] for each in dots]
            else:
                made.append([each for axis in group for each in (dots if axis == _DOTS else [axis])])
        return made


class _Plan:
    """What a pattern does to a tensor of some number of dims. Elementary axes are numbered: the input's in order, then new ones."""

    def __init__(self, pattern, operation, names, ndim):
        left_text, right_text = pattern.split("->")
        left, right = _Side(left_text), _Side(right_text)
        self._check(pattern, operation, names, left, right)
        if left.has_dots:
            fixed = len(left.groups) - 1
            if ndim < fixed:
                raise EinopsError(f"Wrong shape: expected >={fixed} dims. Received {ndim}-dim tensor.")
            count = ndim - fixed
            inputs, outputs = left.expanded(count), right.expanded(count)
            for side in (left, right):
                if _DOTS in side.identifiers:
                    side.identifiers.remove(_DOTS)
                    side.identifiers.update(_DOTS + str(i) for i in range(count))
        else:
            if ndim != len(left.groups):
                raise EinopsError(f"Wrong shape: expected {len(left.groups)} dims. Received {ndim}-dim tensor.")
            inputs, outputs = left.groups, right.groups
        known = {}
        flat_in = [axis for group in inputs for axis in group]
        flat_out = [axis for group in outputs for axis in group]
        for axis in flat_in:
            known[axis] = axis.value if isinstance(axis, AnonymousAxis) else None
        for axis in flat_out:
            if axis not in known:
                known[axis] = axis.value if isinstance(axis, AnonymousAxis) else None
        for name in names:
            if _name_problem(name) is not None:
                raise EinopsError("Invalid name for an axis", name)
            if name not in known:
                raise EinopsError(f"Axis {name} is not used in transform")
            known[name] = -1
        number = {axis: i for i, axis in enumerate(known)}
        self.lengths = list(known.values())
        self.number = number
        self.inputs = []
        for group in inputs:
            unknown = [axis for axis in group if known[axis] is None]
            if len(unknown) > 1:
                # A set's order is nobody's promise: the message prints it as one.
                raise EinopsError(f"Could not infer sizes for {set(unknown)}")
            self.inputs.append(([number[axis] for axis in group if known[axis] is not None], [number[axis] for axis in unknown]))
        self.outputs = [[number[axis] for axis in group] for group in outputs]
        reduced = [axis for axis in flat_in if axis not in right.identifiers]
        order = [axis for axis in flat_out if axis in left.identifiers] + reduced
        self.permutation = [flat_in.index(axis) for axis in order]
        self.moves = self.permutation != list(range(len(order)))
        self.reduced = tuple(range(len(order) - len(reduced), len(order)))
        self.added = {place: number[axis] for place, axis in enumerate(flat_out) if axis not in left.identifiers}
        self.splits = any(len(group) != 1 for group in inputs)
        self.merges = any(len(group) != 1 for group in outputs)

    def _check(self, pattern, operation, names, left, right):
        if not left.has_dots and right.has_dots:
            raise EinopsError(f"Ellipsis found in right side, but not left side of a pattern {pattern}")
        if left.has_dots and left.dots_in_group:
            raise EinopsError(f"Ellipsis inside parenthesis in the left side is not allowed: {pattern}")
        if operation == "rearrange":
            if left.has_numbers or right.has_numbers:
                raise EinopsError("Non-unitary anonymous axes are not supported in rearrange (exception is length 1)")
            difference = left.identifiers ^ right.identifiers
            if difference:
                raise EinopsError(f"Identifiers only on one side of expression (should be on both): {_shown(difference)}")
        elif operation == "repeat":
            difference = left.identifiers - right.identifiers
            if difference:
                raise EinopsError(f"Unexpected identifiers on the left side of repeat: {_shown(difference)}")
            named = {axis for axis in right.identifiers if not isinstance(axis, AnonymousAxis)}
            difference = named - {*left.identifiers, *names}
            if difference:
                raise EinopsError(f"Specify sizes for new axes in repeat: {_shown(difference)}")
        elif operation in _REDUCTIONS or callable(operation):
            difference = right.identifiers - left.identifiers
            if difference:
                raise EinopsError(f"Unexpected identifiers on the right side of reduce {operation}: {_shown(difference)}")
        else:
            raise EinopsError(f"Unknown reduction {operation}. Expect one of {_REDUCTIONS}.")

    def apply(self, tensor, operation, given):
        shape = tuple(tensor.shape)
        lengths = list(self.lengths)
        for name, length in given.items():
            lengths[self.number[name]] = length
        for length, (known, unknown) in zip(shape, self.inputs):
            product = 1
            for axis in known:
                product *= lengths[axis]
            if not unknown:
                if isinstance(length, int) and isinstance(product, int) and length != product:
                    raise EinopsError(f"Shape mismatch, {length} != {product}")
            else:
                if isinstance(length, int) and isinstance(product, int) and length % product != 0:
                    raise EinopsError(f"Shape mismatch, can't divide axis of length {length} in chunks of {product}")
                lengths[unknown[0]] = length // product
        numpy = _is_numpy(tensor)
        if self.splits:
            tensor = tensor.reshape(lengths[: len(self.permutation)])
        if self.moves:
            tensor = tensor.transpose(self.permutation) if numpy else tensor.permute(self.permutation)
        if self.reduced:
            tensor = _reduced(tensor, operation, self.reduced, numpy)
        if self.added:
            tensor = _with_axes(tensor, {place: lengths[axis] for place, axis in self.added.items()}, numpy)
        if self.merges:
            final = []
            for group in self.outputs:
                size = 1
                for axis in group:
                    size *= lengths[axis]
                final.append(size)
            tensor = tensor.reshape(final)
        return tensor


def _shown(axes):
    """A set as Python prints it, the ellipsis by its own character."""
    return "{" + ", ".join(repr(axis) for axis in axes) + "}"


def _is_numpy(tensor):
    return type(tensor).__module__.partition(".")[0] == "numpy"


def _backend(tensor):
    """Only tensors and arrays are known."""
    import torch

    if not isinstance(tensor, torch.Tensor) and not (_is_numpy(tensor) and hasattr(tensor, "reshape")):
        raise RuntimeError(f"Tensor type unknown to einops {type(tensor)}")


def _reduced(tensor, operation, axes, numpy):
    if callable(operation):
        return operation(tensor, axes)
    if operation == "mean" and not (tensor.dtype.kind in "fc" if numpy else tensor.is_floating_point() or tensor.is_complex()):
        raise NotImplementedError("reduce_mean is not available for non-floating tensors")
    if numpy:
        return getattr(tensor, operation)(axis=axes)
    if operation in ("min", "max"):
        return getattr(tensor, "a" + operation)(dim=axes)
    if operation in ("sum", "mean"):
        return getattr(tensor, operation)(dim=axes)
    for axis in reversed(axes):
        tensor = getattr(tensor, operation)(dim=axis)
    return tensor


def _with_axes(tensor, added, numpy):
    if numpy:
        import numpy as np

        for place in added:
            tensor = np.expand_dims(tensor, place)
        for place, length in added.items():
            tensor = tensor.repeat(length, axis=place)
        return tensor
    sizes = [-1] * (len(added) + tensor.ndim)
    for place, length in added.items():
        tensor = tensor.unsqueeze(place)
        sizes[place] = length
    return tensor.expand(sizes)


class _Known:
    plans = {}
    einsums = {}


def _plan(pattern, operation, names, ndim):
    key = (pattern, operation, names, ndim)
    plan = _Known.plans.get(key)
    if plan is None:
        plan = _Known.plans[key] = _Plan(pattern, operation, names, ndim)
    return plan


def _stacked(tensors):
    _backend(tensors[0])
    if _is_numpy(tensors[0]):
        import numpy as np

        return np.stack(tensors)
    import torch

    return torch.stack(tensors)


def reduce(tensor, pattern, reduction, **axes_lengths):
    try:
        given = tensor
        if isinstance(tensor, list):
            if len(tensor) == 0:
                raise TypeError("Rearrange/Reduce/Repeat can't be applied to an empty list")
            tensor = given = _stacked(tensor)
        else:
            _backend(tensor)
        plan = _plan(pattern, reduction, tuple(axes_lengths), len(tensor.shape))
        return plan.apply(tensor, reduction, axes_lengths)
    except EinopsError as error:
        what = f' Error while processing {reduction}-reduction pattern "{pattern}".'
        where = "\n Input is list. " if isinstance(given, list) else f"\n Input tensor shape: {given.shape}. "
        raise EinopsError(f"{what}{where}Additional info: {axes_lengths}.\n {error}") from None


def rearrange(tensor, pattern, **axes_lengths):
    return reduce(tensor, pattern, reduction="rearrange", **axes_lengths)


def repeat(tensor, pattern, **axes_lengths):
    return reduce(tensor, pattern, reduction="repeat", **axes_lengths)


def parse_shape(x, pattern):
    side = _Side(pattern, allow_underscore=True)
    _backend(x)
    shape = x.shape
    if any(isinstance(group, list) and len(group) > 1 for group in side.groups):
        raise RuntimeError(f"Can't parse shape with composite axes: {pattern} {shape}")
    groups = side.groups
    if len(shape) != len(groups):
        if not side.has_dots:
            raise RuntimeError(f"Can't parse shape with different number of dimensions: {pattern} {shape}")
        if len(shape) < len(groups) - 1:
            raise RuntimeError(f"Can't parse shape with this number of dimensions: {pattern} {shape}")
    if side.has_dots:
        at = groups.index(_DOTS)
        groups = groups[:at] + [["_"]] * (len(shape) - len(groups) + 1) + groups[at + 1 :]
    found = {}
    for group, length in zip(groups, shape):
        if len(group) == 0:
            if length != 1:
                raise RuntimeError(f"Length of axis is not 1: {pattern} {shape}")
        elif isinstance(group[0], AnonymousAxis):
            if group[0].value != length:
                raise RuntimeError(f"Length of anonymous axis does not match: {pattern} {shape}")
        elif group[0] != "_":
            found[group[0]] = length
    return found


def asnumpy(tensor):
    _backend(tensor)
    return tensor if _is_numpy(tensor) else tensor.detach().cpu().numpy()


# --- einsum ---


def _letters(pattern):
    """The pattern with names of one letter, as torch.einsum wants it."""
    if "->" not in pattern:
        raise ValueError("Einsum pattern must contain '->'.")
    lefts, right = pattern.split("->")
    names = {}

    def compact(side, defines):
        text = ""
        for group in side.groups:
            if group == _DOTS:
                text += "..."
                continue
            if len(group) == 0:
                raise NotImplementedError("Singleton () axes are not yet supported in einsum.")
            if len(group) > 1:
                raise NotImplementedError("Shape rearrangement is not yet supported in einsum.")
            if isinstance(group[0], AnonymousAxis):
                raise NotImplementedError("Anonymous axes are not yet supported in einsum.")
            if group[0] not in names:
                if not defines:
                    raise EinopsError(f"Unknown axis {group[0]} on right side of einsum {pattern}.")
                if len(names) >= len(string.ascii_letters):
                    raise RuntimeError("Too many axes in einsum.")
                names[group[0]] = string.ascii_letters[len(names)]
            text += names[group[0]]
        return text

    sides = [_Side(text, allow_underscore=True, allow_duplicates=True) for text in lefts.split(",")]
    result = _Side(right, allow_underscore=True)
    return ",".join([compact(side, True) for side in sides]) + "->" + compact(result, False)


def einsum(*tensors_and_pattern):
    if len(tensors_and_pattern) <= 1:
        raise ValueError(
            "`einops.einsum` takes at minimum two arguments: the tensors (at least one), followed by the pattern."
        )
    pattern = tensors_and_pattern[-1]
    if not isinstance(pattern, str):
        raise ValueError("The last argument passed to `einops.einsum` must be a string, representing the einsum pattern.")
    tensors = tensors_and_pattern[:-1]
    letters = _Known.einsums.get(pattern)
    if letters is None:
        letters = _Known.einsums[pattern] = _letters(pattern)
    _backend(tensors[0])
    if _is_numpy(tensors[0]):
        import numpy as np

        return np.einsum(letters, *tensors)
    import torch

    return torch.einsum(letters, *tensors)


# --- pack and unpack ---


def _packing(pattern, name):
    axes = pattern.split()
    if len(axes) != len(set(axes)):
        raise EinopsError(f'Duplicates in axes names in {name}(..., "{pattern}")')
    if "*" not in axes:
        raise EinopsError(f'No *-axis in {name}(..., "{pattern}")')
    for axis in axes:
        if axis != "*" and _name_problem(axis) is not None:
            raise EinopsError(f'Invalid axis name {axis} in {name}(..., "{pattern}")')
    before = axes.index("*")
    return before, len(axes) - before - 1


def pack(tensors, pattern):
    before, after = _packing(pattern, "pack")
    _backend(tensors[0])
    flat, shapes = [], []
    for place, tensor in enumerate(tensors):
        shape = tensor.shape
        if len(shape) < before + after:
            raise EinopsError(
                f"packed tensor #{place} (enumeration starts with 0) has shape {shape}, "
                f"while pattern {pattern} assumes at least {before + after} axes"
            )
        end = len(shape) - after
        shapes.append(shape[before:end])
        flat.append(tensor.reshape((*shape[:before], -1, *shape[end:])))
    if _is_numpy(flat[0]):
        import numpy as np

        return np.concatenate(flat, axis=before), shapes
    import torch

    return torch.cat(flat, dim=before), shapes


def unpack(tensor, packed_shapes, pattern):
    before, after = _packing(pattern, "unpack")
    _backend(tensor)
    shape = tensor.shape
    if len(shape) != before + 1 + after:
        raise EinopsError(f"unpack(..., {pattern}) received input of wrong dim with shape {shape}")
    sizes = []
    for packed in packed_shapes:
        size = 1
        for length in packed:
            size *= length
        sizes.append(-1 if -1 in packed else size)
    if sizes.count(-1) > 1:
        raise EinopsError(f"unpack(..., {pattern}) received more than one -1 in {packed_shapes} and can't infer dimensions")
    whole = shape[before]
    if -1 in sizes:
        sizes[sizes.index(-1)] = whole - sum(sizes) - 1
    else:
        # The last piece takes what is left: reshaping it finds out.
        sizes = sizes[:-1] + [whole - sum(sizes[:-1])] if sizes else sizes
    at, pieces = 0, []
    try:
        for size, packed in zip(sizes, packed_shapes):
            piece = tensor[(slice(None),) * before + (slice(at, at + size),)]
            pieces.append(piece.reshape((*shape[:before], *packed, *shape[before + 1 :])))
            at += size
        return pieces
    except Exception as error:
        raise EinopsError(
            f'Error during unpack(..., "{pattern}"): could not split axis of size {whole} into requested {packed_shapes}'
        ) from error


__version__ = "0.8.2"
__all__ = ["EinopsError", "asnumpy", "einsum", "pack", "parse_shape", "rearrange", "reduce", "repeat", "unpack"]
