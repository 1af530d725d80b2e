# %%
import torch
import torch.nn as nn
import torch.nn.functional as F

NUM_CLASSES = 5  # with the background
BOXES_PER_CELL = [4, 6]


# %%
class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
        )
        self.extra = nn.Sequential(
            nn.Conv2d(64, 32, 1), nn.ReLU(),
            nn.Conv2d(32, 96, 3, stride=2, padding=1), nn.ReLU(),
        )

    def forward(self, x):
        c3 = self.stem(x)
        c4 = self.extra(c3)
        return [c3, c4]


class MiniSSD(nn.Module):
    def __init__(self, num_classes, boxes):
        super().__init__()
        self.num_classes = num_classes
        self.backbone = Backbone()
        self.loc = nn.ModuleList()
        self.cls = nn.ModuleList()
        for ch, k in zip([64, 96], boxes):
            self.loc.append(nn.Conv2d(ch, k * 4, kernel_size=3, padding=1))
            self.cls.append(nn.Conv2d(ch, k * num_classes, kernel_size=3, padding=1))

    def forward(self, x):
        locs, confs = [], []
        for feature, loc, cls in zip(self.backbone(x), self.loc, self.cls):
            locs.append(loc(feature).permute(0, 2, 3, 1).flatten(1))
            confs.append(cls(feature).permute(0, 2, 3, 1).flatten(1))
        locs = torch.cat(locs, dim=1).view(x.size(0), -1, 4)
        confs = torch.cat(confs, dim=1).view(x.size(0), -1, self.num_classes)
        return locs, confs


# %%
def make_priors(sizes, boxes):
    priors = []
    for size, k in zip(sizes, boxes):
        steps = (torch.arange(size) + 0.5) / size
        cy, cx = torch.meshgrid(steps, steps, indexing="ij")
        centers = torch.stack([cx, cy], dim=-1).reshape(-1, 1, 2).expand(-1, k, 2)
        wh = torch.full((size * size, k, 2), 1.0 / size)
        priors.append(torch.cat([centers, wh], dim=2).reshape(-1, 4))
    return torch.cat(priors, dim=0)


def decode(loc, priors):
    centers = priors[:, :2] + loc[..., :2] * 0.1 * priors[:, 2:]
    wh = priors[:, 2:] * torch.exp(loc[..., 2:] * 0.2)
    return torch.cat([centers - wh / 2, centers + wh / 2], dim=-1)


# %%
pictures = torch.rand(2, 3, 64, 64)
priors = make_priors([8, 4], BOXES_PER_CELL)
gt_loc = torch.rand(2, priors.size(0), 4)
gt_cls = torch.randint(0, NUM_CLASSES, (2, priors.size(0)))

# %%
ssd = MiniSSD(NUM_CLASSES, BOXES_PER_CELL)
loc, conf = ssd(pictures)
positive = gt_cls > 0
loc_loss = F.smooth_l1_loss(loc[positive], gt_loc[positive])
cls_loss = F.cross_entropy(conf.view(-1, NUM_CLASSES), gt_cls.view(-1))
(loc_loss + cls_loss).backward()
print(decode(loc, priors).shape)
