# torch.nn.functional: borders, other resolutions, samples at given places.


def pad(input, pad, mode="constant", value=None):
    if not isinstance(input, torch.Tensor):
        raise TypeError(f"pad(): argument 'input' (position 1) must be Tensor, not {type(input).__name__}")
    if not isinstance(pad, (tuple, list)):
        raise TypeError(f"pad(): argument 'pad' (position 2) must be tuple of ints, not {type(pad).__name__}")
    pad = list(pad)
    for i, size in enumerate(pad):
        if not hasattr(size, "__index__"):
            kind = type(size).__name__
            raise TypeError(
                f"pad(): argument 'pad' (position 2) must be tuple of ints, but found element of type {kind} at pos {i}"
                if i == 0
                else f"pad(): argument 'pad' failed to unpack the object at pos {i + 1} with error \"type must be tuple of "
                f'ints,but got {kind}"'
            )
    rank = input.dim()
    if len(pad) % 2 != 0:
        raise RuntimeError("Padding length must be divisible by 2")
    if len(pad) > 2 * rank:
        raise RuntimeError(
            "Padding length should be less than or equal to two times the input dimension but got padding length "
            f"{len(pad)} and input of dimension {rank}"
        )
    if mode == "constant":
        for i in range(len(pad) // 2):
            if input.size(rank - 1 - i) + min(pad[2 * i], 0) + min(pad[2 * i + 1], 0) < 0:
                raise RuntimeError("narrow(): length must be non-negative.")
        return torch.constant_pad_nd(input, pad, 0 if value is None else value)
    if value is not None and value != 0:
        raise RuntimeError(f'Padding mode "{mode}" doesn\'t take in value argument')
    if mode not in ("reflect", "replicate", "circular"):
        raise NotImplementedError(f"Unrecognised padding mode {mode}")
    n = len(pad) // 2
    if n not in (1, 2, 3) or rank not in (n + 1, n + 2):
        raise NotImplementedError(
            f"Padding size {len(pad)} is not supported for {rank}D input tensor.\n"
            "Supported combinations for non-constant padding:\n"
            "  - 2D or 3D input: padding size = 2 (pads last dimension)\n"
            "  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)\n"
            "  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)"
        )
    _check_border(input, pad, mode, n)
    out = input
    for i in range(n):
        out = _F._pad_dim(out, rank - 1 - i, pad[2 * i], pad[2 * i + 1], mode)
    names = {"reflect": f"ReflectionPad{n}DBackward0", "replicate": f"ReplicationPad{n}DBackward0"}
    return _named(out, names.get(mode, "CopySlices"), input)


def _check_border(input, pad, mode, n):
    rank = input.dim()
    if mode == "circular":
        for i in range(n):
            size = input.size(rank - 1 - i)
            if pad[2 * i] > size or pad[2 * i + 1] > size:
                raise RuntimeError("Padding value causes wrapping around more than once.")
            if size + pad[2 * i] + pad[2 * i + 1] < 0:
                raise RuntimeError("Negative padding value is resulting in an empty dimension")
        return
    if any(size == 0 for size in input.shape[rank - n - 1 :]):
        raise RuntimeError(
            f"Expected {n + 1}D or {n + 2}D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for "
            f"input, but got: {list(input.shape)}"
        )
    if mode == "reflect":
        for i in range(n):
            size = input.size(rank - 1 - i)
            if pad[2 * i] >= size or pad[2 * i + 1] >= size:
                raise RuntimeError(
                    f"Argument #{4 + 2 * i}: Padding size should be less than the corresponding input dimension, but got: "
                    f"padding ({pad[2 * i]}, {pad[2 * i + 1]}) at dimension {rank - 1 - i} of input {list(input.shape)}"
                )
    axes = "WHD"
    sizes = [(input.size(rank - 1 - i), input.size(rank - 1 - i) + pad[2 * i] + pad[2 * i + 1]) for i in range(n)]
    if any(after < 1 for _, after in sizes):
        before = ", ".join(f"{axes[i]}: {sizes[i][0]}" for i in reversed(range(n)))
        after = " ".join(f"{axes[i]}: {sizes[i][1]}" for i in reversed(range(n)))
        raise RuntimeError(f"input ({before}) is too small. Calculated output {after}")
    if input.dtype is torch.bool:
        kind = "reflection" if mode == "reflect" else "replication"
        raise NotImplementedError(f"\"{kind}_pad{n}d\" not implemented for 'Bool'")


# --- other resolutions ----------------------------------------------------------------------------------------------

_KINDS = {
    "nearest": ("nearest", "UpsampleNearest{}DBackward0"),
    "nearest-exact": ("nearest-exact", "UpsampleNearestExact{}DBackward0"),
    "linear": ("linear", "UpsampleLinear{}DBackward0"),
    "bilinear": ("linear", "UpsampleBilinear{}DBackward0"),
    "trilinear": ("linear", "UpsampleTrilinear{}DBackward0"),
    "bicubic": ("cubic", "UpsampleBicubic{}DBackward0"),
}

_RANKS = {"linear": 3, "bilinear": 4, "trilinear": 5}


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
    sizes, scales = None, [None] * max(n, 0)
    if size is not None:
        if isinstance(size, (list, tuple)):
            if len(size) != n:
                raise ValueError(
                    "Input and output must have the same number of spatial dimensions, but got input with spatial dimensions "
                    f"of {list(input.shape[2:])} and output size of {size}. Please provide input tensor in (N, C, d1, d2, "
                    "...,dK) format and output size in (o1, o2, ...,oK) format."
                )
            if not all(hasattr(each, "__index__") for each in size):
                raise TypeError(
                    "expected size to be one of int or Tuple[int] or Tuple[int, int] or Tuple[int, int, int], but got size "
                    f"with types {[type(each) for each in size]}"
                )
            sizes = list(size)
        else:
            sizes = [size] * n
        if recompute_scale_factor:
            raise ValueError("recompute_scale_factor is not meaningful with an explicit size.")
    else:
        if isinstance(scale_factor, (list, tuple)):
            if len(scale_factor) != n:
                raise ValueError(
                    "Input and scale_factor must have the same number of spatial dimensions, but got input with spatial "
                    f"dimensions of {list(input.shape[2:])} and scale_factor of shape {scale_factor}. Please provide input "
                    "tensor in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format."
                )
            scales = list(scale_factor)
        else:
            scales = [scale_factor] * n
        sizes = [int(math.floor(float(whole) * factor)) for whole, factor in zip(input.shape[2:], scales)]
        if recompute_scale_factor or mode == "area":
            scales = [None] * n
    if antialias and not (mode in ("bilinear", "bicubic", "lanczos") and input.dim() == 4):
        raise ValueError(
            "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input"
        )
    return _resized(input, n, sizes, scales, mode, bool(align_corners), antialias)


def _resized(input, n, sizes, scales, mode, align, smooth):
    rank = input.dim()
    if mode == "area" and n in (1, 2, 3):
        return (None, _F.adaptive_avg_pool1d, _F.adaptive_avg_pool2d, _F.adaptive_avg_pool3d)[n](input, sizes)
    wanted = _RANKS.get(mode)
    if rank in (3, 4, 5) and wanted is not None and rank != wanted:
        raise NotImplementedError(f"Got {rank}D input, but {mode} mode needs {wanted}D input")
    if rank not in (3, 4, 5) or mode not in _KINDS or mode == "bicubic" and rank != 4:
        if mode == "lanczos" and rank == 4:
            raise NotImplementedError("ishape: interpolate with mode='lanczos' is not available here")
        raise NotImplementedError(
            "Input Error: Only 3D, 4D and 5D input Tensors supported "
            f"(got {rank}D) for the modes: nearest | linear | bilinear | bicubic | trilinear | lanczos | area | "
            f"nearest-exact (got {mode})"
        )
    axes = "DHW"[3 - n :]
    if min(list(input.shape[2:]) + sizes) <= 0:
        before = ", ".join(f"{axis}: {size}" for axis, size in zip(axes, input.shape[2:]))
        after = ", ".join(f"{axis}: {size}" for axis, size in zip(axes, sizes))
        joint = " and output" if n == 1 else " output"
        raise RuntimeError(
            f"Input and output sizes should be greater than 0, but got input ({before}){joint} ({after})"
        )
    if input.size(1) == 0:
        raise RuntimeError(f"Non-empty {rank}D data tensor expected but got a tensor with sizes {list(input.shape)}")
    kind, name = _KINDS[mode]
    if not input.is_floating_point() and (input.dtype is not torch.uint8 or kind == "linear" and n != 2):
        kernel = {"linear": "linear", "cubic": "cubic"}.get(kind, "nearest")
        if n == 2 and kind != "cubic" and (input.size(1) == 1 or input.size(2) * input.size(3) == 1):
            kernel = f"upsample_{'bilinear' if kind == 'linear' else 'nearest'}2d_channels_last"
        else:
            kernel = f"compute_indices_weights_{kernel}"
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{_scalar_type(input)}'")
    out = input
    for d in range(n):
        out = _F._interpolate_dim(out, d + 2, sizes[d], scales[d], kind, align, smooth)
    name = name.format(n)
    return _named(out, name.replace("Backward0", "AaBackward0") if smooth else name, input)


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    warnings.warn(
        "`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2
    )
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input, size=None, scale_factor=None):
    warnings.warn(
        "`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2
    )
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    warnings.warn(
        "`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2
    )
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


