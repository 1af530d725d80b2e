import torch
import torch.nn as nn
import torch.nn.functional as F

# %% settings
STRIDE = 4
SIZE = 64
CLASSES = 3


# %% targets: a heat map per class, box sizes at the centres
def make_targets(boxes):
    out = SIZE // STRIDE
    heat = torch.zeros(CLASSES, out, out)
    wh = torch.zeros(2, out, out)
    mask = torch.zeros(out, out)
    for cls, cx, cy, w, h in boxes:
        ix, iy = cx // STRIDE, cy // STRIDE
        heat[cls, iy, ix] = 1.0
        wh[:, iy, ix] = torch.tensor([w, h], dtype=torch.float32)
        mask[iy, ix] = 1.0
    return heat, wh, mask


scenes = [[(0, 20, 30, 10, 14), (2, 50, 50, 8, 8)], [(1, 12, 40, 20, 12)], [(2, 33, 9, 16, 6)]]
heat, wh, mask = [torch.stack(part) for part in zip(*[make_targets(scene) for scene in scenes])]


# %% net
class CenterNet(nn.Module):
    def __init__(self, classes, width=16):
        super().__init__()
        self.down1 = nn.Conv2d(3, width, 3, stride=2, padding=1)
        self.down2 = nn.Conv2d(width, width * 2, 3, stride=2, padding=1)
        self.down3 = nn.Conv2d(width * 2, width * 4, 3, stride=2, padding=1)
        self.up = nn.ConvTranspose2d(width * 4, width * 2, 4, stride=2, padding=1)
        self.heat = nn.Sequential(nn.Conv2d(width * 2, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, classes, 1))
        self.wh = nn.Sequential(nn.Conv2d(width * 2, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, 2, 1))

    def forward(self, x):
        x = F.relu(self.down1(x))
        skip = F.relu(self.down2(x))
        x = F.relu(self.down3(skip))
        x = F.relu(self.up(x)) + skip
        return self.heat(x), self.wh(x)


# %% losses
def focal(pred, target, alpha=2):
    p = torch.sigmoid(pred).clamp(1e-4, 1 - 1e-4)
    positive = target * (1 - p) ** alpha * torch.log(p)
    negative = (1 - target) * p ** alpha * torch.log(1 - p)
    return -(positive + negative).sum() / target.sum()


model = CenterNet(CLASSES)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
images = torch.rand(len(scenes), 3, SIZE, SIZE)
pred_heat, pred_wh = model(images)
size_loss = (F.l1_loss(pred_wh, wh, reduction="none") * mask.unsqueeze(1)).sum() / mask.sum()
loss = focal(pred_heat, heat) + 0.1 * size_loss
loss.backward()
optimizer.step()
print(loss.item())
