# What repositories import from inside torch.nn, torch.jit and torch.hub, and what containers of transformer layers tell their layers.
import torch
from torch import nn
from torch.hub import HASH_REGEX
from torch.jit.annotations import BroadcastingList2, Dict, List, Optional, Tuple, Union
from torch.nn.common_types import _ratio_any_t, _size_1_t, _size_2_opt_t, _size_2_t, _size_any_t
from torch.nn.functional import _verify_batch_size
from torch.nn.init import _no_grad_trunc_normal_, _no_grad_zero_
from torch.nn.modules.module import _addindent
from torch.nn.modules.transformer import (
    _detect_is_causal_mask,
    _generate_square_subsequent_mask,
    _get_activation_fn,
    _get_clones,
    _get_seq_len,
)

print(List[int], Dict[str, int], Tuple[int, str], Optional[int], Union[int, str], BroadcastingList2[int])
print(_size_1_t, _size_2_t, _size_any_t, _size_2_opt_t, _ratio_any_t)
print(HASH_REGEX.search("net-0a12f.pth").group(1))
print(_addindent("layer(\none\n\ntwo)", 2))

try:
    _verify_batch_size([1, 3])
except ValueError as error:
    print(error)

torch.manual_seed(0)
weight = nn.Parameter(torch.empty(4))
print(_no_grad_trunc_normal_(weight, 0.0, 0.5, -1.0, 1.0))
print(_no_grad_zero_(weight))

# A decoder of copied layers whose activation is given by name.


class Layer(nn.Module):
    def __init__(self, width, activation):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(width, 2)
        self.activation = _get_activation_fn(activation)

    def forward(self, x, memory=None, **told):
        print({name: tuple(value.shape) if torch.is_tensor(value) else value for name, value in told.items()})
        return self.activation(x)


print(_get_clones(Layer(4, "gelu"), 2))
try:
    _get_activation_fn("tanh")
except RuntimeError as error:
    print(error)

mask = _generate_square_subsequent_mask(3)
print(mask)
print(_detect_is_causal_mask(mask), _detect_is_causal_mask(mask[:2]), _detect_is_causal_mask(None), _detect_is_causal_mask(None, True))
x = torch.zeros(3, 1, 4)
print(_get_seq_len(x, False), _get_seq_len(x, True), _get_seq_len(x[0], True))
for given, hint in ((None, None), (mask, None), (mask, False), (mask.exp(), None), (None, True)):
    nn.TransformerEncoder(Layer(4, "relu"), 1, enable_nested_tensor=False)(x, mask=given, is_causal=hint)
    nn.TransformerDecoder(Layer(4, "relu"), 1)(x, x, tgt_mask=given, tgt_is_causal=hint, memory_is_causal=True)


class Loud(nn.TransformerDecoderLayer):
    def _sa_block(self, x, attn_mask, key_padding_mask, is_causal=False):
        print("own", is_causal)
        return super()._sa_block(x, attn_mask, key_padding_mask, is_causal)

    def _mha_block(self, x, mem, attn_mask, key_padding_mask, is_causal=False):
        print("memory", is_causal)
        return super()._mha_block(x, mem, attn_mask, key_padding_mask, is_causal)


print(nn.TransformerDecoder(Loud(4, 2, 8, dropout=0.0), 2)(x, x, tgt_mask=mask).shape)


class Bare(nn.Module):
    def forward(self, x, *args, **kwargs):
        return x


try:
    nn.TransformerDecoder(Bare(), 1)(x, x)
except AttributeError as error:
    print(error)
try:
    nn.TransformerEncoderLayer(4, 2, 8)(x, is_causal=True)
except RuntimeError as error:
    print(error)
