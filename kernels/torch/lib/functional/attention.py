# torch.nn.functional: attention.


def scaled_dot_product_attention(
    query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False
):
    _check_attention(query, key, value, attn_mask)
    # The fused kernel, which takes a mask and is_causal together.
    fused = query.dim() == key.dim() == value.dim() == 4 and dropout_p == 0.0 and query.size(-1) == value.size(-1)
    if is_causal and attn_mask is not None and not fused:
        raise RuntimeError("_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")
    if enable_gqa:
        heads, shared = query.size(-3), key.size(-3)
        if heads % shared != 0 or key.size(-3) != value.size(-3):
            raise RuntimeError("Number of heads in key and value must divide the number of heads in ")
        if heads != shared:
            repeated = torch.arange(heads) // (heads // shared)
            key, value = key.index_select(-3, repeated), value.index_select(-3, repeated)
    if scale is None:
        scale = 1.0 / math.sqrt(query.size(-1)) if query.size(-1) > 0 else math.inf
    scores = torch.matmul(query * scale, key.transpose(-2, -1))
    if attn_mask is not None:
        scores = scores.masked_fill(~attn_mask, -math.inf) if attn_mask.dtype is torch.bool else scores + attn_mask
    if is_causal:
        rows = torch.arange(scores.size(-2)).unsqueeze(1)
        scores = scores.masked_fill(torch.arange(scores.size(-1)) > rows, -math.inf)
    weights = torch.softmax(scores, -1)
    # A row that may look at nothing attends to nothing.
    if attn_mask is not None:
        weights = torch.where((scores == -math.inf).all(-1, keepdim=True), torch.zeros_like(weights), weights)
    if dropout_p > 0.0:
        weights = torch.dropout(weights, dropout_p, True)
    out = torch.matmul(weights, value)
    return _named(out, "ScaledDotProductFlashAttentionForCpuBackward0", query, key, value) if fused else out


def _check_attention(query, key, value, attn_mask):
    if query.dtype is not key.dtype or query.dtype is not value.dtype:
        raise RuntimeError(
            "Expected query, key, and value to have the same dtype, but got query.dtype: "
            f"{_cpp_dtype(query)} key.dtype: {_cpp_dtype(key)} and value.dtype: {_cpp_dtype(value)} instead."
        )
    if min(query.dim(), key.dim(), value.dim()) < 2:
        raise RuntimeError(
            "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: "
            f"{query.dim()} key.dim: {key.dim()} and value.dim: {value.dim()} instead."
        )
    if attn_mask is not None:
        if attn_mask.dtype is not torch.bool and attn_mask.dtype is not query.dtype:
            raise RuntimeError(
                "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: "
                f"{_cpp_dtype(attn_mask)} and  query.dtype: {_cpp_dtype(query)} instead."
            )


_CPP = {
    "float32": "float", "float64": "double", "float16": "c10::Half", "bfloat16": "c10::BFloat16", "int64": "long int",
    "int32": "int", "int16": "short int", "int8": "signed char", "uint8": "unsigned char", "bool": "bool",
    "complex64": "c10::complex<float>", "complex128": "c10::complex<double>",
}


def _cpp_dtype(tensor):
    """What C++ calls a tensor's dtype in messages."""
    name = str(tensor.dtype).split(".")[1]
    return _CPP.get(name, name)


def _mha_shape_check(query, key, value, key_padding_mask, attn_mask, num_heads):
    """Whether the input is batched; AssertionError where the ranks don't fit together."""
    rank = query.dim()
    if rank not in (2, 3):
        raise AssertionError(f"query should be unbatched 2D or batched 3D tensor but received {rank}-D query tensor")
    kind = f"{'batched' if rank == 3 else 'unbatched'} ({rank}-D)"
    if key.dim() != rank or value.dim() != rank:
        raise AssertionError(
            f"For {kind} `query`, expected `key` and `value` to be {rank}-D but found {key.dim()}-D and {value.dim()}-D "
            "tensors respectively"
        )
    if key_padding_mask is not None and key_padding_mask.dim() != rank - 1:
        raise AssertionError(
            f"For {kind} `query`, expected `key_padding_mask` to be `None` or {rank - 1}-D but found "
            f"{key_padding_mask.dim()}-D tensor instead"
        )
    if attn_mask is not None:
        if attn_mask.dim() not in (2, 3):
            raise AssertionError(
                f"For {kind} `query`, expected `attn_mask` to be `None`, 2-D or 3-D but found {attn_mask.dim()}-D tensor "
                "instead"
            )
        if rank == 2 and attn_mask.dim() == 3:
            wanted = (num_heads, query.shape[0], key.shape[0])
            if attn_mask.shape != wanted:
                raise AssertionError(f"Expected `attn_mask` shape to be {wanted} but got {attn_mask.shape}")
    return rank == 3


