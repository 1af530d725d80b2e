# torch.nn.functional beyond the operators: functions composed of them, in the dialect itself.
import math

import torch
from torch import _F


def __getattr__(name):
    return getattr(_F, name)


def _named(result, name):
    return _F._composed(result, name) if result.requires_grad else result


def _missing_inplace(input, result, inplace):
    return input.copy_(result) if inplace else result


def dropout(input, p=0.5, training=True, inplace=False):
    if p < 0.0 or p > 1.0:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
    return _missing_inplace(input, torch.dropout(input, p, training), inplace)


def _channel_dropout(input, p, training, inplace):
    if p < 0.0 or p > 1.0:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
    if not training or p == 0:
        return input
    shape = list(input.shape[:2]) + [1] * (input.dim() - 2)
    mask = torch.dropout(torch.ones(shape, dtype=input.dtype), p, True)
    return _missing_inplace(input, input * mask, inplace)


def dropout1d(input, p=0.5, training=True, inplace=False):
    return _channel_dropout(input, p, training, inplace)


def dropout2d(input, p=0.5, training=True, inplace=False):
    return _channel_dropout(input, p, training, inplace)


def dropout3d(input, p=0.5, training=True, inplace=False):
    return _channel_dropout(input, p, training, inplace)


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


def normalize(input, p=2.0, dim=1, eps=1e-12, out=None):
    return input / input.norm(p, dim, True).clamp_min(eps).expand_as(input)


def embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False):
    if input.numel() > 0 and (input.min().item() < 0 or input.max().item() >= weight.shape[0]):
        raise IndexError("index out of range in self")
    if max_norm is not None:
        with torch.no_grad():
            for row in set(input.reshape(-1).tolist()):
                norm = torch.norm(weight[row], norm_type).item()
                if norm > max_norm:
                    weight[row] = weight[row] * (max_norm / (norm + 1e-7))
    out = weight[input]
    if padding_idx is not None and out.requires_grad:
        if padding_idx < 0:
            padding_idx += weight.shape[0]
        out = torch.where((input == padding_idx).unsqueeze(-1), out.detach(), out)
    out = _named(out, "EmbeddingBackward0")
    if (scale_grad_by_freq or sparse) and out.requires_grad:
        out.register_hook(_no_embedding_gradient)
    return out


def _no_embedding_gradient(grad):
    raise NotImplementedError("ishape: the gradient of embedding with scale_grad_by_freq or sparse is not available here")


def _reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction == "none":
        return loss
    raise ValueError(f"{reduction} is not a valid value for reduction")


def mse_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    return _named(_reduced((input - target) ** 2, reduction), "MseLossBackward0")


def l1_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    return _reduced((input - target).abs(), reduction)


def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0):
    diff = (input - target).abs()
    return _named(_reduced(torch.where(diff < beta, 0.5 * diff * diff / beta, diff - 0.5 * beta) if beta > 0 else diff, reduction), "SmoothL1LossBackward0")


def huber_loss(input, target, reduction="mean", delta=1.0, weight=None):
    diff = (input - target).abs()
    return _reduced(torch.where(diff <= delta, 0.5 * diff * diff, delta * (diff - 0.5 * delta)), reduction)


def binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    if target.size() != input.size():
        raise ValueError(
            f"Using a target size ({target.size()}) that is different to the input size ({input.size()}) is deprecated. "
            "Please ensure they have the same size."
        )
    loss = -(target * torch.log(input).clamp(min=-100) + (1 - target) * torch.log(1 - input).clamp(min=-100))
    return _reduced(loss if weight is None else loss * weight, reduction)


def binary_cross_entropy_with_logits(input, target, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None):
    if target.size() != input.size():
        raise ValueError(f"Target size ({target.size()}) must be the same as input size ({input.size()})")
    if pos_weight is None:
        loss = (1 - target) * input - _F.logsigmoid(input)
        loss = input.clamp(min=0) - input * target + torch.log1p(torch.exp(-input.abs()))
    else:
        factor = (pos_weight - 1) * target + 1
        loss = (1 - target) * input - factor * _F.logsigmoid(input)
    return _reduced(loss if weight is None else loss * weight, reduction)


def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    if log_target:
        loss = torch.exp(target) * (target - input)
    else:
        logs = torch.log(torch.where(target == 0, torch.ones_like(target), target))
        loss = target * logs - target * input
    if reduction == "batchmean":
        return loss.sum() / input.size(0)
    return _reduced(loss, reduction)


def nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean"):
    if input.dim() == 1:
        input, target, single = input.unsqueeze(0), target.unsqueeze(0), True
    else:
        single = False
    if input.size(0) != target.size(0):
        raise ValueError(f"Expected input batch_size ({input.size(0)}) to match target batch_size ({target.size(0)}).")
    classes = input.size(1)
    if target.dtype is not torch.int64 and target.dtype is not torch.uint8:
        raise RuntimeError(f"expected scalar type Long but found {_scalar_type(target)}")
    kept = target != ignore_index
    for value in target.reshape(-1).tolist():
        if value != ignore_index and (value < 0 or value >= classes):
            raise IndexError(f"Target {value} is out of bounds.")
    safe = torch.where(kept, target, torch.zeros_like(target))
    flat = input.movedim(1, -1).reshape(-1, classes)
    picked = flat[torch.arange(flat.size(0)), safe.reshape(-1)]
    weights = kept.reshape(-1).to(input.dtype)
    if weight is not None:
        weights = weights * weight[safe.reshape(-1)]
    loss = -picked * weights
    if reduction == "mean":
        loss = loss.sum() / weights.sum()
    elif reduction == "sum":
        loss = loss.sum()
    else:
        loss = loss.reshape(()) if single else loss.reshape(target.shape)
    return _named(loss, "NllLossBackward0" if input.dim() == 2 else "NllLoss2DBackward0")


def _scalar_type(tensor):
    return {"torch.float32": "Float", "torch.float64": "Double", "torch.int32": "Int", "torch.bool": "Bool"}.get(
        str(tensor.dtype), str(tensor.dtype)
    )


def cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0):
    dim = 0 if input.dim() == 1 else 1
    log_probs = torch.log_softmax(input, dim)
    if target.size() == input.size() and target.dtype.is_floating_point:
        classes = input.size(dim)
        if label_smoothing > 0.0:
            target = target * (1 - label_smoothing) + label_smoothing / classes
        if weight is not None:
            log_probs = log_probs * weight.view([-1] if dim == 0 else [1, -1] + [1] * (input.dim() - 2))
        loss = -(log_probs * target).sum(dim)
        return loss.sum() / (input.numel() // input.size(dim)) if reduction == "mean" else _reduced(loss, reduction)
    nll = nll_loss(log_probs, target, weight, None, ignore_index, None, reduction)
    if label_smoothing == 0.0:
        return nll
    if dim == 0:
        log_probs, target = log_probs.unsqueeze(0), target.unsqueeze(0)
    classes = log_probs.size(1)
    shape = [1, classes] + [1] * (log_probs.dim() - 2)
    kept = (target != ignore_index).to(log_probs.dtype)
    smooth = -(log_probs if weight is None else log_probs * weight.view(shape)).sum(1) * kept
    if reduction == "mean":
        counted = kept
        if weight is not None:
            counted = kept * weight[torch.where(target != ignore_index, target, torch.zeros_like(target))]
        smooth = smooth.sum() / counted.sum()
    elif reduction == "sum":
        smooth = smooth.sum()
    elif dim == 0:
        smooth = smooth.squeeze(0)
    return nll * (1 - label_smoothing) + smooth * (label_smoothing / classes)


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


def one_hot(tensor, num_classes=-1):
    if num_classes == -1:
        num_classes = tensor.max().item() + 1
    return (tensor.unsqueeze(-1) == torch.arange(num_classes)).to(torch.int64)


def cosine_similarity(x1, x2, dim=1, eps=1e-8):
    dot = (x1 * x2).sum(dim)
    return dot / (x1.norm(2, dim).clamp_min(eps) * x2.norm(2, dim).clamp_min(eps))


def scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False):
    scale = query.size(-1) ** -0.5 if scale is None else scale
    scores = (query @ key.transpose(-2, -1)) * scale
    if is_causal:
        rows = torch.arange(scores.size(-2)).unsqueeze(1)
        scores = scores.masked_fill(torch.arange(scores.size(-1)) > rows, float("-inf"))
    if attn_mask is not None:
        scores = scores.masked_fill(~attn_mask, float("-inf")) if attn_mask.dtype is torch.bool else scores + attn_mask
    weights = torch.softmax(scores, -1)
    return torch.dropout(weights, dropout_p, True) @ value
