# torch.nn.functional: borders and other resolutions.


def pad(input, pad, mode="constant", value=None):
    pad = list(pad)
    if mode == "constant":
        return torch.constant_pad_nd(input, pad, 0 if value is None else value)
    out = input
    for i in range(len(pad) // 2):
        dim = input.dim() - 1 - i
        size = out.shape[dim]
        before, after = pad[2 * i], pad[2 * i + 1]
        positions = list(range(-before, size + after))
        if mode == "reflect":
            if before >= size or after >= size:
                raise RuntimeError(
                    f"Argument #4: Padding size should be less than the corresponding input dimension, but got: padding ({before}, {after}) at dimension {dim} of input {list(input.shape)}"
                )
            index = [abs(p) if p < size else 2 * (size - 1) - p for p in positions]
        elif mode == "replicate":
            index = [min(max(p, 0), size - 1) for p in positions]
        elif mode == "circular":
            if before > size or after > size:
                raise RuntimeError("Padding value causes wrapping around more than once.")
            index = [p % size for p in positions]
        else:
            raise NotImplementedError(f"Unrecognised padding mode {mode}")
        key = [slice(None)] * dim + [torch.tensor(index)]
        out = out[tuple(key)]
    return out


def _sources(size, out, scale, align):
    """Where each output element lies along an input dim, in the input's own positions."""
    if align:
        step = (size - 1) / (out - 1) if out > 1 else 0.0
        return [i * step for i in range(out)]
    step = 1.0 / scale if scale is not None else size / out
    return [max((i + 0.5) * step - 0.5, 0.0) for i in range(out)]


def _linear_along(input, dim, out, scale, align):
    size = input.shape[dim]
    positions = _sources(size, out, scale, align)
    low = [min(int(p), size - 1) for p in positions]
    high = [min(p + 1, size - 1) for p in low]
    shape = [1] * input.dim()
    shape[dim] = out
    weight = torch.tensor([p - q for p, q in zip(positions, low)], dtype=input.dtype).reshape(shape)
    key = [slice(None)] * dim
    return input[tuple(key + [torch.tensor(low)])] * (1 - weight) + input[tuple(key + [torch.tensor(high)])] * weight


_MODES = {3: ("nearest", "nearest-exact", "linear"), 4: ("nearest", "nearest-exact", "bilinear"), 5: ("nearest", "nearest-exact", "trilinear")}


def interpolate(
    input, size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None, antialias=False
):
    if mode in ("nearest", "area", "nearest-exact"):
        if align_corners is not None:
            raise ValueError(
                "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear"
            )
    n = input.dim() - 2
    if size is not None and scale_factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    if size is None and scale_factor is None:
        raise ValueError("either size or scale_factor should be defined")
    if size is not None:
        sizes = list(size) if isinstance(size, (tuple, list)) else [size] * n
        scales = [None] * n
        if len(sizes) != n:
            raise ValueError(
                f"Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of "
                f"{list(input.shape[2:])} and output size of {size}. Please provide input tensor in (N, C, d1, d2, ...,dK) "
                "format and output size in (o1, o2, ...,oK) format."
            )
    else:
        scales = list(scale_factor) if isinstance(scale_factor, (tuple, list)) else [scale_factor] * n
        if len(scales) != n:
            raise ValueError(
                f"Input and scale_factor must have the same number of spatial dimensions, but got input with spatial "
                f"dimensions of {list(input.shape[2:])} and scale_factor of shape {scale_factor}. Please provide input tensor "
                "in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format."
            )
        sizes = [int(math.floor(float(whole) * factor)) for whole, factor in zip(input.shape[2:], scales)]
        if recompute_scale_factor:
            scales = [None] * n
    if antialias or mode == "bicubic":
        raise NotImplementedError(f"ishape: interpolate with mode={mode!r}, antialias={antialias} is not available here")
    if mode == "area":
        return (None, _F.adaptive_avg_pool1d, _F.adaptive_avg_pool2d, _F.adaptive_avg_pool3d)[n](input, sizes)
    if mode not in _MODES.get(input.dim(), ()):
        raise NotImplementedError(
            "Input Error: Only 3D, 4D and 5D input Tensors supported "
            f"(got {input.dim()}D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got {mode})"
        )
    out = input
    for d, (size, factor) in enumerate(zip(sizes, scales)):
        dim = d + 2
        whole = input.shape[dim]
        if mode.startswith("nearest"):
            step = 1.0 / factor if factor is not None else whole / size
            shift = 0.5 if mode == "nearest-exact" else 0.0
            index = [min(int(math.floor((i + shift) * step)), whole - 1) for i in range(size)]
            out = out[tuple([slice(None)] * dim + [torch.tensor(index)])]
        else:
            out = _linear_along(out, dim, size, factor, align_corners)
    names = {"nearest": "UpsampleNearest", "nearest-exact": "UpsampleNearestExact"}
    kind = names.get(mode, "Upsample" + mode.capitalize())
    return _trail.resized(_named(out, f"{kind}{n}DBackward0"), input, scales)


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    return interpolate(input, size, scale_factor, mode, align_corners)
