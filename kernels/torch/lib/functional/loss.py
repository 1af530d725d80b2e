# torch.nn.functional: losses.


def _legacy_reduction(size_average, reduce):
    """The reduction that the old arguments stood for."""
    reduction = _Reduction.legacy_get_string(size_average, reduce, emit_warning=False)
    warnings.warn(
        f"size_average and reduce args will be deprecated, please use reduction='{reduction}' instead.", stacklevel=3
    )
    return reduction


def _reduction_of(size_average, reduce, reduction):
    """The reduction asked for; ValueError where it is none."""
    if size_average is not None or reduce is not None:
        return _legacy_reduction(size_average, reduce)
    return _checked_reduction(reduction)


def _checked_reduction(reduction):
    if reduction == "elementwise_mean":
        warnings.warn(
            "reduction='elementwise_mean' is deprecated. Please use reduction='mean' instead.", stacklevel=4
        )
        return "mean"
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return reduction


def _reduced(loss, reduction):
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss


_SCALAR_TYPES = {
    "uint8": "Byte", "int8": "Char", "int16": "Short", "int32": "Int", "int64": "Long", "float16": "Half",
    "float32": "Float", "float64": "Double", "complex64": "ComplexFloat", "complex128": "ComplexDouble", "bool": "Bool",
    "bfloat16": "BFloat16",
}


def _need_tensors(name, **given):
    for position, (argument, value) in enumerate(given.items(), 1):
        if not isinstance(value, torch.Tensor):
            raise TypeError(
                f"{name}(): argument '{argument}' (position {position}) must be Tensor, not {type(value).__name__}"
            )


def _scalar_type(tensor):
    """What PyTorch's messages call a tensor's dtype: `Long`."""
    return _SCALAR_TYPES[str(tensor.dtype).split(".")[1]]


def _legacy_name(tensor):
    """What some messages call its type: `torch.LongTensor`."""
    name = _scalar_type(tensor)
    return f"CPU{name}Type" if name in ("Bool", "BFloat16") or tensor.is_complex() else f"torch.{name}Tensor"


def _require_float(tensor, kernel):
    if not tensor.is_floating_point():
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{_scalar_type(tensor)}'")


def _difference(input, target, kernel):
    """input - target, where a bool counts as a number beside one."""
    if input.dtype is torch.bool and target.dtype is torch.bool:
        _require_float(input, kernel)
    if input.dtype is torch.bool:
        input = input.to(target.dtype)
    elif target.dtype is torch.bool:
        target = target.to(input.dtype)
    return input - target


def _warn_sizes(input, target):
    if target.size() != input.size():
        warnings.warn(
            f"Using a target size ({target.size()}) that is different to the input size ({input.size()}). This will likely "
            "lead to incorrect results due to broadcasting. Please ensure they have the same size.",
            stacklevel=3,
        )


def _weighted(errors, weight, input, reduction, mean):
    """Errors times weights of the input's size, reduced; `mean` says by what the sum is divided."""
    if weight.size() != input.size():
        raise ValueError("Weights and input must have the same size.")
    errors = errors * weight
    if reduction == "none":
        return errors
    if reduction == "sum":
        return torch.sum(errors)
    if reduction == "mean":
        return mean(errors)
    raise ValueError(f"Invalid reduction mode: {reduction}. Expected one of 'none', 'mean', 'sum'.")


def mse_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    _warn_sizes(input, target)
    if size_average is not None or reduce is not None:
        reduction = _legacy_reduction(size_average, reduce)
    input, target = torch.broadcast_tensors(input, target)
    difference = _difference(input, target, "mse_cpu")
    if weight is not None:
        return _weighted(torch.pow(difference, 2), weight, input, reduction, lambda e: torch.sum(e) / torch.sum(weight))
    reduction = _checked_reduction(reduction)
    _require_float(difference, "mse_cpu")
    return _named(_reduced(difference * difference, reduction), "MseLossBackward0", input, target)


