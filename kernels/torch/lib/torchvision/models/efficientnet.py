# torchvision.models.efficientnet: B0 to B7 and V2.
import math
from functools import partial

import torch
from torch import nn
from torchvision.models._api import builder, make_divisible
from torchvision.ops import StochasticDepth
from torchvision.ops.misc import Conv2dNormActivation, SqueezeExcitation


class MBConvConfig:
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, width_mult=1.0, depth_mult=1.0, fused=False):
        self.expand_ratio, self.kernel, self.stride, self.fused = expand_ratio, kernel, stride, fused
        self.input_channels = make_divisible(input_channels * width_mult, 8)
        self.out_channels = make_divisible(out_channels * width_mult, 8)
        self.num_layers = int(math.ceil(num_layers * depth_mult))

    @property
    def block(self):
        return FusedMBConv if self.fused else MBConv


class MBConv(nn.Module):
    def __init__(self, cnf, stochastic_depth_prob, norm_layer, se_layer=SqueezeExcitation):
        super().__init__()
        if not (1 <= cnf.stride <= 2):
            raise ValueError("illegal stride value")
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        expanded = make_divisible(cnf.input_channels * cnf.expand_ratio, 8)
        layers = []
        if expanded != cnf.input_channels:
            layers.append(
                Conv2dNormActivation(cnf.input_channels, expanded, kernel_size=1, norm_layer=norm_layer, activation_layer=nn.SiLU)
            )
        layers.append(
            Conv2dNormActivation(
                expanded, expanded, kernel_size=cnf.kernel, stride=cnf.stride, groups=expanded, norm_layer=norm_layer, activation_layer=nn.SiLU
            )
        )
        layers.append(se_layer(expanded, max(1, cnf.input_channels // 4), activation=partial(nn.SiLU, inplace=True)))
        layers.append(Conv2dNormActivation(expanded, cnf.out_channels, kernel_size=1, norm_layer=norm_layer, activation_layer=None))
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.out_channels = cnf.out_channels

    def forward(self, input):
        result = self.block(input)
        if self.use_res_connect:
            result = self.stochastic_depth(result)
            result += input
        return result


class FusedMBConv(nn.Module):
    def __init__(self, cnf, stochastic_depth_prob, norm_layer):
        super().__init__()
        if not (1 <= cnf.stride <= 2):
            raise ValueError("illegal stride value")
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        expanded = make_divisible(cnf.input_channels * cnf.expand_ratio, 8)
        first = dict(kernel_size=cnf.kernel, stride=cnf.stride, norm_layer=norm_layer, activation_layer=nn.SiLU)
        if expanded != cnf.input_channels:
            layers = [
                Conv2dNormActivation(cnf.input_channels, expanded, **first),
                Conv2dNormActivation(expanded, cnf.out_channels, kernel_size=1, norm_layer=norm_layer, activation_layer=None),
            ]
        else:
            layers = [Conv2dNormActivation(cnf.input_channels, cnf.out_channels, **first)]
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.out_channels = cnf.out_channels

    def forward(self, input):
        result = self.block(input)
        if self.use_res_connect:
            result = self.stochastic_depth(result)
            result += input
        return result


class EfficientNet(nn.Module):
    def __init__(self, inverted_residual_setting, dropout, stochastic_depth_prob=0.2, num_classes=1000, norm_layer=None, last_channel=None):
        super().__init__()
        if not inverted_residual_setting:
            raise ValueError("The inverted_residual_setting should not be empty")
        norm_layer = nn.BatchNorm2d if norm_layer is None else norm_layer
        first = inverted_residual_setting[0].input_channels
        layers = [Conv2dNormActivation(3, first, kernel_size=3, stride=2, norm_layer=norm_layer, activation_layer=nn.SiLU)]
        total = sum(cnf.num_layers for cnf in inverted_residual_setting)
        number = 0
        for cnf in inverted_residual_setting:
            stage = []
            for i in range(cnf.num_layers):
                own = MBConvConfig.__new__(MBConvConfig)
                own.__dict__.update(cnf.__dict__)
                if i > 0:
                    own.input_channels, own.stride = own.out_channels, 1
                stage.append(own.block(own, stochastic_depth_prob * float(number) / total, norm_layer))
                number += 1
            layers.append(nn.Sequential(*stage))
        last_in = inverted_residual_setting[-1].out_channels
        last_out = last_channel if last_channel is not None else 4 * last_in
        layers.append(Conv2dNormActivation(last_in, last_out, kernel_size=1, norm_layer=norm_layer, activation_layer=nn.SiLU))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(last_out, num_classes))
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
            elif isinstance(module, (nn.BatchNorm2d, nn.GroupNorm)):
                nn.init.ones_(module.weight)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Linear):
                bound = 1.0 / math.sqrt(module.out_features)
                nn.init.uniform_(module.weight, -bound, bound)
                nn.init.zeros_(module.bias)

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)).flatten(1))


