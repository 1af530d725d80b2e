"""Registry, helper modules and factory functions in the manner of an image model library."""
import math
from collections import OrderedDict
from copy import deepcopy
from functools import partial
from itertools import repeat
from typing import Any, Callable, Dict, List, Optional, Tuple, Type, Union
import collections.abc

import torch
import torch.nn as nn
import torch.nn.functional as F

__all__ = ["PoolFormer", "poolformer_tiny"]

_model_entrypoints: Dict[str, Callable[..., Any]] = {}


def register_model(fn: Callable[..., Any]) -> Callable[..., Any]:
    name = fn.__name__
    if name in _model_entrypoints:
        raise ValueError(f"{name} is registered already")
    _model_entrypoints[name] = fn
    return fn


def create_model(name: str, **kwargs) -> nn.Module:
    kwargs = {k: v for k, v in kwargs.items() if v is not None}
    return _model_entrypoints[name](**kwargs)


def _ntuple(n):
    def parse(x):
        if isinstance(x, collections.abc.Iterable) and not isinstance(x, str):
            return tuple(x)
        return tuple(repeat(x, n))

    return parse


to_2tuple = _ntuple(2)


def drop_path(x, drop_prob: float = 0.0, training: bool = False, scale_by_keep: bool = True):
    if drop_prob == 0.0 or not training:
        return x
    keep_prob = 1 - drop_prob
    shape = (x.shape[0],) + (1,) * (x.ndim - 1)
    random_tensor = x.new_empty(shape).bernoulli_(keep_prob)
    if keep_prob > 0.0 and scale_by_keep:
        random_tensor.div_(keep_prob)
    return x * random_tensor


class DropPath(nn.Module):
    def __init__(self, drop_prob: float = 0.0, scale_by_keep: bool = True):
        super().__init__()
        self.drop_prob = drop_prob
        self.scale_by_keep = scale_by_keep

    def forward(self, x):
        return drop_path(x, self.drop_prob, self.training, self.scale_by_keep)

    def extra_repr(self):
        return f"drop_prob={round(self.drop_prob, 3):0.3f}"


class LayerScale2d(nn.Module):
    def __init__(self, dim: int, init_values: float = 1e-5, inplace: bool = False) -> None:
        super().__init__()
        self.inplace = inplace
        self.gamma = nn.Parameter(init_values * torch.ones(dim))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        gamma = self.gamma.view(1, -1, 1, 1)
        return x.mul_(gamma) if self.inplace else x * gamma


class GroupNorm1(nn.GroupNorm):
    """Group normalization with one group."""

    def __init__(self, num_channels: int, **kwargs):
        super().__init__(1, num_channels, **kwargs)


class Pooling(nn.Module):
    def __init__(self, pool_size: int = 3):
        super().__init__()
        self.pool = nn.AvgPool2d(pool_size, stride=1, padding=pool_size // 2, count_include_pad=False)

    def forward(self, x):
        return self.pool(x) - x


class ConvMlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, act_layer=nn.GELU, drop=0.0):
        super().__init__()
        out_features = out_features or in_features
        hidden_features = hidden_features or in_features
        self.fc1 = nn.Conv2d(in_features, hidden_features, 1)
        self.act = act_layer()
        self.fc2 = nn.Conv2d(hidden_features, out_features, 1)
        self.drop = nn.Dropout(drop)

    def forward(self, x):
        return self.drop(self.fc2(self.drop(self.act(self.fc1(x)))))


class Block(nn.Module):
    def __init__(
        self,
        dim: int,
        mlp_ratio: float = 4.0,
        norm_layer: Type[nn.Module] = GroupNorm1,
        drop_path: float = 0.0,
        layer_scale_init_value: Optional[float] = 1e-5,
    ):
        super().__init__()
        ls = partial(LayerScale2d, init_values=layer_scale_init_value) if layer_scale_init_value is not None else nn.Identity
        self.norm1 = norm_layer(dim)
        self.token_mixer = Pooling()
        self.ls1 = ls(dim)
        self.norm2 = norm_layer(dim)
        self.mlp = ConvMlp(dim, int(dim * mlp_ratio))
        self.ls2 = ls(dim)
        self.drop_path = DropPath(drop_path) if drop_path > 0.0 else nn.Identity()

    def forward(self, x):
        x = x + self.drop_path(self.ls1(self.token_mixer(self.norm1(x))))
        return x + self.drop_path(self.ls2(self.mlp(self.norm2(x))))


