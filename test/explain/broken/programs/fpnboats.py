import torch
import torch.nn as nn
import torch.nn.functional as F


class Backbone(nn.Module):
    def __init__(self, widths):
        super().__init__()
        stages, before = [], 3
        for width in widths:
            stages.append(nn.Sequential(nn.Conv2d(before, width, 3, stride=2, padding=1), nn.ReLU()))
            before = width
        self.stages = nn.ModuleList(stages)

    def forward(self, x):
        maps = []
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        return maps


class FPN(nn.Module):
    def __init__(self, widths, out_channels):
        super().__init__()
        self.lateral = nn.ModuleList([nn.Conv2d(width, out_channels, 1) for width in widths])
        self.smooth = nn.ModuleList([nn.Conv2d(out_channels, out_channels, 3, padding=1) for _ in widths])

    def forward(self, maps):
        laterals = [conv(each) for conv, each in zip(self.lateral, maps)]
        for i in range(len(laterals) - 1, 0, -1):
            up = F.interpolate(laterals[i], size=laterals[i - 1].shape[-2:], mode="nearest")
            laterals[i - 1] = laterals[i - 1] + up
        return [conv(each) for conv, each in zip(self.smooth, laterals)]


widths = [8, 16, 24]
backbone, fpn = Backbone(widths), FPN(widths, out_channels=12)
classify = nn.Conv2d(12, 9 * 2, 3, padding=1)
regress = nn.Conv2d(12, 9 * 4, 3, padding=1)

pictures = torch.rand(2, 3, 72, 100)
scores, boxes = [], []
for level in fpn(backbone(pictures)):
    scores.append(classify(level).permute(0, 2, 3, 1).reshape(2, -1, 2))
    boxes.append(regress(level).permute(0, 2, 3, 1).reshape(2, -1, 4))
scores, boxes = torch.cat(scores, dim=1), torch.cat(boxes, dim=1)
predictions = torch.cat([boxes, scores.softmax(-1)], dim=2)
print(predictions.shape)
