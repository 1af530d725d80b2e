import logging
import sys
from typing import List

import torch
from torch import nn
from torch.nn import functional as F

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
logger = logging.getLogger("segmentation")
BN_MOMENTUM = 0.1
BatchNorm2d = nn.BatchNorm2d


class ASPPConv(nn.Sequential):
    def __init__(self, in_channels: int, out_channels: int, dilation: int) -> None:
        modules = [
            nn.Conv2d(in_channels, out_channels, 3, padding=dilation, dilation=dilation, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(),
        ]
        super().__init__(*modules)


class ASPPPooling(nn.Sequential):
    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(in_channels, out_channels, 1, bias=False), nn.BatchNorm2d(out_channels), nn.ReLU()
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        size = x.shape[-2:]
        for mod in self:
            x = mod(x)
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


class ASPP(nn.Module):
    def __init__(self, in_channels: int, atrous_rates: List[int], out_channels: int = 8) -> None:
        super().__init__()
        modules = []
        modules.append(nn.Sequential(nn.Conv2d(in_channels, out_channels, 1, bias=False), nn.BatchNorm2d(out_channels), nn.ReLU()))
        for rate in tuple(atrous_rates):
            modules.append(ASPPConv(in_channels, out_channels, rate))
        modules.append(ASPPPooling(in_channels, out_channels))
        self.convs = nn.ModuleList(modules)
        self.project = nn.Sequential(nn.Conv2d(len(self.convs) * out_channels, out_channels, 1, bias=False), nn.BatchNorm2d(out_channels), nn.ReLU(), nn.Dropout(0.5))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        _res = []
        for conv in self.convs:
            _res.append(conv(x))
        return self.project(torch.cat(_res, dim=1))


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, inplanes, planes, stride=1, downsample=None):
        super(BasicBlock, self).__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = BatchNorm2d(planes, momentum=BN_MOMENTUM)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample

    def forward(self, x):
        residual = x
        out = self.bn1(self.conv1(x))
        if self.downsample is not None:
            residual = self.downsample(x)
        out += residual
        return self.relu(out)


blocks_dict = {"BASIC": BasicBlock}


class HighResolutionModule(nn.Module):
    def __init__(self, num_branches, blocks, num_blocks, num_channels, multi_scale_output=True):
        super().__init__()
        self._check_branches(num_branches, num_blocks, num_channels)
        self.num_branches = num_branches
        self.num_inchannels = list(num_channels)
        self.multi_scale_output = multi_scale_output
        self.branches = nn.ModuleList(
            [nn.Sequential(*[blocks(c, c) for _ in range(n)]) for c, n in zip(num_channels, num_blocks)]
        )
        self.fuse_layers = self._make_fuse_layers()
        self.relu = nn.ReLU(False)

    def _check_branches(self, num_branches, num_blocks, num_channels):
        if num_branches != len(num_blocks):
            error_msg = "NUM_BRANCHES({}) <> NUM_BLOCKS({})".format(num_branches, len(num_blocks))
            logger.error(error_msg)
            raise ValueError(error_msg)

    def _make_fuse_layers(self):
        if self.num_branches == 1:
            return None
        c = self.num_inchannels
        fuse_layers = []
        for i in range(self.num_branches if self.multi_scale_output else 1):
            fuse_layer = []
            for j in range(self.num_branches):
                if j > i:
                    fuse_layer.append(nn.Sequential(nn.Conv2d(c[j], c[i], 1, 1, 0, bias=False), BatchNorm2d(c[i]), nn.Upsample(scale_factor=2 ** (j - i), mode="nearest")))
                elif j == i:
                    fuse_layer.append(None)
                else:
                    conv3x3s = []
                    for k in range(i - j):
                        last = k == i - j - 1
                        out = c[i] if last else c[j]
                        conv3x3s.append(nn.Sequential(nn.Conv2d(c[j], out, 3, 2, 1, bias=False), BatchNorm2d(out), *([] if last else [nn.ReLU(False)])))
                    fuse_layer.append(nn.Sequential(*conv3x3s))
            fuse_layers.append(nn.ModuleList(fuse_layer))
        return nn.ModuleList(fuse_layers)

    def get_num_inchannels(self):
        return self.num_inchannels

    def forward(self, x):
        for i in range(self.num_branches):
            x[i] = self.branches[i](x[i])
        x_fuse = []
        for i in range(len(self.fuse_layers)):
            y = x[0] if i == 0 else self.fuse_layers[i][0](x[0])
            for j in range(1, self.num_branches):
                y = y + (x[j] if i == j else self.fuse_layers[i][j](x[j]))
            x_fuse.append(self.relu(y))
        return x_fuse


class SegNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        c = cfg["channels"]
        self.stem = nn.Sequential(nn.Conv2d(3, c[0], 3, 2, 1, bias=False), BatchNorm2d(c[0]), nn.ReLU(inplace=True))
        self.transition = nn.ModuleList([nn.Sequential(nn.Conv2d(a, b, 3, 2, 1, bias=False), BatchNorm2d(b), nn.ReLU(True)) for a, b in zip(c, c[1:])])
        self.hr = HighResolutionModule(len(c), blocks_dict[cfg["block"]], [1] * len(c), c)
        self.aspp = ASPP(sum(c), [2, 3])
        self.last = nn.Conv2d(8, cfg["classes"], 1)
        self.aux = nn.Conv2d(c[-1], cfg["classes"], 1)
        self.init_weights()

    def init_weights(self, pretrained=""):
        logger.info("=> init weights from normal distribution")
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.normal_(m.weight, std=0.1)
            elif isinstance(m, nn.BatchNorm2d):
                nn.init.constant_(m.weight, 1)
                nn.init.constant_(m.bias, 0)

    def forward(self, x):
        input_shape = x.shape[-2:]
        xs = [self.stem(x)]
        for t in self.transition:
            xs.append(t(xs[-1]))
        xs = self.hr(xs)
        x0_h, x0_w = xs[0].size(2), xs[0].size(3)
        ups = [xs[0]] + [F.interpolate(y, size=(x0_h, x0_w), mode="bilinear", align_corners=True) for y in xs[1:]]
        out = self.last(self.aspp(torch.cat(ups, 1)))
        return {
            "out": F.interpolate(out, size=input_shape, mode="bilinear", align_corners=False),
            "aux": F.interpolate(self.aux(xs[-1]), size=input_shape, mode="nearest"),
        }


def mean_iou(pred, target, n):
    hist = torch.bincount(n * target.flatten() + pred.flatten(), minlength=n**2).reshape(n, n).float()
    return torch.diag(hist) / (hist.sum(1) + hist.sum(0) - torch.diag(hist)).clamp_min(1)


if __name__ == "__main__":
    torch.manual_seed(0)
    try:
        HighResolutionModule(2, BasicBlock, [1], [4, 8])
    except ValueError as e:
        print("ValueError:", e)
    model = SegNet({"channels": [4, 8, 12], "block": "BASIC", "classes": 3})
    print(model)
    x, y = torch.randn(2, 3, 32, 40), torch.randint(0, 3, (2, 32, 40))
    y[:, :2] = 255
    optimizer = torch.optim.SGD([{"params": model.aspp.parameters(), "lr": 0.1}, {"params": [*model.last.parameters(), *model.hr.parameters()]}], lr=0.01, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters=3, power=0.9)
    for step in range(3):
        losses = {k: F.cross_entropy(v, y, ignore_index=255) for k, v in model(x).items()}
        loss = losses["out"] + 0.5 * losses["aux"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        logger.info("step %d loss %.4f lr %s", step, loss.item(), ["%.4f" % lr for lr in scheduler.get_last_lr()])
    pred = model.eval()(x)["out"].argmax(1)
    print(mean_iou(pred[:, 2:], y[:, 2:], 3).mean() > 0, pred.shape)
