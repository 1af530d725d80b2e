import math
from collections import OrderedDict
from typing import Dict, List, Optional, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class BoxCoder:
    def __init__(self, weights: Tuple[float, float, float, float], bbox_xform_clip: float = math.log(1000.0 / 16)) -> None:
        self.weights, self.bbox_xform_clip = weights, bbox_xform_clip

    def encode(self, reference, proposals):
        wx, wy, ww, wh = self.weights
        ex_w, ex_h = proposals[:, 2] - proposals[:, 0], proposals[:, 3] - proposals[:, 1]
        ex_x, ex_y = proposals[:, 0] + 0.5 * ex_w, proposals[:, 1] + 0.5 * ex_h
        gt_w, gt_h = reference[:, 2] - reference[:, 0], reference[:, 3] - reference[:, 1]
        gt_x, gt_y = reference[:, 0] + 0.5 * gt_w, reference[:, 1] + 0.5 * gt_h
        return torch.stack((wx * (gt_x - ex_x) / ex_w, wy * (gt_y - ex_y) / ex_h, ww * torch.log(gt_w / ex_w), wh * torch.log(gt_h / ex_h)), dim=1)

    def decode(self, rel_codes, boxes):
        boxes = boxes.to(rel_codes.dtype)
        widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
        ctr_x, ctr_y = boxes[:, 0] + 0.5 * widths, boxes[:, 1] + 0.5 * heights
        wx, wy, ww, wh = self.weights
        dx, dy = rel_codes[:, 0::4] / wx, rel_codes[:, 1::4] / wy
        dw, dh = torch.clamp(rel_codes[:, 2::4] / ww, max=self.bbox_xform_clip), torch.clamp(rel_codes[:, 3::4] / wh, max=self.bbox_xform_clip)
        px, py = dx * widths[:, None] + ctr_x[:, None], dy * heights[:, None] + ctr_y[:, None]
        pw, ph = torch.exp(dw) * widths[:, None], torch.exp(dh) * heights[:, None]
        c2c_h, c2c_w = torch.tensor(0.5, dtype=py.dtype) * ph, torch.tensor(0.5, dtype=px.dtype) * pw
        return torch.stack((px - c2c_w, py - c2c_h, px + c2c_w, py + c2c_h), dim=2).flatten(1)


class Matcher:
    BELOW_LOW_THRESHOLD = -1
    BETWEEN_THRESHOLDS = -2
    __annotations__ = {"BELOW_LOW_THRESHOLD": int, "BETWEEN_THRESHOLDS": int}

    def __init__(self, high_threshold: float, low_threshold: float, allow_low_quality_matches: bool = False) -> None:
        torch._assert(low_threshold <= high_threshold, "low_threshold should be <= high_threshold")
        self.high_threshold, self.low_threshold, self.allow = high_threshold, low_threshold, allow_low_quality_matches

    def __call__(self, match_quality_matrix: Tensor) -> Tensor:
        if match_quality_matrix.numel() == 0:
            raise ValueError("No ground-truth boxes available for one of the images during training")
        matched_vals, matches = match_quality_matrix.max(dim=0)
        all_matches = matches.clone() if self.allow else None
        below = matched_vals < self.low_threshold
        between = (matched_vals >= self.low_threshold) & (matched_vals < self.high_threshold)
        matches[below] = self.BELOW_LOW_THRESHOLD
        matches[between] = self.BETWEEN_THRESHOLDS
        if self.allow:
            highest, _ = match_quality_matrix.max(dim=1)
            pairs = torch.where(match_quality_matrix == highest[:, None])
            matches[pairs[1]] = all_matches[pairs[1]]
        return matches


class AnchorGenerator(nn.Module):
    def __init__(self, sizes=((8,), (16,)), aspect_ratios=((0.5, 1.0, 2.0),) * 2):
        super().__init__()
        self.cell_anchors = [self.generate_anchors(s, a) for s, a in zip(sizes, aspect_ratios)]

    def generate_anchors(self, scales: List[int], aspect_ratios: List[float], dtype: torch.dtype = torch.float32) -> Tensor:
        scales = torch.as_tensor(scales, dtype=dtype)
        aspect_ratios = torch.as_tensor(aspect_ratios, dtype=dtype)
        h_ratios = torch.sqrt(aspect_ratios)
        w_ratios = 1 / h_ratios
        ws, hs = (w_ratios[:, None] * scales[None, :]).view(-1), (h_ratios[:, None] * scales[None, :]).view(-1)
        return (torch.stack([-ws, -hs, ws, hs], dim=1) / 2).round()

    def num_anchors_per_location(self) -> List[int]:
        return [len(c) for c in self.cell_anchors]

    def forward(self, image_size, feature_maps: List[Tensor]) -> Tensor:
        anchors = []
        for fm, base in zip(feature_maps, self.cell_anchors):
            gh, gw = fm.shape[-2:]
            stride_h, stride_w = image_size[0] // gh, image_size[1] // gw
            shifts_x, shifts_y = torch.arange(0, gw, dtype=torch.int32) * stride_w, torch.arange(0, gh, dtype=torch.int32) * stride_h
            shift_y, shift_x = torch.meshgrid(shifts_y, shifts_x, indexing="ij")
            shift_x, shift_y = shift_x.reshape(-1), shift_y.reshape(-1)
            shifts = torch.stack((shift_x, shift_y, shift_x, shift_y), dim=1)
            anchors.append((shifts.view(-1, 1, 4) + base.view(1, -1, 4)).reshape(-1, 4))
        return torch.cat(anchors)


