# %%
import torch
import torch.nn as nn
import torch.nn.functional as F

# %% settings
S = 8
NUM_ANCHORS = 3
NUM_CLASSES = 6
ANCHORS = torch.tensor([[1.2, 1.6], [2.4, 3.1], [4.5, 3.9]])

# %% network
def cbl(c_in, c_out, k=3, s=1):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, k, s, padding=k // 2, bias=False), nn.BatchNorm2d(c_out), nn.LeakyReLU(0.1)
    )


class TinyDetector(nn.Module):
    def __init__(self, num_anchors, num_classes):
        super().__init__()
        self.num_anchors = num_anchors
        self.num_classes = num_classes
        self.backbone = nn.Sequential(cbl(3, 12, s=2), cbl(12, 24, s=2), cbl(24, 48, s=2))
        self.neck = cbl(48, 32, k=1)
        self.head = nn.Conv2d(32, num_anchors * (5 + num_classes), 1)

    def forward(self, x):
        p = self.head(self.neck(self.backbone(x)))
        n, _, gy, gx = p.shape
        return p.view(n, self.num_anchors, 5 + self.num_classes, gy, gx).permute(0, 1, 3, 4, 2).contiguous()


# %% from cells to boxes
def decode(pred, anchors):
    gy, gx = pred.shape[2:4]
    yv, xv = torch.meshgrid(torch.arange(gy), torch.arange(gx), indexing="ij")
    grid = torch.stack((xv, yv), dim=2).view(1, 1, gy, gx, 2).float()
    xy = torch.sigmoid(pred[..., 0:2]) + grid
    wh = torch.exp(pred[..., 2:4]) * anchors.view(1, -1, 1, 1, 2)
    return torch.cat((xy, wh), dim=-1)


def box_iou(a, b):
    tl = torch.max(a[:, None, :2], b[None, :, :2])
    br = torch.min(a[:, None, 2:], b[None, :, 2:])
    inter = (br - tl).clamp(min=0).prod(dim=2)
    area_a = (a[:, 2:] - a[:, :2]).prod(dim=1)
    area_b = (b[:, 2:] - b[:, :2]).prod(dim=1)
    return inter / (area_a[:, None] + area_b[None, :] - inter)


# %% loss
model = TinyDetector(NUM_ANCHORS, NUM_CLASSES)
images = torch.rand(2, 3, 64, 64)
pred = model(images)
boxes = decode(pred, ANCHORS)
obj_mask = torch.rand(2, NUM_ANCHORS, S, S) > 0.9
true_cls = torch.randint(0, NUM_CLASSES, (2, NUM_ANCHORS, S, S))
obj_loss = F.binary_cross_entropy_with_logits(pred[..., 4], obj_mask.float())
cls_loss = F.cross_entropy(pred[..., 5:].permute(0, 4, 1, 2, 3), true_cls)
corners = torch.cat((boxes[..., :2] - boxes[..., 2:] / 2, boxes[..., :2] + boxes[..., 2:] / 2), dim=-1)
truth = torch.tensor([[1.0, 1.0, 3.0, 4.0], [2.0, 5.0, 6.0, 7.0]])
iou = box_iou(corners.view(-1, 4), truth)
print(pred.shape, obj_loss.shape, cls_loss.shape, iou.shape)
