import copy
import math
import re
from collections import namedtuple
from dataclasses import dataclass
from functools import partial
from typing import Any, Callable, List, Optional, Sequence, Tuple, Union

import torch
from torch import nn, Tensor

GlobalParams = namedtuple("GlobalParams", ["width_coefficient", "depth_coefficient", "image_size", "dropout_rate", "num_classes", "drop_connect_rate"])
GlobalParams.__new__.__defaults__ = (None,) * len(GlobalParams._fields)
BlockArgs = namedtuple("BlockArgs", ["num_repeat", "kernel_size", "stride", "expand_ratio", "input_filters", "output_filters", "se_ratio", "id_skip"])
BlockArgs.__new__.__defaults__ = (None,) * len(BlockArgs._fields)


class SwishImplementation(torch.autograd.Function):
    @staticmethod
    def forward(ctx, i):
        result = i * torch.sigmoid(i)
        ctx.save_for_backward(i)
        return result

    @staticmethod
    def backward(ctx, grad_output):
        i = ctx.saved_tensors[0]
        sigmoid_i = torch.sigmoid(i)
        return grad_output * (sigmoid_i * (1 + i * (1 - sigmoid_i)))


class MemoryEfficientSwish(nn.Module):
    def forward(self, x):
        return SwishImplementation.apply(x)


class BlockDecoder(object):
    @staticmethod
    def _decode_block_string(block_string):
        assert isinstance(block_string, str)
        ops = block_string.split("_")
        options = {}
        for op in ops:
            splits = re.split(r"(\d.*)", op)
            if len(splits) >= 2:
                key, value = splits[:2]
                options[key] = value
        assert ("s" in options and len(options["s"]) == 1) or (len(options["s"]) == 2 and options["s"][0] == options["s"][1])
        return BlockArgs(num_repeat=int(options["r"]), kernel_size=int(options["k"]), stride=[int(options["s"][0])], expand_ratio=int(options["e"]), input_filters=int(options["i"]), output_filters=int(options["o"]), se_ratio=float(options["se"]) if "se" in options else None, id_skip=("noskip" not in block_string))

    @staticmethod
    def encode(block):
        args = ["r%d" % block.num_repeat, "k%d" % block.kernel_size, "s%d%d" % (block.stride[0], block.stride[0]), "e%s" % block.expand_ratio, "i%d" % block.input_filters, "o%d" % block.output_filters]
        if 0 < block.se_ratio <= 1:
            args.append("se%s" % block.se_ratio)
        if block.id_skip is False:
            args.append("noskip")
        return "_".join(args)