class PatchEmbed(nn.Module):
    def __init__(self, in_chans, embed_dim, patch_size=16, stride=16, padding=0):
        super().__init__()
        patch_size, stride, padding = to_2tuple(patch_size), to_2tuple(stride), to_2tuple(padding)
        self.proj = nn.Conv2d(in_chans, embed_dim, kernel_size=patch_size, stride=stride, padding=padding)

    def forward(self, x):
        return self.proj(x)


class PoolFormer(nn.Module):
    def __init__(self, layers: Tuple[int, ...], embed_dims: Tuple[int, ...], num_classes: int = 10, drop_path_rate: float = 0.1):
        super().__init__()
        self.num_features = embed_dims[-1]
        dpr = [x.tolist() for x in torch.linspace(0, drop_path_rate, sum(layers)).split(list(layers))]
        self.patch_embed = PatchEmbed(3, embed_dims[0], 7, 4, 2)
        stages: List[nn.Module] = []
        prev = embed_dims[0]
        for i, (depth, dim) in enumerate(zip(layers, embed_dims)):
            stages.append(
                nn.Sequential(
                    OrderedDict(
                        [
                            ("downsample", PatchEmbed(prev, dim, 3, 2, 1) if i else nn.Identity()),
                            ("blocks", nn.Sequential(*[Block(dim, drop_path=dpr[i][j]) for j in range(depth)])),
                        ]
                    )
                )
            )
            prev = dim
        self.stages = nn.Sequential(*stages)
        self.norm = GroupNorm1(self.num_features)
        self.head = nn.Linear(self.num_features, num_classes) if num_classes > 0 else nn.Identity()
        self.apply(self._init_weights)

    def _init_weights(self, m):
        if isinstance(m, (nn.Linear, nn.Conv2d)):
            nn.init.trunc_normal_(m.weight, std=0.02)
            if m.bias is not None:
                nn.init.zeros_(m.bias)

    @torch.jit.ignore
    def no_weight_decay(self):
        return {"gamma"}

    def reset_classifier(self, num_classes: int):
        self.head = nn.Linear(self.num_features, num_classes) if num_classes > 0 else nn.Identity()

    def forward_features(self, x):
        return self.norm(self.stages(self.patch_embed(x)))

    def forward(self, x):
        x = self.forward_features(x)
        return self.head(x.mean([-2, -1]))


def checkpoint_filter_fn(state_dict, model):
    return {k.replace("network.", "stages."): v for k, v in state_dict.items()}


@register_model
def poolformer_tiny(**kwargs) -> PoolFormer:
    return PoolFormer((1, 2), (16, 32), **kwargs)


@register_model
def poolformer_micro(**kwargs) -> PoolFormer:
    """The smallest one."""
    return PoolFormer((1, 1), (8, 16), **kwargs)


if __name__ == "__main__":
    torch.manual_seed(7)
    print(sorted(_model_entrypoints), poolformer_micro.__doc__)
    model = create_model("poolformer_tiny", num_classes=5, drop_path_rate=0.2, pretrained_cfg=None)
    print(model)
    n_parameters = sum(p.numel() for p in model.parameters() if p.requires_grad)
    print(f"parameters: {n_parameters / 1e3:.2f}K")
    x = torch.randn(2, 3, 64, 64)
    model.train()
    print(model(x).shape)
    model.eval()
    with torch.inference_mode():
        y = model(x)
    print(y)
    decay, no_decay = [], []
    for name, p in model.named_parameters():
        (no_decay if p.ndim <= 1 or name.endswith(".bias") or name.split(".")[-1] in model.no_weight_decay() else decay).append(name)
    print(len(decay), len(no_decay), no_decay[:3])
    twin = deepcopy(model)
    twin.reset_classifier(0)
    print(twin(x).shape, type(twin.head).__name__)
    sd = checkpoint_filter_fn({k.replace("stages.", "network."): v for k, v in model.state_dict().items()}, model)
    fresh = create_model("poolformer_tiny", num_classes=5)
    print(fresh.load_state_dict(sd, strict=True))
    fresh.eval()
    print(torch.equal(fresh(x), model(x)))