_BASE = [
    (1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3), (6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4),
    (6, 3, 1, 192, 320, 1),
]  # fmt: skip
# expansion, kernel, stride, input, output, layers, fused
_V2 = {
    "s": [
        (1, 3, 1, 24, 24, 2, True), (4, 3, 2, 24, 48, 4, True), (4, 3, 2, 48, 64, 4, True), (4, 3, 2, 64, 128, 6, False),
        (6, 3, 1, 128, 160, 9, False), (6, 3, 2, 160, 256, 15, False),
    ],
    "m": [
        (1, 3, 1, 24, 24, 3, True), (4, 3, 2, 24, 48, 5, True), (4, 3, 2, 48, 80, 5, True), (4, 3, 2, 80, 160, 7, False),
        (6, 3, 1, 160, 176, 14, False), (6, 3, 2, 176, 304, 18, False), (6, 3, 1, 304, 512, 5, False),
    ],
    "l": [
        (1, 3, 1, 32, 32, 4, True), (4, 3, 2, 32, 64, 7, True), (4, 3, 2, 64, 96, 7, True), (4, 3, 2, 96, 192, 10, False),
        (6, 3, 1, 192, 224, 19, False), (6, 3, 2, 224, 384, 25, False), (6, 3, 1, 384, 640, 7, False),
    ],
}  # fmt: skip


def _efficientnet(width, depth, dropout, norm_layer=None, **kwargs):
    settings = [MBConvConfig(*row, width_mult=width, depth_mult=depth) for row in _BASE]
    return EfficientNet(settings, kwargs.pop("dropout", dropout), norm_layer=norm_layer, **kwargs)


def _efficientnet_v2(size, dropout, **kwargs):
    settings = [MBConvConfig(*row[:6], fused=row[6]) for row in _V2[size]]
    norm = kwargs.pop("norm_layer", partial(nn.BatchNorm2d, eps=1e-03))
    return EfficientNet(settings, kwargs.pop("dropout", dropout), last_channel=1280, norm_layer=norm, **kwargs)


@builder
def efficientnet_b0(**kwargs):
    return _efficientnet(1.0, 1.0, 0.2, **kwargs)


@builder
def efficientnet_b1(**kwargs):
    return _efficientnet(1.0, 1.1, 0.2, **kwargs)


@builder
def efficientnet_b2(**kwargs):
    return _efficientnet(1.1, 1.2, 0.3, **kwargs)


@builder
def efficientnet_b3(**kwargs):
    return _efficientnet(1.2, 1.4, 0.3, **kwargs)


@builder
def efficientnet_b4(**kwargs):
    return _efficientnet(1.4, 1.8, 0.4, **kwargs)


def _fine_norm():
    return partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)


@builder
def efficientnet_b5(**kwargs):
    return _efficientnet(1.6, 2.2, 0.4, norm_layer=_fine_norm(), **kwargs)


@builder
def efficientnet_b6(**kwargs):
    return _efficientnet(1.8, 2.6, 0.5, norm_layer=_fine_norm(), **kwargs)


@builder
def efficientnet_b7(**kwargs):
    return _efficientnet(2.0, 3.1, 0.5, norm_layer=_fine_norm(), **kwargs)


@builder
def efficientnet_v2_s(**kwargs):
    return _efficientnet_v2("s", 0.2, **kwargs)


@builder
def efficientnet_v2_m(**kwargs):
    return _efficientnet_v2("m", 0.3, **kwargs)


@builder
def efficientnet_v2_l(**kwargs):
    return _efficientnet_v2("l", 0.4, **kwargs)
