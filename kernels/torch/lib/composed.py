

# --- normalisation --------------------------------------------------------------------------------------------------


_EPSILONS = {"torch.float32": 1.1920928955078125e-07, "torch.float64": 2.220446049250313e-16, "torch.float16": 0.0009765625, "torch.bfloat16": 0.0078125}


def rms_norm(input, normalized_shape, weight=None, eps=None):
    shape = list(normalized_shape)
    if list(input.shape[input.dim() - len(shape) :]) != shape:
        wanted = ", ".join(["*"] + [str(n) for n in shape])
        raise RuntimeError(
            f"Given normalized_shape={shape}, expected input with shape [{wanted}], but got input of size{list(input.shape)}"
        )
    if eps is None:
        eps = _EPSILONS[str(input.dtype)]
    square = (input * input).mean(list(range(-len(shape), 0)), keepdim=True)
    out = input * torch.rsqrt(square + eps)
    return out if weight is None else out * weight


def local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1.0):
    if input.dim() < 3:
        raise ValueError(f"Expected 3D or higher dimensionality input (got {input.dim()} dimensions)")
    if input.numel() == 0:
        return input
    channels = input.size(1)
    square = (input * input).transpose(1, -1)
    padded = torch.constant_pad_nd(square, [size // 2, (size - 1) // 2])
    total = padded.narrow(-1, 0, channels)
    for shift in range(1, size):
        total = total + padded.narrow(-1, shift, channels)
    return input / ((total / size).transpose(1, -1) * alpha + k) ** beta


# --- rearranging ----------------------------------------------------------------------------------------------------


def pixel_shuffle(input, upscale_factor):
    r = upscale_factor
    if input.dim() < 3:
        raise RuntimeError(f"pixel_shuffle expects input to have at least 3 dimensions, but got input with {input.dim()} dimension(s)")
    if r <= 0:
        raise RuntimeError(f"pixel_shuffle expects a positive upscale_factor, but got {r}")
    *lead, c, h, w = input.shape
    if c % (r * r) != 0:
        raise RuntimeError(
            "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, "
            f"but input.size(-3)={c} is not divisible by {r * r}"
        )
    n = len(lead)
    split = input.reshape(lead + [c // (r * r), r, r, h, w])
    mixed = split.permute(list(range(n)) + [n, n + 3, n + 1, n + 4, n + 2])
    return mixed.reshape(lead + [c // (r * r), h * r, w * r])


def pixel_unshuffle(input, downscale_factor):
    r = downscale_factor
    if input.dim() < 3:
        raise RuntimeError(f"pixel_unshuffle expects input to have at least 3 dimensions, but got input with {input.dim()} dimension(s)")
    if r <= 0:
        raise RuntimeError(f"pixel_unshuffle expects a positive downscale_factor, but got {r}")
    *lead, c, h, w = input.shape
    for name, dim, size in (("height", -2, h), ("width", -1, w)):
        if size % r != 0:
            raise RuntimeError(
                f"pixel_unshuffle expects {name} to be divisible by downscale_factor, "
                f"but input.size({dim})={size} is not divisible by {r}"
            )
    n = len(lead)
    split = input.reshape(lead + [c, h // r, r, w // r, r])
    mixed = split.permute(list(range(n)) + [n, n + 2, n + 4, n + 1, n + 3])
    return mixed.reshape(lead + [c * r * r, h // r, w // r])


def channel_shuffle(input, groups):
    if input.dim() <= 2:
        raise RuntimeError(f"channel_shuffle expects input with > 2 dims, but got input with sizes {list(input.shape)}")
    if groups <= 0:
        raise RuntimeError(f"Number of groups to divide channels in must be positive. Value of groups:{groups}")
    n, c = input.shape[0], input.shape[1]
    if c % groups != 0:
        raise RuntimeError(f"Number of channels must be divisible by groups. Got {c} channels and {groups} groups.")
    rest = list(input.shape[2:])
    return input.reshape([n, groups, c // groups] + rest).transpose(1, 2).reshape(input.shape)


# --- resampling -----------------------------------------------------------------------------------------------------


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
    return _named(out, f"{kind}{n}DBackward0")


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    return interpolate(input, size, scale_factor, mode, align_corners)


# --- losses and distances -------------------------------------------------------------------------------------------


def pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False):
    return torch.norm(x1 - x2 + eps, p, -1, keepdim)


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    return _named(_reduced(torch.log1p(torch.exp(-target * input)), reduction), "SoftMarginLossBackward0")


def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"):
    zeros = torch.zeros_like(input)
    apart = torch.where(target == 1, zeros, (margin - input).clamp(min=0))
    return _reduced(apart + torch.where(target == -1, zeros, input), reduction)


def margin_ranking_loss(input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction="mean"):
    if input1.dim() != input2.dim() or input1.dim() != target.dim():
        raise RuntimeError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    return _reduced((-target * (input1 - input2) + margin).clamp(min=0), reduction)


def cosine_embedding_loss(input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction="mean"):
    dim = input1.dim() - 1
    eps = 1e-12
    dot = (input1 * input2).sum(dim)
    cos = dot / (((input1 * input1).sum(dim) + eps) * ((input2 * input2).sum(dim) + eps)).sqrt()
    zeros = torch.zeros_like(cos)
    loss = torch.where(target == 1, 1 - cos, zeros) + torch.where(target == -1, (cos - margin).clamp(min=0), zeros)
    return _reduced(loss, reduction)


def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, p=2, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean"
):
    near = pairwise_distance(anchor, positive, p, eps)
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, pairwise_distance(positive, negative, p, eps))
    return _reduced((margin + near - far).clamp(min=0), reduction)


def poisson_nll_loss(
    input, target, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction="mean"
):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    loss = torch.exp(input) - target * input if log_input else input - target * torch.log(input + eps)
    if full:
        stirling = target * torch.log(target) - target + 0.5 * torch.log(2 * math.pi * target)
        loss = loss + stirling.masked_fill(target <= 1, 0)
    return _reduced(loss, reduction)


def gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction="mean"):
    if not isinstance(var, torch.Tensor):
        var = var * torch.ones_like(input)
    if var.size() != input.size():
        if input.size()[:-1] == var.size():
            var = var.unsqueeze(-1)
        elif not (input.size()[:-1] == var.size()[:-1] and var.size(-1) == 1):
            raise ValueError("var is of incorrect size")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(reduction + " is not valid")
    if bool((var < 0).any()):
        raise ValueError("var has negative entry/entries")
    with torch.no_grad():
        least = var.clamp(min=eps) - var
    var = var + least
    loss = 0.5 * (torch.log(var) + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return _reduced(loss, reduction)


def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    loss = -(target * _F.logsigmoid(input) + (1 - target) * _F.logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    return _reduced(loss.sum(-1) / input.size(-1), reduction)


# --- windows as columns ---------------------------------------------------------------------------------------------


def _pair(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)


def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    kernel, dilation, padding, stride = _pair(kernel_size), _pair(dilation), _pair(padding), _pair(stride)
    if input.dim() not in (3, 4):
        raise RuntimeError(
            "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, "
            f"but got: {list(input.shape)}"
        )
    single = input.dim() == 3
    rows = input.unsqueeze(0) if single else input
    n, c, h, w = rows.shape
    counts = [(size + 2 * p - d * (k - 1) - 1) // s + 1 for size, p, d, k, s in zip((h, w), padding, dilation, kernel, stride)]
    if min(counts) < 1:
        raise RuntimeError(
            f"Given input with spatial size ({h}, {w}), kernel_size=({kernel[0]}, {kernel[1]}), "
            f"dilation=({dilation[0]}, {dilation[1]}), padding=({padding[0]}, {padding[1]}), "
            f"stride=({stride[0]}, {stride[1]}), calculated shape of the array of sliding blocks as "
            f"({counts[0]}, {counts[1]}), but its components must be at least one."
        )
    padded = torch.constant_pad_nd(rows, [padding[1], padding[1], padding[0], padding[0]])
    # Positions along a dim, kernel offset by window: (kernel, count).
    along = [
        torch.arange(k).unsqueeze(1) * d + torch.arange(count) * s
        for k, d, count, s in zip(kernel, dilation, counts, stride)
    ]
    ys = along[0].reshape(kernel[0], 1, counts[0], 1)
    xs = along[1].reshape(1, kernel[1], 1, counts[1])
    out = padded[:, :, ys, xs].reshape(n, c * kernel[0] * kernel[1], counts[0] * counts[1])
    return _named(out.squeeze(0) if single else out, "Im2ColBackward0")
