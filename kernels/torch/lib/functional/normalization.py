# torch.nn.functional: normalisations.


def _per_channel(tensor, rank):
    return tensor.view([1, -1] + [1] * (rank - 2))


def batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5):
    dims = [d for d in range(input.dim()) if d != 1]
    if training:
        count = input.numel() // input.size(1)
        if count == 1:
            raise ValueError(f"Expected more than 1 value per channel when training, got input size {input.size()}")
        mean = input.mean(dims)
        var = input.var(dims, unbiased=False)
        if running_mean is not None:
            with torch.no_grad():
                running_mean.mul_(1 - momentum).add_(mean.detach() * momentum)
                running_var.mul_(1 - momentum).add_(var.detach() * (momentum * count / (count - 1)))
    else:
        mean, var = running_mean, running_var
    rank = input.dim()
    out = (input - _per_channel(mean, rank)) / torch.sqrt(_per_channel(var, rank) + eps)
    if weight is not None:
        out = out * _per_channel(weight, rank)
    if bias is not None:
        out = out + _per_channel(bias, rank)
    return _named(out, "NativeBatchNormBackward0")


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    shape = list(normalized_shape)
    if list(input.shape[input.dim() - len(shape):]) != shape:
        wanted = ", ".join(["*"] + [str(n) for n in shape])
        raise RuntimeError(
            f"Given normalized_shape={shape}, expected input with shape [{wanted}], but got input of size{list(input.shape)}"
        )
    dims = list(range(-len(shape), 0))
    mean = input.mean(dims, keepdim=True)
    var = input.var(dims, unbiased=False, keepdim=True)
    out = (input - mean) / torch.sqrt(var + eps)
    if weight is not None:
        out = out * weight
    if bias is not None:
        out = out + bias
    return _named(out, "NativeLayerNormBackward0")


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-5):
    n, c = input.shape[0], input.shape[1]
    if c % num_groups != 0:
        raise RuntimeError(
            "Expected number of channels in input to be divisible by num_groups, "
            f"but got input of shape {list(input.shape)} and num_groups={num_groups}"
        )
    grouped = input.reshape(n, num_groups, -1)
    mean = grouped.mean(2, keepdim=True)
    var = grouped.var(2, unbiased=False, keepdim=True)
    out = ((grouped - mean) / torch.sqrt(var + eps)).reshape(input.shape)
    rank = input.dim()
    if weight is not None:
        out = out * _per_channel(weight, rank)
    if bias is not None:
        out = out + _per_channel(bias, rank)
    return _named(out, "NativeGroupNormBackward0")


def instance_norm(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-5):
    if not use_input_stats:
        return batch_norm(input, running_mean, running_var, weight, bias, False, momentum, eps)
    if running_mean is not None:
        dims = list(range(2, input.dim()))
        with torch.no_grad():
            mean, var = input.mean(dims).mean(0), input.var(dims).mean(0)
            running_mean.mul_(1 - momentum).add_(mean * momentum)
            running_var.mul_(1 - momentum).add_(var * momentum)
    return group_norm(input, input.shape[1], weight, bias, eps)


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


def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    return input / input.norm(p, dim, True).clamp_min(eps).expand_as(input)
