# torch.nn.attention.flex_attention: attention whose scores a function changes or masks; the functions are called once, on all indices.
import math

import torch

_DEFAULT_SPARSE_BLOCK_SIZE = 128


def noop_mask(batch, head, token_q, token_kv):
    return batch.new_ones(size=(), dtype=torch.bool, device=batch.device)


def _combined(mask_mods, start, join):
    if not all(callable(each) for each in mask_mods):
        raise RuntimeError(f"All inputs should be callable mask_mods: {mask_mods}")

    def mask(b, h, q_idx, kv_idx):
        result = b.new_full((), start, dtype=torch.bool)
        for each in mask_mods:
            result = join(result, each(b, h, q_idx, kv_idx))
        return result

    return mask


def or_masks(*mask_mods):
    return _combined(mask_mods, False, lambda a, b: a | b)


def and_masks(*mask_mods):
    return _combined(mask_mods, True, lambda a, b: a & b)


def _indices(sizes, device):
    """The index of each axis, shaped so that they broadcast."""
    return [
        torch.arange(size, device=device).view([-1 if at == axis else 1 for at in range(len(sizes))])
        for axis, size in enumerate(sizes)
    ]


def create_mask(mod_fn, B, H, Q_LEN, KV_LEN, device=None):
    sizes = (B or 1, H or 1, Q_LEN, KV_LEN)
    indices = _indices(sizes, device or "cpu")
    count = mod_fn.__code__.co_argcount if hasattr(mod_fn, "__code__") else 4
    if count == 5:
        scores = mod_fn(torch.zeros(sizes, device=device), *indices)
        return torch.where(torch.isneginf(scores), False, True)
    return mod_fn(*indices).expand(sizes)


class BlockMask:
    """Which blocks of the scores hold anything, and the function that masks inside of them."""

    def __init__(self, seq_lengths, kv_num_blocks, blocks, BLOCK_SIZE, mask_mod, shape):
        self.seq_lengths = seq_lengths
        self.kv_num_blocks = kv_num_blocks
        self.BLOCK_SIZE = BLOCK_SIZE
        self.mask_mod = mask_mod
        self.shape = shape
        self._blocks = blocks

    def to_dense(self):
        return self._blocks.to(torch.int32)

    def numel(self):
        return math.prod(self.shape)

    def sparsity(self):
        """The percentage of scores that are not reckoned."""
        q_block, kv_block = self.BLOCK_SIZE
        return 100 * (1 - int(self.kv_num_blocks.sum()) * q_block * kv_block / self.numel())

    def as_tuple(self, flatten=True):
        raise NotImplementedError("ishape: BlockMask.as_tuple is not available here")

    def to(self, device):
        return self


def create_block_mask(
    mask_mod, B, H, Q_LEN, KV_LEN, device=None, BLOCK_SIZE=_DEFAULT_SPARSE_BLOCK_SIZE, _compile=False
):
    sizes = (BLOCK_SIZE, BLOCK_SIZE) if isinstance(BLOCK_SIZE, int) else tuple(BLOCK_SIZE)
    mask = create_mask(mask_mod, B, H, Q_LEN, KV_LEN, device)
    rows, columns = -(-Q_LEN // sizes[0]), -(-KV_LEN // sizes[1])
    padded = torch.nn.functional.pad(mask, (0, columns * sizes[1] - KV_LEN, 0, rows * sizes[0] - Q_LEN))
    blocks = padded.reshape(B or 1, H or 1, rows, sizes[0], columns, sizes[1]).any(dim=5).any(dim=3)
    counts = blocks.sum(-1).to(torch.int32)
    return BlockMask((Q_LEN, KV_LEN), counts, blocks, sizes, mask_mod, (B or 1, H or 1, Q_LEN, KV_LEN))


def flex_attention(
    query, key, value, score_mod=None, block_mask=None, scale=None, enable_gqa=False, return_lse=False,
    kernel_options=None, *, return_aux=None,
):
    for name, each in (("query", query), ("key", key), ("value", value)):
        if each.dim() != 4:
            raise ValueError(f"Expected {name} to be a 4D tensor, but got {each.dim()}D")
    if query.device.type == "cpu" and any(each.requires_grad for each in (query, key, value)):
        raise NotImplementedError(
            "FlexAttention does not support backward on CPU. Please set the input requires_grad to False or use another device."
        )
    if query.dtype != key.dtype or query.dtype != value.dtype:
        raise ValueError(
            f"Expected query, key, and value to have the same dtype, but got query.dtype: {query.dtype}, "
            f"key.dtype: {key.dtype}, and value.dtype: {value.dtype} instead."
        )
    if not enable_gqa and query.size(-3) != key.size(-3):
        raise ValueError(
            f"Expect query and key/value to have the same number of heads but got Hq={query.size(-3)} and "
            f"Hkv={key.size(-3)}. Try setting enable_gqa=True for GQA."
        )
    if enable_gqa and query.size(1) % key.size(1) != 0:
        raise ValueError(
            f"Expect number of query heads to be a multiple of kv heads for GQA but got Hq={query.size(1)} and "
            f"Hkv={key.size(1)}."
        )
    if return_aux is not None:
        raise NotImplementedError("ishape: flex_attention(return_aux=…) is not available here")
    if scale is None:
        scale = 1.0 / math.sqrt(query.size(-1))
    groups = query.size(1) // key.size(1)
    if groups > 1:
        key, value = (each.repeat_interleave(groups, dim=1) for each in (key, value))
    working = torch.float64 if query.dtype == torch.float64 else torch.float32
    scores = (query @ key.transpose(-2, -1)).to(working) * scale
    indices = _indices(scores.shape, query.device)
    if score_mod is not None:
        scores = score_mod(scores, *indices)
    if block_mask is not None:
        q_length, kv_length = block_mask.seq_lengths
        if query.size(-2) > q_length or key.size(-2) > kv_length:
            raise ValueError(
                f"block_mask was created for block_mask.shape={block_mask.shape} but got q_len={query.size(-2)} and "
                f"kv_len={key.size(-2)}. As the block mask was created for a smaller length than you're using it for, "
                "you likely need to create a new block mask."
            )
        scores = torch.where(block_mask.mask_mod(*indices), scores, -float("inf"))
    lse = scores.logsumexp(dim=-1)
    empty = (scores == -float("inf")).all(dim=-1, keepdim=True)
    weights = torch.where(empty, 0.0, torch.softmax(scores, dim=-1))
    out = weights.to(query.dtype) @ value
    return (out, lse) if return_lse else out