def _canonical_mask(mask, mask_name, other_type, other_name, target_type, check_other=True):
    """A mask to be added: -inf where a bool one says True."""
    if mask is None:
        return None
    if mask.dtype is not torch.bool and not torch.is_floating_point(mask):
        raise AssertionError(f"only bool and floating types of {mask_name} are supported")
    if check_other and other_type is not None and mask.dtype is not other_type:
        warnings.warn(
            f"Support for mismatched {mask_name} and {other_name} is deprecated. Use same type for both instead.",
            stacklevel=3,
        )
    if mask.dtype is torch.bool:
        return torch.zeros_like(mask, dtype=target_type).masked_fill_(mask, -math.inf)
    return mask


def _projected(query, key, value, packed, separate, bias):
    weights = packed.chunk(3) if separate is None else separate
    biases = (None, None, None) if bias is None else bias.chunk(3)
    return [_F.linear(x, weight, b) for x, weight, b in zip((query, key, value), weights, biases)]


def _in_projection_packed(q, k, v, w, b=None):
    return _projected(q, k, v, w, None, b)


def _in_projection(q, k, v, w_q, w_k, w_v, b_q=None, b_k=None, b_v=None):
    return _F.linear(q, w_q, b_q), _F.linear(k, w_k, b_k), _F.linear(v, w_v, b_v)