# --- samples at given places ----------------------------------------------------------------------------------------


def _warn_align():
    warnings.warn(
        "Default grid_sample and affine_grid behavior has changed to align_corners=False since 1.3.0. Please specify "
        "align_corners=True if the old behavior is desired. See the documentation of grid_sample for details.",
        stacklevel=3,
    )


def affine_grid(theta, size, align_corners=None):
    if align_corners is None:
        _warn_align()
        align_corners = False
    if not theta.is_floating_point():
        raise ValueError(f"Expected theta to have floating point type, but got {theta.dtype}")
    n = len(size) - 2
    if n not in (2, 3):
        raise NotImplementedError(
            f"affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size {size}."
        )
    if theta.dim() != 3 or theta.shape[-2] != n or theta.shape[-1] != n + 1:
        raise ValueError(
            f"Expected a batch of {n}D affine matrices of shape Nx{n}x{n + 1} for size {size}. Got {theta.shape}."
        )
    spatial = list(size[2:])
    if align_corners and min(spatial) == 1:
        warnings.warn(
            "Since version 1.3.0, affine_grid behavior has changed for unit-size grids when align_corners=True. This is not an "
            "intended use case of affine_grid. See the documentation of affine_grid for details.",
            stacklevel=2,
        )
    elif min(size) <= 0:
        raise ValueError(f"Expected non-zero, positive output size. Got {size}")
    axes = []
    for d in reversed(range(n)):
        count = spatial[d]
        if count <= 1:
            line = torch.zeros(count, dtype=theta.dtype)
        else:
            line = torch.linspace(-1, 1, count, dtype=theta.dtype)
            if not align_corners:
                line = line * ((count - 1) / count)
        axes.append(line.view([count if k == d else 1 for k in range(n)]).expand(spatial))
    axes.append(torch.ones(spatial, dtype=theta.dtype))
    base = torch.stack(axes, -1).reshape(1, -1, n + 1).expand(theta.size(0), -1, -1)
    grid = torch.bmm(base, theta.transpose(1, 2)).view([theta.size(0), *spatial, n])
    return _named(grid, "AffineGridGeneratorBackward0", theta)


def grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    if mode not in ("bilinear", "nearest", "bicubic"):
        raise ValueError(
            f"nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '{mode}'"
        )
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: "
            f"'{padding_mode}'"
        )
    if align_corners is None:
        _warn_align()
        align_corners = False
    for place, (name, value) in enumerate([("input", input), ("grid", grid)], 1):
        if not isinstance(value, torch.Tensor):
            raise TypeError(
                f"grid_sampler(): argument '{name}' (position {place}) must be Tensor, not {type(value).__name__}"
            )
    n = input.dim() - 2
    if input.size(0) != grid.size(0):
        raise RuntimeError(
            "grid_sampler(): expected grid and input to have same batch size, but got input with sizes "
            f"{list(input.shape)} and grid with sizes {list(grid.shape)}"
        )
    if grid.size(-1) != n:
        raise RuntimeError(
            f"grid_sampler(): expected grid to have size {n} in last dimension, but got grid with sizes {list(grid.shape)}"
        )
    for d in range(2, input.dim()):
        if input.size(d) == 0:
            raise RuntimeError(
                "grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes "
                f"{list(input.shape)} with dimension {d} being empty"
            )
    if n not in (2, 3) or grid.dim() != input.dim():
        raise RuntimeError(
            "grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got input with sizes "
            f"{list(input.shape)} and grid with sizes {list(grid.shape)}"
        )
    if n == 3 and mode == "bicubic":
        raise RuntimeError("grid_sampler(): bicubic interpolation only supports 4D input")
    _require_float(input, "grid_sampler_2d_cpu_kernel_impl" if n == 2 else "grid_sampler3d_cpu")
    if input.dtype is not grid.dtype:
        raise RuntimeError(f"expected scalar type {_scalar_type(input)} but found {_scalar_type(grid)}")
    sizes = list(input.shape[2:])
    # The last number of a place is for the last dim.
    places = [_unnormalized(grid[..., n - 1 - d], sizes[d], align_corners) for d in range(n)]
    if mode == "bicubic":
        out = _cubic_samples(input, places, padding_mode, align_corners)
    else:
        places = [_inside(place, size, padding_mode, align_corners) for place, size in zip(places, sizes)]
        out = (_nearest_samples if mode == "nearest" else _linear_samples)(input, places)
    return _named(out, f"GridSampler{n}DBackward0", input, grid)


