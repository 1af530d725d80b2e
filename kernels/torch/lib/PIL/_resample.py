# Other sizes of pictures. Resized as Pillow does: along one side, then the other, with weights in fixed point and rounding to bytes in between.
import math

import torch

_BITS = 22
NEAREST, LANCZOS, BILINEAR, BICUBIC, BOX, HAMMING = 0, 1, 2, 3, 4, 5


def _sinc(x):
    return 1.0 if x == 0 else math.sin(x * math.pi) / (x * math.pi)


def _box(x):
    return 1.0 if -0.5 < x <= 0.5 else 0.0


def _triangle(x):
    return max(1.0 - abs(x), 0.0)


def _hamming(x):
    x = abs(x)
    return 0.0 if x >= 1 else _sinc(x) * (0.54 + 0.46 * math.cos(x * math.pi))


def _cubic(x):
    x = abs(x)
    if x < 1.0:
        return (1.5 * x - 2.5) * x * x + 1
    return (((x - 5) * x + 8) * x - 4) * -0.5 if x < 2.0 else 0.0


def _lanczos(x):
    return _sinc(x) * _sinc(x / 3) if -3.0 <= x < 3.0 else 0.0


# What weighs, and how far it reaches.
_FILTERS = {LANCZOS: (_lanczos, 3.0), BILINEAR: (_triangle, 1.0), BICUBIC: (_cubic, 2.0), BOX: (_box, 0.5), HAMMING: (_hamming, 1.0)}


def _weights(source, size, resample):
    """A row for each new place: whole numbers, 2 ** 22 for one."""
    weigh, reach = _FILTERS[resample]
    scale = source / size
    stretch = max(scale, 1.0)
    reach *= stretch
    rows = []
    for place in range(size):
        center = (place + 0.5) * scale
        first, last = max(int(center - reach + 0.5), 0), min(int(center + reach + 0.5), source)
        inverse = 1.0 / stretch
        weights = [weigh((at - center + 0.5) * inverse) for at in range(first, last)]
        total = sum(weights)
        whole = [int(math.copysign(0.5, each) + each / total * (1 << _BITS)) for each in weights]
        rows.append([0] * first + whole + [0] * (source - last))
    return torch.tensor(rows, dtype=torch.float64)


def _rounded(sums):
    """Sums are whole numbers below 2 ** 53, so that doubles hold them exactly."""
    return ((sums + (1 << (_BITS - 1))) / (1 << _BITS)).floor().clamp(0, 255)


def _nearest(source, size):
    scale = source / size
    at, places = scale * 0.5, []
    for _ in range(size):
        places.append(min(int(at), source - 1))
        at += scale
    return torch.tensor(places)


def resized(data, width, height, resample):
    """(bands, height, width) bytes in another size."""
    _, rows, columns = data.shape
    if resample == NEAREST:
        return data.index_select(1, _nearest(rows, height)).index_select(2, _nearest(columns, width))
    made = data.to(torch.float64)
    if width != columns:
        made = _rounded(made @ _weights(columns, width, resample).T)
    if height != rows:
        made = _rounded(_weights(rows, height, resample) @ made)
    return made.to(torch.uint8)


def cropped(data, left, top, right, bottom):
    """The part between these edges, of images (…, height, width); zeros where it goes beyond them."""
    height, width = data.shape[-2:]
    if left >= 0 and top >= 0 and right <= width and bottom <= height:
        return data[..., top:bottom, left:right]
    inner = data[..., max(top, 0) : bottom, max(left, 0) : right]
    sides = [
        max(min(right, 0) - left, 0), max(right - max(width, left), 0),
        max(min(bottom, 0) - top, 0), max(bottom - max(height, top), 0),
    ]  # fmt: skip
    return torch.nn.functional.pad(inner, sides)