class FeaturePyramidNetwork(nn.Module):
    def __init__(self, in_channels_list: List[int], out_channels: int):
        super().__init__()
        self.inner_blocks, self.layer_blocks = nn.ModuleList(), nn.ModuleList()
        for in_channels in in_channels_list:
            if in_channels == 0:
                raise ValueError("in_channels=0 is currently not supported")
            self.inner_blocks.append(nn.Conv2d(in_channels, out_channels, 1))
            self.layer_blocks.append(nn.Conv2d(out_channels, out_channels, 3, padding=1))

    def forward(self, x: Dict[str, Tensor]) -> Dict[str, Tensor]:
        names, x = list(x.keys()), list(x.values())
        last_inner = self.inner_blocks[-1](x[-1])
        results = [self.layer_blocks[-1](last_inner)]
        for idx in range(len(x) - 2, -1, -1):
            inner_lateral = self.inner_blocks[idx](x[idx])
            last_inner = inner_lateral + F.interpolate(last_inner, size=inner_lateral.shape[-2:], mode="nearest")
            results.insert(0, self.layer_blocks[idx](last_inner))
        return OrderedDict([(k, v) for k, v in zip(names, results)])


class IntermediateLayerGetter(nn.ModuleDict):
    _version = 2

    def __init__(self, model: nn.Module, return_layers: Dict[str, str]) -> None:
        if not set(return_layers).issubset([name for name, _ in model.named_children()]):
            raise ValueError("return_layers are not present in model")
        orig_return_layers = return_layers
        return_layers = {str(k): str(v) for k, v in return_layers.items()}
        layers = OrderedDict()
        for name, module in model.named_children():
            layers[name] = module
            if name in return_layers:
                del return_layers[name]
            if not return_layers:
                break
        super().__init__(layers)
        self.return_layers = orig_return_layers

    def forward(self, x):
        out = OrderedDict()
        for name, module in self.items():
            x = module(x)
            if name in self.return_layers:
                out[self.return_layers[name]] = x
        return out


class RPNHead(nn.Module):
    def __init__(self, in_channels: int, num_anchors: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, in_channels, kernel_size=3, stride=1, padding=1)
        self.cls_logits = nn.Conv2d(in_channels, num_anchors, kernel_size=1, stride=1)
        self.bbox_pred = nn.Conv2d(in_channels, num_anchors * 4, kernel_size=1, stride=1)
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                torch.nn.init.normal_(layer.weight, std=0.01)
                if layer.bias is not None:
                    torch.nn.init.constant_(layer.bias, 0)

    def forward(self, x: List[Tensor]) -> Tuple[List[Tensor], List[Tensor]]:
        logits, bbox_reg = [], []
        for feature in x:
            t = F.relu(self.conv(feature))
            logits.append(self.cls_logits(t))
            bbox_reg.append(self.bbox_pred(t))
        return logits, bbox_reg


def permute_and_flatten(layer: Tensor, N: int, A: int, C: int, H: int, W: int) -> Tensor:
    layer = layer.view(N, -1, C, H, W)
    layer = layer.permute(0, 3, 4, 1, 2)
    return layer.reshape(N, -1, C)


def roi_pool(feature: Tensor, boxes: Tensor, scale: float, size: int) -> Tensor:
    out = []
    for box in boxes:
        x1, y1, x2, y2 = (box * scale).tolist()
        theta = feature.new_tensor([[(x2 - x1) / feature.shape[-1], 0, (x1 + x2) / feature.shape[-1] - 1], [0, (y2 - y1) / feature.shape[-2], (y1 + y2) / feature.shape[-2] - 1]])
        grid = F.affine_grid(theta[None], [1, feature.shape[0], size, size], align_corners=False)
        out.append(F.grid_sample(feature[None], grid, align_corners=False))
    return torch.cat(out)