def l1_loss(input, target, size_average=None, reduce=None, reduction="mean", weight=None):
    _warn_sizes(input, target)
    if size_average is not None or reduce is not None:
        reduction = _legacy_reduction(size_average, reduce)
    input, target = torch.broadcast_tensors(input, target)
    errors = (input - target).abs()
    if weight is not None:
        return _weighted(errors, weight, input, reduction, lambda e: torch.sum(e) / torch.sum(weight))
    return _reduced(errors, _checked_reduction(reduction))


def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0):
    _warn_sizes(input, target)
    reduction = _reduction_of(size_average, reduce, reduction)
    input, target = torch.broadcast_tensors(input, target)
    errors = _difference(input, target, "smooth_l1_cpu").abs()
    if beta == 0.0:
        return _reduced(errors, reduction)
    if beta < 0:
        raise RuntimeError("smooth_l1_loss does not support negative values for beta.")
    _require_float(errors, "smooth_l1_cpu")
    loss = torch.where(errors < beta, 0.5 * errors * errors / beta, errors - 0.5 * beta)
    return _named(_reduced(loss, reduction), "SmoothL1LossBackward0", input, target)


def huber_loss(input, target, reduction="mean", delta=1.0, weight=None):
    _warn_sizes(input, target)
    input, target = torch.broadcast_tensors(input, target)
    checked = _checked_reduction("none" if weight is not None else reduction)
    if delta <= 0:
        raise RuntimeError("huber_loss does not support non-positive values for delta.")
    errors = _difference(input, target, "huber_cpu").abs()
    _require_float(errors, "huber_cpu")
    loss = torch.where(errors <= delta, 0.5 * errors * errors, delta * (errors - 0.5 * delta))
    if weight is not None:
        return _weighted(loss, weight, input, reduction, lambda e: e.mean())
    return _named(_reduced(loss, checked), "HuberLossBackward0", input, target)


def binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    reduction = _reduction_of(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(
            f"Using a target size ({target.size()}) that is different to the input size ({input.size()}) is deprecated. "
            "Please ensure they have the same size."
        )
    if weight is not None:
        weight = torch.broadcast_tensors(target, weight)[1]
    _require_float(input, "binary_cross_entropy")
    if target.dtype is not input.dtype:
        raise RuntimeError(f"Found dtype {_scalar_type(target)} but expected {_scalar_type(input)}")
    _F._check_probabilities(input, "input")
    _F._check_probabilities(target, "target")
    loss = _F._bce(input, target)
    if weight is not None:
        loss = loss * weight
    return _named(_reduced(loss, reduction), "BinaryCrossEntropyBackward0", input, target)


def binary_cross_entropy_with_logits(
    input, target, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None
):
    reduction = _reduction_of(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(f"Target size ({target.size()}) must be the same as input size ({input.size()})")
    _require_float(input, "log_sigmoid_cpu")
    if not target.is_floating_point():
        raise RuntimeError(
            f"result type {_scalar_type(input)} can't be cast to the desired output type {_scalar_type(target)}"
        )
    loss = (1 - target) * input - (1 if pos_weight is None else (pos_weight - 1) * target + 1) * _F.logsigmoid(input)
    if weight is not None:
        loss = loss * weight
    return _named(_reduced(loss, reduction), "BinaryCrossEntropyWithLogitsBackward0", input, target)


def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    _need_tensors("kl_div", input=input, target=target)
    batch = reduction == "batchmean" and size_average is None and reduce is None
    if batch:
        checked = "sum"
    else:
        if reduction == "mean" and size_average is None and reduce is None:
            warnings.warn(
                "reduction: 'mean' divides the total loss by both the batch size and the support size.'batchmean' divides only "
                "by the batch size, and aligns with the KL div math definition.'mean' will be changed to behave the same as "
                "'batchmean' in the next major release.",
                stacklevel=2,
            )
        checked = _reduction_of(size_average, reduce, reduction)
    if not input.is_floating_point() or not target.is_floating_point():
        raise RuntimeError("kl_div: Integral inputs not supported.")
    if log_target:
        loss = torch.exp(target) * (target - input)
    else:
        loss = torch.xlogy(target, target) - target * input
    loss = _reduced(loss, checked)
    return loss / input.size(0) if batch and input.dim() != 0 else loss


def nll_loss(
    input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean"
):
    _need_tensors("nll_loss_nd", input=input, target=target)
    return _nll(input, target, weight, _reduction_of(size_average, reduce, reduction), ignore_index)


def _nll(input, target, weight, reduction, ignore_index):
    """The negative of every sample's element at its target, weighted; input (N, C, …) or (C)."""
    rank = input.dim()
    if rank == 0:
        raise ValueError("Expected 1 or more dimensions (got 0)")
    batch = target.size(0) if target.dim() > 0 else 0
    if rank != 1 and input.size(0) != batch:
        raise ValueError(f"Expected input batch_size ({input.size(0)}) to match target batch_size ({batch}).")
    if rank == 1 or rank == 2:
        if target.dim() > 1:
            raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    elif rank == 4:
        if target.dim() != 3:
            raise RuntimeError(
                f"only batches of spatial targets supported (3D tensors) but got targets of dimension: {target.dim()}"
            )
        if target.shape[1:] != input.shape[2:]:
            raise RuntimeError(f"size mismatch (got input: {list(input.shape)} , target: {list(target.shape)}")
    elif target.shape[1:] != input.shape[2:]:
        raise RuntimeError(f"Expected target size {[input.size(0), *input.shape[2:]]}, got {list(target.shape)}")
    classes = input.size(0 if rank == 1 else 1)
    if weight is not None and rank > 2:
        if weight.numel() != classes:
            raise RuntimeError("weight tensor should be defined either for all or no classes")
        weight = weight.flatten()
    if weight is not None and (weight.dim() != 1 or weight.numel() != classes):
        raise RuntimeError(
            f"weight tensor should be defined either for all {classes} classes or no classes but got weight tensor of "
            f"shape: {list(weight.shape)}"
        )
    _require_float(input, "nll_loss2d_forward_out_frame" if rank > 2 else "nll_loss_out_frame")
    if target.dtype is not torch.int64 and target.dtype is not torch.uint8:
        raise RuntimeError(f"expected target dtype to be Long or Byte, but got {_scalar_type(target)}")
    if weight is not None and weight.dtype is not input.dtype:
        raise RuntimeError(f"expected scalar type {_scalar_type(input)} but found {_scalar_type(weight)}")
    _F._check_targets(target, classes, ignore_index)
    if rank == 1:
        input, target = input.unsqueeze(0), target.reshape(1)
    ignored = target == ignore_index
    index = target.to(torch.int64).masked_fill(ignored, 0)
    picked = -input.gather(1, index.unsqueeze(1)).squeeze(1)
    if weight is not None:
        weights = weight[index].masked_fill(ignored, 0.0)
        picked = picked * weights
    loss = picked.masked_fill(ignored, 0.0)
    if reduction == "none":
        if rank == 1:
            loss = loss.squeeze(0)
        names = {3: "ViewBackward0", 4: "NllLoss2DBackward0"}
        return _named(loss, names.get(rank, "NllLossBackward0" if rank < 3 else "ViewBackward0"), input)
    if reduction == "sum":
        loss = loss.sum()
    else:
        loss = loss.sum() / (weights.sum() if weight is not None else (~ignored).sum())
    return _named(loss, "NllLossBackward0" if rank <= 2 else "NllLoss2DBackward0", input)



def cross_entropy(
    input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0
):
    _need_tensors("cross_entropy_loss", input=input, target=target)
    reduction = _reduction_of(size_average, reduce, reduction)
    if label_smoothing > 1.0:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing:g}")
    if torch._autocast.dtype() is not None:
        input = input.float()
    dim = 0 if input.dim() == 1 else 1
    classes = input.size(dim) if input.dim() > 0 else 1
    if input.size() == target.size():
        if not target.is_floating_point():
            raise RuntimeError(
                "Expected floating point type for target with class probabilities, got " + _scalar_type(target)
            )
        if ignore_index >= 0:
            raise RuntimeError("ignore_index is not supported for floating point target")
        _check_class_weights(weight, classes)
        logs = torch.log_softmax(input, dim)
        if label_smoothing < 0.0:
            raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing:g}")
        if label_smoothing > 0.0:
            target = target * (1 - label_smoothing) + label_smoothing / classes
        if weight is not None:
            logs = logs * weight.view([-1] if dim == 0 else [1, -1] + [1] * (input.dim() - 2))
        loss = -(logs * target).sum(dim)
        if reduction == "none":
            return loss
        return _named(loss.sum() / (input.numel() / classes), "DivBackward1") if reduction == "mean" else loss.sum()
    logs = torch.log_softmax(input, dim)
    nll = _nll(logs, target, weight, reduction, ignore_index)
    if label_smoothing <= 0.0:
        return nll
    _check_class_weights(weight, classes)
    kept = target != ignore_index
    if weight is None:
        smooth = -logs.sum(dim)
    else:
        smooth = -(logs * weight.view([-1] if dim == 0 else [1, -1] + [1] * (input.dim() - 2))).sum(dim)
    smooth = smooth.masked_fill(~kept, 0.0)
    if reduction == "sum":
        smooth = smooth.sum()
    elif reduction == "mean":
        counted = kept if weight is None else weight[target.masked_fill(~kept, 0)].masked_fill(~kept, 0.0)
        smooth = smooth.sum() / counted.sum()
    return nll * (1 - label_smoothing) + smooth * (label_smoothing / classes)


