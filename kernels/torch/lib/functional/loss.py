# torch.nn.functional: losses.


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