class MaskRCNNHeads(nn.Sequential):
    def __init__(self, in_channels, layers, dilation):
        d = OrderedDict()
        next_feature = in_channels
        for layer_idx, layer_features in enumerate(layers, 1):
            d[f"mask_fcn{layer_idx}"] = nn.Conv2d(next_feature, layer_features, kernel_size=3, stride=1, padding=dilation, dilation=dilation)
            d[f"relu{layer_idx}"] = nn.ReLU(inplace=True)
            next_feature = layer_features
        super().__init__(d)
        for name, param in self.named_parameters():
            if "weight" in name:
                nn.init.kaiming_normal_(param, mode="fan_out", nonlinearity="relu")


class MaskRCNNPredictor(nn.Sequential):
    def __init__(self, in_channels, dim_reduced, num_classes):
        super().__init__(OrderedDict([("conv5_mask", nn.ConvTranspose2d(in_channels, dim_reduced, 2, 2, 0)), ("relu", nn.ReLU(inplace=True)), ("mask_fcn_logits", nn.Conv2d(dim_reduced, num_classes, 1, 1, 0))]))


def sigmoid_focal_loss(inputs, targets, alpha: float = 0.25, gamma: float = 2, reduction: str = "none"):
    p = torch.sigmoid(inputs)
    ce_loss = F.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
    p_t = p * targets + (1 - p) * (1 - targets)
    loss = ce_loss * ((1 - p_t) ** gamma)
    if alpha >= 0:
        loss = (alpha * targets + (1 - alpha) * (1 - targets)) * loss
    return {"none": lambda l: l, "mean": torch.mean, "sum": torch.sum}[reduction](loss)


torch.manual_seed(20)
body = nn.Sequential(OrderedDict(stem=nn.Conv2d(3, 8, 3, 2, 1), layer1=nn.Sequential(nn.Conv2d(8, 8, 3, 2, 1), nn.ReLU()), layer2=nn.Sequential(nn.Conv2d(8, 16, 3, 2, 1), nn.ReLU()), fc=nn.Linear(16, 2)))
backbone = IntermediateLayerGetter(body, {"layer1": "0", "layer2": "1"})
print(backbone)
try:
    IntermediateLayerGetter(body, {"layer9": "0"})
except ValueError as e:
    print(e)
fpn = FeaturePyramidNetwork([8, 16], 8)
gen = AnchorGenerator()
head = RPNHead(8, gen.num_anchors_per_location()[0])
print(fpn, head, gen.cell_anchors, sep="\n")
images = torch.rand(2, 3, 32, 32)
features = fpn(backbone(images))
print({k: tuple(v.shape) for k, v in features.items()})
anchors = gen((32, 32), list(features.values()))
print(anchors.shape, anchors[5], anchors.dtype)
logits, deltas = head(list(features.values()))
obj, reg = [], []
for l, d in zip(logits, deltas):
    N, AxC, H, W = l.shape
    obj.append(permute_and_flatten(l, N, AxC, 1, H, W))
    reg.append(permute_and_flatten(d, N, AxC, 4, H, W))
obj, reg = torch.cat(obj, 1).flatten(0, -2), torch.cat(reg, 1).reshape(-1, 4)
coder, matcher = BoxCoder((1.0, 1.0, 1.0, 1.0)), Matcher(0.5, 0.3, allow_low_quality_matches=True)
gt = torch.tensor([[2.0, 3.0, 14.0, 12.0], [10.0, 12.0, 30.0, 28.0]])
lt, rb = torch.max(gt[:, None, :2], anchors[:, :2]), torch.min(gt[:, None, 2:], anchors[:, 2:])
inter = (rb - lt).clamp(min=0).prod(2)
iou = inter / ((gt[:, 2:] - gt[:, :2]).prod(1)[:, None] + (anchors[:, 2:] - anchors[:, :2]).prod(1) - inter)
m = matcher(iou)
print(m.unique(return_counts=True))
pos = torch.where(m >= 0)[0]
target = coder.encode(gt[m.clamp(min=0)], anchors)
print(torch.allclose(coder.decode(target, anchors)[pos], gt[m[pos]], atol=1e-3))
n = len(anchors)
loss = sigmoid_focal_loss(obj[:n, 0], (m >= 0).float(), reduction="mean") + F.smooth_l1_loss(reg[:n][pos], target[pos], beta=1 / 9, reduction="sum") / n
loss.backward()
print(f"{loss.item():.4f}", head.cls_logits.bias.grad)
masks = MaskRCNNPredictor(6, 6, 2)(MaskRCNNHeads(8, (6, 6), 1)(roi_pool(features["0"][0].detach(), gt, 0.25, 4)))
print(masks.shape)
try:
    matcher(torch.zeros(0, 4))
except ValueError as e:
    print("ValueError:", e)
try:
    Matcher(0.1, 0.5)
except AssertionError as e:
    print("AssertionError:", e)
