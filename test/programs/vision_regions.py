# torchvision's own operators against what they mean, written out. Where torchvision's library of them does not load, the meaning is printed alone.
import math

import torch
import torchvision
from torchvision import ops

torch.manual_seed(0)
there = hasattr(torchvision, "extension") is False or torchvision.extension._has_ops()


def told(label, expected, operator, *leaves):
    """Prints the sum and the gradients' sums of what is expected; the operator must give the same."""
    weights = torch.linspace(-1, 2, expected.numel(), dtype=expected.dtype).view_as(expected)
    wanted = torch.autograd.grad((expected * weights).sum(), leaves)
    print(label, tuple(expected.shape), f"{(expected * weights).sum().item():.6f}", *(f"{g.abs().sum().item():.6f}" for g in wanted))
    if there:
        result = operator()
        torch.testing.assert_close(result, expected)
        for got, want in zip(torch.autograd.grad((result * weights).sum(), leaves), wanted):
            torch.testing.assert_close(got, want)


def pixel(plane, y, x):
    """Between the pixels of (channels, H, W); beyond the border by less than one, the border."""
    height, width = plane.shape[1:]
    if not (-1 <= y <= height and -1 <= x <= width):
        return plane[:, 0, 0] * 0
    y, x = min(max(y, 0), height - 1), min(max(x, 0), width - 1)
    top, left = int(y), int(x)
    bottom, right = min(top + 1, height - 1), min(left + 1, width - 1)
    dy, dx = y - top, x - left
    upper = plane[:, top, left] * (1 - dx) + plane[:, top, right] * dx
    return upper * (1 - dy) + (plane[:, bottom, left] * (1 - dx) + plane[:, bottom, right] * dx) * dy


def aligned_bins(images, regions, size, scale, ratio, aligned):
    grids = []
    for image, *box in regions.tolist():
        left, top, right, bottom = (each * scale - (0.5 if aligned else 0) for each in box)
        width, height = right - left, bottom - top
        if not aligned:
            width, height = max(width, 1), max(height, 1)
        step = (height / size[0], width / size[1])
        counts = [ratio if ratio > 0 else math.ceil(each) for each in step]
        bins = []
        for row in range(size[0]):
            for column in range(size[1]):
                samples = [
                    pixel(images[int(image)], top + (row + (i + 0.5) / counts[0]) * step[0], left + (column + (j + 0.5) / counts[1]) * step[1])
                    for i in range(counts[0])
                    for j in range(counts[1])
                ]
                bins.append(sum(samples) / len(samples))
        grids.append(torch.stack(bins, -1).view(-1, *size))
    return torch.stack(grids)


def whole_bins(images, regions, size, scale, extra, edge, reduce):
    height, width = images.shape[2] - edge, images.shape[3] - edge
    grids = []
    for image, *box in regions.tolist():
        left, top, right, bottom = (math.floor(each * scale + 0.5) for each in box)
        step = (max(bottom - top + extra, 1) / size[0], max(right - left + extra, 1) / size[1])
        bins = []
        for row in range(size[0]):
            for column in range(size[1]):
                y0, y1 = (min(max(each + top, 0), height) for each in (math.floor(row * step[0]), math.ceil((row + 1) * step[0])))
                x0, x1 = (min(max(each + left, 0), width) for each in (math.floor(column * step[1]), math.ceil((column + 1) * step[1])))
                part = images[int(image), :, y0:y1, x0:x1]
                bins.append(reduce(part) if part.numel() else images[0, :, 0, 0] * 0)
        grids.append(torch.stack(bins, -1).view(-1, *size))
    return torch.stack(grids)


def own_channels(grids):
    """Of grids whose every bin has all channels, the channels that belong to the bin."""
    rows, columns = grids.shape[2:]
    apart = grids.view(len(grids), -1, rows, columns, rows, columns)
    return torch.stack([torch.stack([apart[:, :, i, j, i, j] for j in range(columns)], -1) for i in range(rows)], -2)