def _unnormalized(place, size, align):
    return (place + 1) / 2 * (size - 1) if align else ((place + 1) * size - 1) / 2


def _inside(place, size, padding, align):
    """A place moved into the image as the padding mode says."""
    if padding == "zeros":
        return place
    if padding == "reflection":
        low, span = (0.0, float(size - 1)) if align else (-0.5, float(size))
        if span == 0:
            return torch.zeros_like(place)
        distance = (place - low).abs()
        flips = torch.floor(distance / span)
        rest = distance - flips * span
        place = torch.where(flips % 2 == 0, rest + low, span - rest + low)
    return place.clamp(0, size - 1)


def _at(input, indices):
    """The elements of every channel at integer places, zeros outside; indices: one (N, …) tensor for each dim."""
    batch, channels, *sizes = input.shape
    known = None
    flat = None
    for index, size in zip(indices, sizes):
        fits = (index >= 0) & (index < size)
        known = fits if known is None else known & fits
        index = index.clamp(0, size - 1)
        flat = index if flat is None else flat * size + index
    shape = list(flat.shape[1:])
    where = flat.reshape(batch, 1, -1).expand(-1, channels, -1)
    found = input.reshape(batch, channels, -1).gather(2, where).view([batch, channels] + shape)
    return found * known.unsqueeze(1).to(input.dtype)


def _nearest_samples(input, places):
    return _at(input, [torch.round(place).to(torch.int64) for place in places])


def _linear_samples(input, places):
    floors = [torch.floor(place.detach()) for place in places]
    out = None
    for corner in range(2 ** len(places)):
        weight, indices = None, []
        for d, (place, low) in enumerate(zip(places, floors)):
            high = corner >> d & 1
            part = place - low if high else 1 - (place - low)
            weight = part if weight is None else weight * part
            indices.append(low.to(torch.int64) + high)
        term = _at(input, indices) * weight.unsqueeze(1)
        out = term if out is None else out + term
    return out


def _cubic_samples(input, places, padding, align):
    a = -0.75
    floors = [torch.floor(place.detach()) for place in places]
    weights = []
    for place, low in zip(places, floors):
        t = place - low
        near = [t, 1 - t]
        far = [t + 1, 2 - t]
        inner = [((a + 2) * x - (a + 3)) * x * x + 1 for x in near]
        outer = [((a * x - 5 * a) * x + 8 * a) * x - 4 * a for x in far]
        weights.append([outer[0], inner[0], inner[1], outer[1]])
    out = None
    for i in range(4):
        for j in range(4):
            spots = [
                _inside(low + k - 1, size, padding, align).to(torch.int64)
                for low, k, size in zip(floors, (i, j), input.shape[2:])
            ]
            term = _at(input, spots) * (weights[0][i] * weights[1][j]).unsqueeze(1)
            out = term if out is None else out + term
    return out
