"""What encoders do with padding at inference, the wrapper of old, reductions by name."""
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable
from torch.nn import _reduction as _Reduction
from torch.nn.grad import conv2d_input, conv2d_weight
from torch.nn.utils.weight_norm import WeightNorm

torch.manual_seed(0)


class Embedder(nn.Module):
    def __init__(self, words, dim, layers, norm=None, **kwargs):
        super().__init__()
        self.embed = nn.Embedding(words, dim, padding_idx=0)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, **kwargs), layers, norm)

    def forward(self, ids):
        return self.encoder(self.embed(ids), src_key_padding_mask=ids == 0)


ids = torch.tensor([[3, 5, 2, 4], [7, 1, 0, 0]])
scattered = torch.tensor([[3, 0, 2, 4], [7, 1, 0, 0]])
for options in (
    {"nhead": 2, "batch_first": True},
    {"nhead": 2, "batch_first": True, "norm": nn.LayerNorm(8)},
    {"nhead": 2, "batch_first": True, "activation": "gelu"},
    {"nhead": 2, "batch_first": True, "norm_first": True},
    {"nhead": 1, "batch_first": True},
    {"nhead": 2, "batch_first": True, "bias": False},
    {"nhead": 2, "batch_first": True, "activation": F.silu},
    {"nhead": 2},
):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = Embedder(10, 8, 2, **options)
        print([str(each.message) for each in caught], model.encoder.use_nested_tensor)
        if not options.get("batch_first"):
            continue
        out = model.eval()(ids)
        with torch.no_grad():
            inferred = model(ids)
            print((inferred[ids == 0] == 0).all(), torch.allclose(out[ids != 0], inferred[ids != 0], atol=1e-5))
            print((model(scattered)[scattered == 0] == 0).any(), (model.train()(ids)[ids == 0] == 0).any())

x = torch.arange(3.0)
v = Variable(x, requires_grad=True)
(v**2).sum().backward()
v.data[0] = 5
print(v, v.grad, x, Variable(v * 2), isinstance(x, Variable), Variable)


def reduce_loss(loss, reduction):
    return [loss, loss.mean(), loss.sum()][F._Reduction.get_enum(reduction)]


print([reduce_loss(x, each) for each in ("none", "mean", "sum")], _Reduction.legacy_get_string(None, False, emit_warning=False))
image, weight = torch.randn(1, 2, 5, 5, requires_grad=True), torch.randn(3, 2, 3, 3, requires_grad=True)
out = F.conv2d(image, weight, stride=2, padding=1)
grads = torch.autograd.grad(out, (image, weight), torch.ones_like(out))
print(torch.allclose(conv2d_input(image.shape, weight, torch.ones_like(out), 2, 1), grads[0], atol=1e-5))
print(torch.allclose(conv2d_weight(image, weight.shape, torch.ones_like(out), 2, 1), grads[1], atol=1e-5))
layer = nn.Linear(3, 2)
WeightNorm.apply(layer, "weight", 0)
print(sorted(name for name, _ in layer.named_parameters()))