def _check_class_weights(weight, classes):
    if weight is not None and (weight.dim() != 1 or weight.numel() != classes):
        raise RuntimeError(
            f"cross_entropy: weight tensor should be defined either for all {classes} classes or no classes but got weight "
            f"tensor of shape: {list(weight.shape)}"
        )


def linear_cross_entropy(
    input, linear_weight, target, *, linear_bias=None, weight=None, reduction="mean", ignore_index=None,
    label_smoothing=0.0, options=None,
):
    if input.dim() < 1 or input.dim() > 2:
        raise RuntimeError(f"expected input with dimensionality 1 or 2, got {input.dim()}")
    if linear_weight.dim() < 2:
        raise RuntimeError(f"expected linear_weight with dimensionality at least 2, got {linear_weight.dim()}")
    features = input.shape[-1]
    if features != linear_weight.shape[-1]:
        raise RuntimeError(
            f"expected equal input and linear_weight last dimensions (in_features), got {features} and "
            f"{linear_weight.shape[-1]}, respectively"
        )
    outputs = tuple(linear_weight.shape[:-1])
    if linear_bias is not None and tuple(linear_bias.shape) != outputs:
        raise RuntimeError(f"expected linear_bias shape {outputs}, got {tuple(linear_bias.shape)}")
    if len(outputs) > 1 and input.dim() == 1:
        raise RuntimeError(
            f"K-dimensional loss defined by linear_weight shape {tuple(linear_weight.shape)} requires batched input, "
            f"(N, {features}), got unbatched input with shape {tuple(input.shape)}"
        )
    size = (*input.shape[:-1], *outputs)
    if target.shape == size and ignore_index is not None:
        raise RuntimeError("ignore_index cannot be specified when target contains probabilities")
    flat_bias = None if linear_bias is None else linear_bias.reshape(-1)
    logits = _F.linear(input, linear_weight.reshape(math.prod(outputs), features), flat_bias).reshape(size)
    return cross_entropy(
        logits, target, weight=weight, reduction=reduction, ignore_index=-100 if ignore_index is None else ignore_index,
        label_smoothing=label_smoothing,
    )


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    _need_tensors("soft_margin_loss", input=input, target=target)
    reduction = _reduction_of(size_average, reduce, reduction)
    loss = torch.log1p(torch.exp(-(input * target)))
    return _named(_reduced(loss, reduction), "SoftMarginLossBackward0", input)


def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"):
    _need_tensors("hinge_embedding_loss", input=input, target=target)
    reduction = _reduction_of(size_average, reduce, reduction)
    zeros = torch.zeros_like(input)
    apart = torch.where(target != 1, (margin - input).clamp_min(0), zeros)
    near = torch.where(target != -1, input, zeros)
    return _reduced(apart + near, reduction)


def margin_ranking_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    reduction = _reduction_of(size_average, reduce, reduction)
    if input1.dim() != input2.dim() or input1.dim() != target.dim():
        raise RuntimeError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    return _reduced((-target * (input1 - input2) + margin).clamp_min(0), reduction)