def deformed(images, offset, weight, bias, mask, stride, padding, dilation):
    rows, columns = weight.shape[2:]
    groups = offset.shape[1] // (2 * rows * columns)
    each = images.shape[1] // groups
    wide = torch.nn.functional.pad(images, (20, 20, 20, 20))
    down, across = torch.meshgrid(torch.arange(offset.shape[2]), torch.arange(offset.shape[3]), indexing="ij")
    image = torch.arange(len(images))[:, None, None]
    taps = []
    for tap in range(rows * columns):
        parts = []
        for group in range(groups):
            at = group * rows * columns + tap
            y = down * stride - padding + tap // columns * dilation + offset[:, 2 * at]
            x = across * stride - padding + tap % columns * dilation + offset[:, 2 * at + 1]
            top, left = y.detach().floor(), x.detach().floor()
            value = 0
            for i, wy in ((0, 1 - (y - top)), (1, y - top)):
                for j, wx in ((0, 1 - (x - left)), (1, x - left)):
                    picked = wide[:, group * each : (group + 1) * each][image, :, (top + i + 20).long(), (left + j + 20).long()]
                    value = value + picked.permute(0, 3, 1, 2) * (wy * wx)[:, None]
            parts.append(value * mask[:, at][:, None])
        taps.append(torch.cat(parts, 1))
    columned = torch.stack(taps, 2).reshape(len(images), images.shape[1] // weight.shape[1], -1, offset.shape[2] * offset.shape[3])
    kernels = weight.reshape(columned.shape[1], -1, columned.shape[2])
    return (kernels @ columned).reshape(len(images), len(weight), *offset.shape[2:]) + bias.view(1, -1, 1, 1)


for count, threshold in ((1, 0.5), (40, 0.3), (150, 0.6)):
    boxes = torch.rand(count, 4) * 20
    boxes[:, 2:] += boxes[:, :2]
    scores = (torch.rand(count) * 30).round()
    kept = []
    overlaps = ops.box_iou(boxes, boxes)
    for i in torch.sort(scores, stable=True, descending=True)[1].tolist():
        if all(overlaps[i, j] <= threshold for j in kept):
            kept.append(i)
    print(kept)
    if there:
        assert ops.nms(boxes, scores, threshold).tolist() == kept

images = torch.randn(2, 8, 9, 11, dtype=torch.float64, requires_grad=True)
boxes = torch.rand(5, 4, dtype=torch.float64) * 14 - 3
boxes[:, 2:] += boxes[:, :2].abs() + 0.5
boxes[4] = torch.tensor([30.0, 30, 40, 41])
regions = torch.cat([torch.tensor([[0.0], [1], [1], [0], [1]], dtype=torch.float64), boxes], 1)
lists = [boxes[:2], boxes[2:]]
for scale in (1.0, 0.4):
    for ratio in (-1, 2):
        for aligned in (True, False):
            expected = aligned_bins(images, regions, (3, 2), scale, ratio, aligned)
            told(f"align {scale} {ratio} {aligned}", expected, lambda: ops.roi_align(images, regions, (3, 2), scale, ratio, aligned), images)
    told("pool", whole_bins(images, regions, (3, 2), scale, 1, 0, lambda part: part.amax((1, 2))), lambda: ops.roi_pool(images, regions, (3, 2), scale), images)
    told("own align", own_channels(aligned_bins(images, regions, (2, 2), scale, 2, True)), lambda: ops.ps_roi_align(images, regions, 2, scale, 2), images)
    expected = own_channels(whole_bins(images, regions, (2, 2), scale, 0, 1, lambda part: part.mean((1, 2))))
    print("own pool", f"{expected.sum().item():.6f}")
    if there:
        torch.testing.assert_close(ops.ps_roi_pool(images, regions, 2, scale), expected)
rois = torch.cat([torch.tensor([[0.0], [0], [1], [1], [1]], dtype=torch.float64), boxes], 1)
told("lists", aligned_bins(images, rois, (2, 2), 0.5, 2, False), lambda: ops.roi_align(images, lists, 2, 0.5, 2), images)

for groups, offsets, stride, padding, dilation in ((1, 1, 1, 1, 1), (2, 2, 2, 1, 1), (1, 4, 1, 0, 2)):
    size = [(n + 2 * padding - dilation * 2 - 1) // stride + 1 for n in images.shape[2:]]
    leaves = [images, torch.randn(2, offsets * 18, *size), torch.randn(4, 8 // groups, 3, 3), torch.randn(4), torch.rand(2, offsets * 9, *size)]
    leaves = [each.detach().double().requires_grad_() for each in leaves]
    x, offset, weight, bias, mask = leaves
    expected = deformed(x, offset, weight, bias, mask, stride, padding, dilation)
    told(f"deformed {groups} {offsets}", expected, lambda: ops.deform_conv2d(x, offset, weight, bias, stride, padding, dilation, mask), *leaves)

torch.manual_seed(1)
layers = [ops.RoIAlign((3, 2), 0.5, 2), ops.RoIPool(2, 1.0), ops.PSRoIAlign(2, 0.5, 1), ops.PSRoIPool(3, 0.1)]
print(*layers, ops.MultiScaleRoIAlign(["0", "1"], 3, 2), ops.DeformConv2d(4, 6, (3, 2), padding=1, groups=2, bias=False), sep="\n")
print(f"{ops.DeformConv2d(4, 6, 3).weight.sum().item():.4f}", [type(each).__module__ for each in layers])
pyramid = {"0": torch.randn(2, 3, 32, 40), "1": torch.randn(2, 3, 16, 20), "more": torch.randn(2, 3, 8, 10)}
boxes = [torch.tensor([[3.0, 5, 300, 290], [8, 8, 30, 40]]), torch.tensor([[2.0, 10, 200, 90]])]
pooler = ops.MultiScaleRoIAlign(["0", "1"], 3, 2)
scales = (1 / 8, 1 / 16)
levels = [1, 0, 0]
expected = torch.stack([
    aligned_bins(pyramid[str(level)], torch.cat([torch.tensor([[float(image)]]), box[None]], 1), (3, 3), scales[level], 2, False)[0]
    for level, image, box in zip(levels, (0, 0, 1), torch.cat(boxes))
])  # fmt: skip
print("pyramid", f"{expected.sum().item():.3f}")
if there:
    torch.testing.assert_close(pooler(pyramid, boxes, [(256, 320), (250, 300)]), expected)
    print(end="" if pooler.scales == [1 / 8, 1 / 16] else f"{pooler.scales}\n")
