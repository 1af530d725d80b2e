import torch
import torch.nn as nn


class Detector(nn.Module):
    stride = 16

    def __init__(self, num_classes=3, num_anchors=2, width=8):
        super().__init__()
        self.num_classes = num_classes
        self.num_anchors = num_anchors
        layers, c_in = [], 3
        for i in range(4):
            c_out = width * 2**i
            layers += [nn.Conv2d(c_in, c_out, 3, stride=2, padding=1), nn.LeakyReLU(0.1)]
            c_in = c_out
        self.backbone = nn.Sequential(*layers)
        self.head = nn.Conv2d(c_in, num_anchors * (5 + num_classes), 1)

    def forward(self, images):
        b, _, h, w = images.shape
        gh, gw = h // self.stride, w // self.stride
        pred = self.head(self.backbone(images))
        pred = pred.view(b, self.num_anchors, 5 + self.num_classes, gh, gw)
        pred = pred.permute(0, 1, 3, 4, 2)
        ys, xs = torch.meshgrid(torch.arange(gh), torch.arange(gw), indexing="ij")
        grid = torch.stack((xs, ys), dim=-1).float()
        xy = (pred[..., :2].sigmoid() + grid) * self.stride
        wh = pred[..., 2:4].exp()
        return torch.cat((xy, wh, pred[..., 4:]), dim=-1).view(b, -1, 5 + self.num_classes)


def iou(a, b):
    top_left = torch.max(a[:, None, :2], b[None, :, :2])
    bottom_right = torch.min(a[:, None, 2:], b[None, :, 2:])
    size = (bottom_right - top_left).clamp(min=0)
    inter = size[..., 0] * size[..., 1]
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    return inter / (area_a[:, None] + area_b[None, :] - inter)


images = torch.rand(2, 3, 64, 96)
detections = Detector()(images)
xy, wh = detections[0, :, :2], detections[0, :, 2:4]
boxes = torch.cat((xy - wh / 2, xy + wh / 2), dim=1)
truth = torch.tensor([[4.0, 6.0, 30.0, 34.0], [50.0, 10.0, 80.0, 60.0], [0.0, 0.0, 9.0, 9.0]])
overlap = iou(boxes, truth)
best, index = overlap.max(dim=1)
print(detections.shape, overlap.shape)