def cosine_embedding_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean"
):
    _need_tensors("cosine_embedding_loss", input1=input1, input2=input2, target=target)
    reduction = _reduction_of(size_average, reduce, reduction)
    rank = target.dim()
    if rank not in (0, 1):
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if input1.dim() != rank + 1 or input2.dim() != rank + 1:
        raise RuntimeError(
            f"{rank}D target tensor expects {rank + 1}D input tensors, but found inputs with sizes "
            f"{list(input1.shape)} and {list(input2.shape)}."
        )
    eps = 1e-12
    dot = (input1 * input2).sum(rank)
    cos = dot / (((input1 * input1).sum(rank) + eps) * ((input2 * input2).sum(rank) + eps)).sqrt()
    zeros = torch.zeros_like(cos)
    loss = torch.where(target == 1, 1 - cos, zeros) + torch.where(target == -1, (cos - margin).clamp_min(0), zeros)
    return _reduced(loss, reduction)


def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, p=2, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean"
):
    _need_tensors("triplet_margin_loss", anchor=anchor, positive=positive, negative=negative)
    reduction = _reduction_of(size_average, reduce, reduction)
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    ranks = [x.dim() for x in (anchor, positive, negative)]
    if len(set(ranks)) != 1:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {ranks[0]}D, positive {ranks[1]}D, and negative {ranks[2]}D inputs"
        )
    near = _F.pairwise_distance(anchor, positive, p, eps)
    far = _F.pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, _F.pairwise_distance(positive, negative, p, eps))
    return _reduced((margin + near - far).clamp_min(0), reduction)


def triplet_margin_with_distance_loss(
    anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction="mean"
):
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    ranks = [x.ndim for x in (anchor, positive, negative)]
    if len(set(ranks)) != 1:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {ranks[0]}D, positive {ranks[1]}D, and negative {ranks[2]}D inputs"
        )
    distance = _F.pairwise_distance if distance_function is None else distance_function
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = torch.minimum(far, distance(positive, negative))
    return _reduced(torch.clamp_min(margin + near - far, 0), reduction)


def poisson_nll_loss(
    input, target, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction="mean"
):
    _need_tensors("poisson_nll_loss", input=input, target=target)
    reduction = _reduction_of(size_average, reduce, reduction)
    loss = torch.exp(input) - target * input if log_input else input - target * torch.log(input + eps)
    if full:
        stirling = target * torch.log(target) - target + 0.5 * torch.log(2 * math.pi * target)
        loss = loss + stirling.masked_fill(target <= 1, 0)
    return _reduced(loss, reduction)


def gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction="mean"):
    if isinstance(var, float):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        var = var * torch.ones_like(input)
    elif torch.any(var < 0):
        raise ValueError("var has negative entry/entries")
    if var.size() != input.size():
        if input.size()[:-1] == var.size():
            var = torch.unsqueeze(var, -1)
        elif input.ndim != var.ndim or sum(y for x, y in zip(input.size(), var.size()) if x != y) != 1:
            raise ValueError("var is of incorrect size")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(reduction + " is not valid")
    # Small variances are raised without a part in the gradient.
    with torch.no_grad():
        least = var.clamp(min=eps) - var
    var = var + least
    loss = 0.5 * (torch.log(var) + (input - target) ** 2 / var)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return _reduced(loss, reduction)


def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    if size_average is not None or reduce is not None:
        reduction = _legacy_reduction(size_average, reduce)
    loss = -(target * _F.logsigmoid(input) + (1 - target) * _F.logsigmoid(-input))
    if weight is not None:
        loss = loss * weight
    loss = loss.sum(dim=-1) / input.size(-1)
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(reduction + " is not valid")
    return _reduced(loss, reduction)


