"""ShuffleNet, GhostNet, squeeze-and-excitation, CBAM and a RepVGG block that is fused for inference."""
import copy
import math
from abc import ABC, abstractmethod
from enum import Enum, auto
from typing import Optional

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Attn(Enum):
    NONE = auto()
    SE = auto()
    CBAM = auto()

    @classmethod
    def from_string(cls, s: str) -> "Attn":
        return cls[s.upper()]


def _make_divisible(v, divisor, min_value: Optional[int] = None):
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    if new_v < 0.9 * v:
        new_v += divisor
    return new_v


def channel_shuffle(x: torch.Tensor, groups: int) -> torch.Tensor:
    batchsize, num_channels, height, width = x.size()
    channels_per_group = num_channels // groups
    x = x.view(batchsize, groups, channels_per_group, height, width)
    x = torch.transpose(x, 1, 2).contiguous()
    return x.view(batchsize, num_channels, height, width)


class SELayer(nn.Module):
    def __init__(self, channel, reduction=4):
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(channel, _make_divisible(channel // reduction, 4)), nn.ReLU(inplace=True),
            nn.Linear(_make_divisible(channel // reduction, 4), channel), nn.Hardsigmoid(),
        )

    def forward(self, x):
        b, c, _, _ = x.size()
        y = self.avg_pool(x).view(b, c)
        y = self.fc(y).view(b, c, 1, 1)
        return x * y.expand_as(x)


class ChannelGate(nn.Module):
    def __init__(self, c, r=4, pool_types=("avg", "max", "lse")):
        super().__init__()
        self.mlp = nn.Sequential(nn.Flatten(), nn.Linear(c, c // r), nn.ReLU(), nn.Linear(c // r, c))
        self.pool_types = pool_types

    def forward(self, x):
        total = None
        for pool_type in self.pool_types:
            if pool_type == "avg":
                pooled = F.avg_pool2d(x, (x.size(2), x.size(3)), stride=(x.size(2), x.size(3)))
            elif pool_type == "max":
                pooled = F.max_pool2d(x, (x.size(2), x.size(3)), stride=(x.size(2), x.size(3)))
            else:
                flat = x.view(x.size(0), x.size(1), -1)
                s, _ = torch.max(flat, dim=2, keepdim=True)
                pooled = s + (flat - s).exp().sum(dim=2, keepdim=True).log()
            raw = self.mlp(pooled)
            total = raw if total is None else total + raw
        return x * F.sigmoid(total).unsqueeze(2).unsqueeze(3).expand_as(x)


class SpatialGate(nn.Module):
    def __init__(self, kernel_size=7):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, kernel_size, padding=(kernel_size - 1) // 2, bias=False)
        self.bn = nn.BatchNorm2d(1, eps=1e-5, momentum=0.01, affine=True)

    def forward(self, x):
        compressed = torch.cat((torch.max(x, 1)[0].unsqueeze(1), torch.mean(x, 1).unsqueeze(1)), dim=1)
        return x * torch.sigmoid(self.bn(self.conv(compressed)))


class InvertedResidual(nn.Module):
    def __init__(self, inp: int, oup: int, stride: int) -> None:
        super().__init__()
        if not (1 <= stride <= 3):
            raise ValueError("illegal stride value")
        self.stride = stride
        branch_features = oup // 2
        if self.stride > 1:
            self.branch1 = nn.Sequential(
                self.depthwise_conv(inp, inp, kernel_size=3, stride=self.stride, padding=1), nn.BatchNorm2d(inp),
                nn.Conv2d(inp, branch_features, 1, bias=False), nn.BatchNorm2d(branch_features), nn.ReLU(inplace=True),
            )
        else:
            self.branch1 = nn.Sequential()
        self.branch2 = nn.Sequential(
            nn.Conv2d(inp if (self.stride > 1) else branch_features, branch_features, 1, bias=False), nn.BatchNorm2d(branch_features), nn.ReLU(inplace=True),
            self.depthwise_conv(branch_features, branch_features, kernel_size=3, stride=self.stride, padding=1), nn.BatchNorm2d(branch_features),
            nn.Conv2d(branch_features, branch_features, 1, bias=False), nn.BatchNorm2d(branch_features), nn.ReLU(inplace=True),
        )

    @staticmethod
    def depthwise_conv(i: int, o: int, kernel_size: int, stride: int = 1, padding: int = 0, bias: bool = False) -> nn.Conv2d:
        return nn.Conv2d(i, o, kernel_size, stride, padding, bias=bias, groups=i)

    def forward(self, x):
        if self.stride == 1:
            x1, x2 = x.chunk(2, dim=1)
            out = torch.cat((x1, self.branch2(x2)), dim=1)
        else:
            out = torch.cat((self.branch1(x), self.branch2(x)), dim=1)
        return channel_shuffle(out, 2)


class GhostModule(nn.Module):
    def __init__(self, inp, oup, kernel_size=1, ratio=2, dw_size=3, stride=1, relu=True):
        super().__init__()
        self.oup = oup
        init_channels = math.ceil(oup / ratio)
        new_channels = init_channels * (ratio - 1)
        self.primary_conv = nn.Sequential(nn.Conv2d(inp, init_channels, kernel_size, stride, kernel_size // 2, bias=False), nn.BatchNorm2d(init_channels), nn.ReLU(inplace=True) if relu else nn.Sequential())
        self.cheap_operation = nn.Sequential(nn.Conv2d(init_channels, new_channels, dw_size, 1, dw_size // 2, groups=init_channels, bias=False), nn.BatchNorm2d(new_channels), nn.ReLU(inplace=True) if relu else nn.Sequential())

    def forward(self, x):
        x1 = self.primary_conv(x)
        x2 = self.cheap_operation(x1)
        return torch.cat([x1, x2], dim=1)[:, : self.oup, :, :]


class RepVGGBlock(nn.Module):
    def __init__(self, c, deploy=False):
        super().__init__()
        self.deploy, self.c = deploy, c
        self.nonlinearity = nn.ReLU()
        if deploy:
            self.rbr_reparam = nn.Conv2d(c, c, 3, padding=1, bias=True)
        else:
            self.rbr_identity = nn.BatchNorm2d(c)
            self.rbr_dense = self.conv_bn(c, 3, 1)
            self.rbr_1x1 = self.conv_bn(c, 1, 0)

    @staticmethod
    def conv_bn(c, k, p):
        result = nn.Sequential()
        result.add_module("conv", nn.Conv2d(c, c, k, padding=p, bias=False))
        result.add_module("bn", nn.BatchNorm2d(num_features=c))
        return result

    def forward(self, x):
        if hasattr(self, "rbr_reparam"):
            return self.nonlinearity(self.rbr_reparam(x))
        return self.nonlinearity(self.rbr_dense(x) + self.rbr_1x1(x) + self.rbr_identity(x))

    def _fuse(self, branch):
        if isinstance(branch, nn.Sequential):
            kernel, bn = branch.conv.weight, branch.bn
        else:
            kernel_value = np.zeros((self.c, self.c, 3, 3), dtype=np.float32)
            for i in range(self.c):
                kernel_value[i, i % self.c, 1, 1] = 1
            kernel, bn = torch.from_numpy(kernel_value), branch
        std = (bn.running_var + bn.eps).sqrt()
        t = (bn.weight / std).reshape(-1, 1, 1, 1)
        return kernel * t, bn.bias - bn.running_mean * bn.weight / std

    def switch_to_deploy(self):
        (k3, b3), (k1, b1), (kid, bid) = (self._fuse(b) for b in (self.rbr_dense, self.rbr_1x1, self.rbr_identity))
        self.rbr_reparam = nn.Conv2d(self.c, self.c, 3, padding=1, bias=True)
        self.rbr_reparam.weight.data = k3 + F.pad(k1, [1, 1, 1, 1]) + kid
        self.rbr_reparam.bias.data = b3 + b1 + bid
        for para in self.parameters():
            para.detach_()
        for name in ("rbr_dense", "rbr_1x1", "rbr_identity"):
            self.__delattr__(name)
        self.deploy = True


class Base(nn.Module, ABC):
    @abstractmethod
    def build(self, attn: Attn) -> nn.Module: ...

    def __init__(self, attn: str = "none"):
        super().__init__()
        self.body = self.build(Attn.from_string(attn))

    def forward(self, x):
        return self.body(x).mean((2, 3))


class Zoo(Base):
    def build(self, attn):
        extra = {Attn.NONE: nn.Identity, Attn.SE: lambda: SELayer(16), Attn.CBAM: lambda: nn.Sequential(ChannelGate(16), SpatialGate())}[attn]()
        return nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), InvertedResidual(8, 16, 2), extra, InvertedResidual(16, 16, 1), GhostModule(16, 11), RepVGGBlock(11))


def repvgg_model_convert(model, do_copy=True):
    if do_copy:
        model = copy.deepcopy(model)
    for module in model.modules():
        if hasattr(module, "switch_to_deploy"):
            module.switch_to_deploy()
    return model


torch.manual_seed(0)
try:
    Base()
except TypeError as e:
    print(e)
x = torch.randn(2, 3, 32, 32)
for attn in ("none", "se", "cbam"):
    net = Zoo(attn)
    for _ in range(3):
        net(torch.randn(4, 3, 32, 32))
    net.eval()
    deployed = repvgg_model_convert(net)
    print(attn, Attn.from_string(attn), sum(p.numel() for p in net.parameters()), sum(p.numel() for p in deployed.parameters()))
    with torch.no_grad():
        print(net(x)[0, :4], torch.allclose(net(x), deployed(x), atol=1e-5))
print(deployed)
print([_make_divisible(v, 8) for v in (3, 12, 19, 100)])
