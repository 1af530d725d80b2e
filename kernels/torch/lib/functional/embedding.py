# torch.nn.functional: rows of a table by number, alone and in bags.


def _renorm(weight, indices, max_norm, norm_type):
    """Scales the rows asked for down to a norm, in place."""
    with torch.no_grad():
        for row in sorted(set(indices.reshape(-1).tolist())):
            norm = torch.norm(weight[row], norm_type).item()
            if norm > max_norm:
                weight[row] = weight[row] * (max_norm / (norm + 1e-7))


def embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False):
    if padding_idx is None:
        padding_idx = -1
    else:
        rows = weight.size(0)
        if padding_idx >= rows and padding_idx > 0 or padding_idx < -rows:
            raise AssertionError("Padding_idx must be within num_embeddings")
        if padding_idx < 0:
            padding_idx += rows
    if max_norm is not None:
        _renorm(weight, input, max_norm, norm_type)
    return torch.embedding(weight, input, padding_idx, scale_grad_by_freq, sparse)


def embedding_bag(
    input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode="mean", sparse=False,
    per_sample_weights=None, include_last_offset=False, padding_idx=None,
):
    if weight.dtype is torch.int64 and input.is_floating_point():
        warnings.warn(
            "Argument order of nn.functional.embedding_bag was changed. Usage `embedding_bag(weight, input, ...)` is "
            "deprecated, and should now be `embedding_bag(input, weight, ...)`."
        )
        weight, input = input, weight
    if per_sample_weights is not None and input.size() != per_sample_weights.size():
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({per_sample_weights.shape}) is not None, then it must have the same shape "
            f"as the input ({input.shape})"
        )
    if weight.dim() != 2:
        raise ValueError(f"weight has to be a 2D Tensor, but got Tensor of dimension {weight.dim()}")
    if input.dim() == 2:
        if offsets is not None:
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length sequences. "
                f"However, found offsets of type {type(offsets)}"
            )
        offsets = torch.arange(0, input.numel(), input.size(1), dtype=input.dtype, device=input.device)
        include_last_offset = False
        input = input.reshape(-1)
        if per_sample_weights is not None:
            per_sample_weights = per_sample_weights.reshape(-1)
    elif input.dim() == 1:
        if offsets is None:
            raise ValueError("offsets has to be a 1D Tensor but got None")
        if offsets.dim() != 1:
            raise ValueError("offsets has to be a 1D Tensor")
    else:
        raise ValueError(f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}")
    if mode not in ("sum", "mean", "max"):
        raise ValueError("mode has to be one of sum, mean or max")
    if mode == "max":
        if scale_grad_by_freq:
            raise ValueError("max mode does not support scaling the gradient by the frequency")
        if sparse:
            raise ValueError("max mode does not support sparse weights")
    if max_norm is not None:
        _renorm(weight, input, max_norm, norm_type)
    if per_sample_weights is not None and mode != "sum":
        raise NotImplementedError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' "
            f"(got mode='{mode}'). Please open a feature request on GitHub."
        )
    return _bags(
        input, weight, offsets, mode, scale_grad_by_freq, sparse, per_sample_weights, include_last_offset, padding_idx
    )


def _bags(
    input, weight, offsets, mode, scale_grad_by_freq, sparse, per_sample_weights, include_last_offset, padding_idx
):
    rows = weight.size(0)
    for value in (input, offsets):
        if value.dtype is not torch.int64 and value.dtype is not torch.int32:
            raise RuntimeError(
                "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
                f"{_legacy_name(value)} instead (while checking arguments for embedding_bag)"
            )
    if padding_idx is not None:
        if not -rows <= padding_idx < rows:
            raise RuntimeError(
                f"padding_idx must be within the number of embeddings, -{rows} through {rows - 1}, but got {padding_idx}"
            )
        padding_idx %= rows
    bounds = offsets.tolist()
    if include_last_offset and len(bounds) == 0:
        raise RuntimeError("include_last_offset: number of offset should be at least 1")
    if len(bounds) > 0:
        if bounds[0] != 0:
            raise RuntimeError(
                "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, "
                f"got {bounds[0]}\n[ torch.{_scalar_type(offsets)}Tensor{{}} ]"
            )
        if bounds[-1] > input.numel():
            raise RuntimeError(
                f"offsets[-1] can not be greater than input's length {input.numel()} but got offsets[-1] of {bounds[-1]}"
            )
    if not include_last_offset:
        bounds.append(input.numel())
    if bool(((input < 0) | (input >= rows)).any()):
        raise RuntimeError(
            "Expected i < index_size to be true, but got false.  (Could this error message be improved?  If so, please report an "
            "enhancement request to PyTorch.)"
        )
    # A last offset before the end leaves elements out of the sum, but PyTorch counts them in its mean.
    uncounted = input.numel() - bounds[-1]
    if uncounted > 0:
        input = input[: bounds[-1]]
        if per_sample_weights is not None:
            per_sample_weights = per_sample_weights[: bounds[-1]]
    if padding_idx is not None:
        kept = input != padding_idx
        before = [0] + kept.to(torch.int64).cumsum(0).tolist()
        bounds = [before[bound] for bound in bounds]
        input = input[kept]
        if per_sample_weights is not None:
            per_sample_weights = per_sample_weights[kept]
    table = torch.embedding(weight, input, -1, scale_grad_by_freq, sparse)
    if per_sample_weights is not None:
        table = table * per_sample_weights.unsqueeze(1)
    if mode == "max":
        return _F._bag_max(table, bounds)[0]
    out = _F._bag_sum(table, bounds)
    if mode == "mean":
        counts = [max(b - a, 1) for a, b in zip(bounds, bounds[1:])]
        if uncounted > 0 and counts:
            counts[-1] += uncounted
        counts = torch.tensor(counts, dtype=out.dtype)
        out = _named(out / counts.unsqueeze(1), "EmbeddingBagBackward0", weight, per_sample_weights)
    return out


def one_hot(tensor, num_classes=-1):
    if tensor.dtype is not torch.int64:
        raise RuntimeError("one_hot is only applicable to index tensor of type LongTensor.")
    if tensor.numel() == 0:
        if num_classes <= 0:
            raise RuntimeError("Can not infer total number of classes from empty tensor.")
        return torch.empty((*tensor.shape, num_classes), dtype=torch.int64)
    if tensor.min().item() < 0:
        raise RuntimeError("Class values must be non-negative.")
    largest = tensor.max().item()
    if num_classes == -1:
        num_classes = largest + 1
    elif largest >= num_classes:
        raise RuntimeError("Class values must be smaller than num_classes.")
    return (tensor.unsqueeze(-1) == torch.arange(num_classes)).to(torch.int64)