def multi_head_attention_forward(
    query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn, dropout_p,
    out_proj_weight, out_proj_bias, training=True, key_padding_mask=None, need_weights=True, attn_mask=None,
    use_separate_proj_weight=False, q_proj_weight=None, k_proj_weight=None, v_proj_weight=None, static_k=None,
    static_v=None, average_attn_weights=True, is_causal=False,
):
    is_batched = _mha_shape_check(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not is_batched:
        query, key, value = query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1)
        if key_padding_mask is not None:
            key_padding_mask = key_padding_mask.unsqueeze(0)
    length, batch, embed_dim = query.shape
    source, _, _ = key.shape
    key_padding_mask = _canonical_mask(
        key_padding_mask, "key_padding_mask", None if attn_mask is None else attn_mask.dtype, "attn_mask", query.dtype
    )
    if is_causal and attn_mask is None:
        raise RuntimeError(
            "Need attn_mask if specifying the is_causal hint. You may use the Transformer module method "
            "`generate_square_subsequent_mask` to create this mask."
        )
    if is_causal and key_padding_mask is None and not need_weights:
        attn_mask = None
    else:
        attn_mask = _canonical_mask(attn_mask, "attn_mask", None, "", query.dtype, check_other=False)
        if key_padding_mask is not None:
            is_causal = False
    if embed_dim != embed_dim_to_check:
        raise AssertionError(f"was expecting embedding dimension of {embed_dim_to_check}, but got {embed_dim}")
    head_dim = embed_dim // num_heads
    if head_dim * num_heads != embed_dim:
        raise AssertionError(f"embed_dim {embed_dim} not divisible by num_heads {num_heads}")
    if use_separate_proj_weight:
        if key.shape[:2] != value.shape[:2]:
            raise AssertionError(
                f"key's sequence and batch dims {key.shape[:2]} do not match value's {value.shape[:2]}"
            )
    elif key.shape != value.shape:
        raise AssertionError(f"key shape {key.shape} does not match value shape {value.shape}")
    separate = (q_proj_weight, k_proj_weight, v_proj_weight) if use_separate_proj_weight else None
    for name, weight in zip("qkv", separate or ()):
        if weight is None:
            raise AssertionError(f"use_separate_proj_weight is True but {name}_proj_weight is None")
    if separate is None and in_proj_weight is None:
        raise AssertionError("use_separate_proj_weight is False but in_proj_weight is None")
    q, k, v = _projected(query, key, value, in_proj_weight, separate, in_proj_bias)
    if attn_mask is not None:
        wanted = (length, source) if attn_mask.dim() == 2 else (batch * num_heads, length, source)
        if attn_mask.shape != wanted:
            raise RuntimeError(
                f"The shape of the {attn_mask.dim()}D attn_mask is {attn_mask.shape}, but should be {wanted}."
            )
        if attn_mask.dim() == 2:
            attn_mask = attn_mask.unsqueeze(0)
    masks = [attn_mask, key_padding_mask]

    def one_more_column():
        masks[:] = [None if mask is None else torch.constant_pad_nd(mask, (0, 1)) for mask in masks]

    if bias_k is not None and bias_v is not None:
        if static_k is not None:
            raise AssertionError("bias cannot be added to static key.")
        if static_v is not None:
            raise AssertionError("bias cannot be added to static value.")
        k = torch.cat([k, bias_k.repeat(1, batch, 1)])
        v = torch.cat([v, bias_v.repeat(1, batch, 1)])
        one_more_column()
    elif bias_k is not None:
        raise AssertionError("bias_k is set but bias_v is None")
    elif bias_v is not None:
        raise AssertionError("bias_v is set but bias_k is None")

    def heads(x, name, static):
        if static is None:
            return x.reshape(x.shape[0], batch * num_heads, head_dim).transpose(0, 1)
        if static.size(0) != batch * num_heads:
            raise AssertionError(f"expecting {name}.size(0) of {batch * num_heads}, but got {static.size(0)}")
        if static.size(2) != head_dim:
            raise AssertionError(f"expecting {name}.size(2) of {head_dim}, but got {static.size(2)}")
        return static

    q, k, v = heads(q, "query", None), heads(k, "static_k", static_k), heads(v, "static_v", static_v)
    if add_zero_attn:
        nothing = torch.zeros((batch * num_heads, 1, head_dim), dtype=k.dtype, device=k.device)
        k, v = torch.cat([k, nothing], dim=1), torch.cat([v, nothing], dim=1)
        one_more_column()
    attn_mask, key_padding_mask = masks
    source = k.size(1)
    if key_padding_mask is not None:
        if key_padding_mask.size(0) != batch:
            raise AssertionError(f"Expected key_padded_mask.shape[0] to be {batch}, but got {key_padding_mask.size(0)}")
        if key_padding_mask.size(1) != source:
            raise AssertionError(f"Expected key_padded_mask.shape[1] to be {source}, but got {key_padding_mask.size(1)}")
        padding = key_padding_mask.view(batch, 1, 1, source).expand(-1, num_heads, -1, -1)
        padding = padding.reshape(batch * num_heads, 1, source)
        attn_mask = padding if attn_mask is None else attn_mask + padding
    if not training:
        dropout_p = 0.0
    if not need_weights:
        if attn_mask is not None:
            if attn_mask.size(0) == 1:
                attn_mask = attn_mask.unsqueeze(0)
            else:
                attn_mask = attn_mask.view(batch, num_heads, -1, source)
        q, k, v = [x.view(batch, num_heads, x.size(1), head_dim) for x in (q, k, v)]
        out = scaled_dot_product_attention(q, k, v, attn_mask, dropout_p, is_causal)
        out = out.permute(2, 0, 1, 3).reshape(batch * length, embed_dim)
        out = _F.linear(out, out_proj_weight, out_proj_bias).view(length, batch, out_proj_weight.size(0))
        return (out if is_batched else out.squeeze(1)), None
    q = q * math.sqrt(1.0 / float(head_dim))
    scores = torch.bmm(q, k.transpose(-2, -1))
    if attn_mask is not None:
        scores = scores + attn_mask
    weights = torch.softmax(scores, -1)
    if dropout_p > 0.0:
        weights = dropout(weights, p=dropout_p)
    out = torch.bmm(weights, v).transpose(0, 1).reshape(length * batch, embed_dim)
    out = _F.linear(out, out_proj_weight, out_proj_bias).view(length, batch, out_proj_weight.size(0))
    weights = weights.view(batch, num_heads, length, source)
    if average_attn_weights:
        weights = weights.mean(dim=1)
    if not is_batched:
        out, weights = out.squeeze(1), weights.squeeze(0)
    return out, weights