def round_filters(filters, global_params, divisor=8):
    multiplier = global_params.width_coefficient
    if not multiplier:
        return filters
    filters *= multiplier
    new_filters = max(divisor, int(filters + divisor / 2) // divisor * divisor)
    if new_filters < 0.9 * filters:
        new_filters += divisor
    return int(new_filters)


def round_repeats(repeats, global_params):
    multiplier = global_params.depth_coefficient
    return int(math.ceil(multiplier * repeats)) if multiplier else repeats


class Conv2dStaticSamePadding(nn.Conv2d):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, image_size=None, **kwargs):
        super().__init__(in_channels, out_channels, kernel_size, stride, **kwargs)
        self.stride = self.stride if len(self.stride) == 2 else [self.stride[0]] * 2
        assert image_size is not None
        ih, iw = (image_size, image_size) if isinstance(image_size, int) else image_size
        kh, kw = self.weight.size()[-2:]
        sh, sw = self.stride
        oh, ow = math.ceil(ih / sh), math.ceil(iw / sw)
        pad_h = max((oh - 1) * self.stride[0] + (kh - 1) * self.dilation[0] + 1 - ih, 0)
        pad_w = max((ow - 1) * self.stride[1] + (kw - 1) * self.dilation[1] + 1 - iw, 0)
        if pad_h > 0 or pad_w > 0:
            self.static_padding = nn.ZeroPad2d((pad_w // 2, pad_w - pad_w // 2, pad_h // 2, pad_h - pad_h // 2))
        else:
            self.static_padding = nn.Identity()

    def forward(self, x):
        x = self.static_padding(x)
        return nn.functional.conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


def drop_connect(inputs, p, training):
    assert 0 <= p <= 1, "p must be in range of [0,1]"
    if not training:
        return inputs
    keep_prob = 1 - p
    random_tensor = keep_prob
    random_tensor += torch.rand([inputs.shape[0], 1, 1, 1], dtype=inputs.dtype, device=inputs.device)
    return inputs / keep_prob * torch.floor(random_tensor)


class MBConvBlock(nn.Module):
    def __init__(self, block_args, image_size):
        super().__init__()
        self._block_args = block_args
        self.has_se = (block_args.se_ratio is not None) and (0 < block_args.se_ratio <= 1)
        inp, oup = block_args.input_filters, block_args.input_filters * block_args.expand_ratio
        if block_args.expand_ratio != 1:
            self._expand_conv = Conv2dStaticSamePadding(inp, oup, kernel_size=1, bias=False, image_size=image_size)
            self._bn0 = nn.BatchNorm2d(oup, momentum=0.01, eps=1e-3)
        k, s = block_args.kernel_size, block_args.stride
        self._depthwise_conv = Conv2dStaticSamePadding(oup, oup, groups=oup, kernel_size=k, stride=s, bias=False, image_size=image_size)
        self._bn1 = nn.BatchNorm2d(oup, momentum=0.01, eps=1e-3)
        if self.has_se:
            squeezed = max(1, int(inp * block_args.se_ratio))
            self._se_reduce = Conv2dStaticSamePadding(oup, squeezed, kernel_size=1, image_size=(1, 1))
            self._se_expand = Conv2dStaticSamePadding(squeezed, oup, kernel_size=1, image_size=(1, 1))
        self._project_conv = Conv2dStaticSamePadding(oup, block_args.output_filters, kernel_size=1, bias=False, image_size=math.ceil(image_size / s[0]))
        self._bn2 = nn.BatchNorm2d(block_args.output_filters, momentum=0.01, eps=1e-3)
        self._swish = MemoryEfficientSwish()

    def forward(self, inputs, drop_connect_rate=None):
        x = inputs
        if self._block_args.expand_ratio != 1:
            x = self._swish(self._bn0(self._expand_conv(inputs)))
        x = self._swish(self._bn1(self._depthwise_conv(x)))
        if self.has_se:
            x_squeezed = nn.functional.adaptive_avg_pool2d(x, 1)
            x_squeezed = self._se_expand(self._swish(self._se_reduce(x_squeezed)))
            x = torch.sigmoid(x_squeezed) * x
        x = self._bn2(self._project_conv(x))
        if self._block_args.id_skip and self._block_args.stride[0] == 1 and self._block_args.input_filters == self._block_args.output_filters:
            if drop_connect_rate:
                x = drop_connect(x, p=drop_connect_rate, training=self.training)
            x = x + inputs
        return x


class EfficientNet(nn.Module):
    def __init__(self, blocks_args=None, global_params=None):
        super().__init__()
        self._global_params, size = global_params, global_params.image_size
        stem = round_filters(8, global_params)
        self._conv_stem = Conv2dStaticSamePadding(3, stem, kernel_size=3, stride=2, bias=False, image_size=size)
        size = math.ceil(size / 2)
        self._bn0 = nn.BatchNorm2d(stem, momentum=0.01, eps=1e-3)
        self._blocks = nn.ModuleList([])
        for block_args in blocks_args:
            block_args = block_args._replace(input_filters=round_filters(block_args.input_filters, global_params), output_filters=round_filters(block_args.output_filters, global_params), num_repeat=round_repeats(block_args.num_repeat, global_params))
            self._blocks.append(MBConvBlock(block_args, size))
            size = math.ceil(size / block_args.stride[0])
            if block_args.num_repeat > 1:
                block_args = block_args._replace(input_filters=block_args.output_filters, stride=[1])
            for _ in range(block_args.num_repeat - 1):
                self._blocks.append(MBConvBlock(block_args, size))
        self._fc = nn.Linear(block_args.output_filters, global_params.num_classes)
        self._dropout = nn.Dropout(global_params.dropout_rate)
        self._swish = MemoryEfficientSwish()

    def extract_features(self, inputs):
        x = self._swish(self._bn0(self._conv_stem(inputs)))
        for idx, block in enumerate(self._blocks):
            rate = self._global_params.drop_connect_rate
            if rate:
                rate *= float(idx) / len(self._blocks)
            x = block(x, drop_connect_rate=rate)
        return x

    def forward(self, inputs):
        x = self.extract_features(inputs)
        return self._fc(self._dropout(x.mean([2, 3])))

    @classmethod
    def from_name(cls, model_name, **override):
        cls._check_model_name_is_valid(model_name)
        w, d, s, p = {"tiny-b0": (1.0, 1.0, 24, 0.2), "tiny-b1": (1.0, 1.5, 27, 0.2)}[model_name]
        blocks = [BlockDecoder._decode_block_string(b) for b in ["r1_k3_s11_e1_i8_o8_se0.25", "r2_k5_s22_e3_i8_o16_se0.25_noskip"]]
        gp = GlobalParams(w, d, s, p, num_classes=4, drop_connect_rate=0.2)
        return cls(blocks, gp._replace(**override) if override else gp)

    @classmethod
    def _check_model_name_is_valid(cls, model_name):
        valid_models = ["tiny-b" + str(i) for i in range(2)]
        if model_name not in valid_models:
            raise ValueError("model_name should be one of: " + ", ".join(valid_models))


torch.manual_seed(0)
print(BlockDecoder.encode(BlockDecoder._decode_block_string("r2_k5_s22_e6_i16_o24_se0.25")), BlockArgs(3))
try:
    EfficientNet.from_name("b7")
except ValueError as e:
    print(e)
model = EfficientNet.from_name("tiny-b1", num_classes=3)
print(model)
x = torch.randn(2, 3, 27, 27)
out = model(x)
out.sum().backward()
print(out.shape, model.extract_features(x).shape, "%.4f" % model._conv_stem.weight.grad.abs().sum())
i = torch.randn(5, dtype=torch.double, requires_grad=True)
print(torch.autograd.gradcheck(SwishImplementation.apply, (i,)))
model.eval()
print(model(x))