def multi_margin_loss(
    input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean"
):
    _need_tensors("multi_margin_loss", input=input, target=target)
    reduction = _reduction_of(size_average, reduce, reduction)
    if p != 1 and p != 2:
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    if input.dim() > 2 or input.numel() == 0 and input.size(-1) == 0:
        raise RuntimeError(
            f"Expected non-empty vector or matrix with optional 0-dim batch size, but got: {list(input.shape)}"
        )
    rows = input if input.dim() == 2 else input.reshape(1, -1)
    count, classes = rows.shape
    if target.dim() > 1 or target.numel() != count:
        raise RuntimeError(
            "multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch size). "
            f"Expected target size [{count}], but got {list(target.shape)}. Input has shape {list(input.shape)}."
        )
    if weight is not None and weight.numel() != classes:
        raise RuntimeError(f"inconsistent weight size, expected {classes} but got {list(weight.shape)}")
    _require_float(input, "multi_margin_loss_cpu")
    if target.dtype is not torch.int64:
        raise RuntimeError(f"expected scalar type Long but found {_scalar_type(target)}")
    index = target.reshape(-1, 1)
    if bool(((index < 0) | (index >= classes)).any()):
        raise RuntimeError("target out of range")
    loss = (margin - rows.gather(1, index) + rows).clamp_min(0)
    if p == 2:
        loss = loss * loss
    if weight is not None:
        loss = loss * weight[index]
    loss = loss.masked_fill(torch.arange(classes) == index, 0.0).sum(1) / classes
    if target.dim() == 0 and reduction == "none":
        loss = loss.reshape(())
    return _named(_reduced(loss, reduction), "MultiMarginLossBackward0", input)


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    _need_tensors("multilabel_margin_loss", input=input, target=target)
    reduction = _reduction_of(size_average, reduce, reduction)
    if input.dim() > 2 or input.dim() > 0 and input.size(-1) == 0:
        raise RuntimeError(
            f"Expected non-empty vector or matrix with optional 0-dim batch size, but got: {list(input.shape)}"
        )
    if target.shape != input.shape:
        raise RuntimeError(f"inconsistent target size: {list(target.shape)} for input of size: {list(input.shape)}")
    _require_float(input, "multilabel_margin_loss_forward_out_frame")
    if target.dtype is not torch.int64:
        raise RuntimeError(f"expected scalar type Long but found {_scalar_type(target)}")
    classes = input.size(-1) if input.dim() > 0 else 1
    rows, labels = input.reshape(-1, classes), target.reshape(-1, classes)
    if bool(((labels < -1) | (labels >= classes)).any()):
        raise RuntimeError("argument #2 'target' is out of range")
    # Labels count up to the first -1.
    counted = (labels < 0).to(torch.int64).cumsum(1) == 0
    index = labels.masked_fill(~counted, 0)
    wanted = ((index.unsqueeze(2) == torch.arange(classes)) & counted.unsqueeze(2)).any(1)
    loss = (1 - rows.gather(1, index).unsqueeze(2) + rows.unsqueeze(1)).clamp_min(0)
    loss = loss.masked_fill(~(counted.unsqueeze(2) & ~wanted.unsqueeze(1)), 0.0).sum((1, 2)) / classes
    if input.dim() < 2 and reduction == "none":
        loss = loss.reshape(())
    return _named(_reduced(loss, reduction), "MultilabelMarginLossBackward0", input)


def ctc_loss(
    log_probs, targets, input_lengths, target_lengths, blank=0, reduction="mean", zero_infinity=False
):
    reduction = _checked_reduction(reduction)
    lengths = []
    for name, given in (("input_lengths", input_lengths), ("target_lengths", target_lengths)):
        if isinstance(given, torch.Tensor):
            if given.is_floating_point():
                raise RuntimeError(f"{name} must be integral")
            given = given.reshape(-1).tolist()
        lengths.append(list(given))
    batched = log_probs.dim() != 2 and log_probs.dim() != 1
    if not batched:
        log_probs = log_probs.unsqueeze(1)
        if targets.dim() == 1:
            targets = targets.unsqueeze(0)
    loss = _F._ctc(log_probs, targets, *lengths, blank, zero_infinity)
    if reduction == "mean":
        return (loss / torch.tensor(lengths[1], dtype=loss.dtype).clamp_min(1)).mean()
    if reduction == "sum":
        return loss.sum()
    return loss if batched else loss.squeeze(0)
