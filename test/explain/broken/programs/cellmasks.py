import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader

# %% data: both files are read as height x width x 3
N_CLASSES = 3


class Cells(Dataset):
    def __init__(self, n=6):
        self.images = torch.randint(0, 256, (n, 40, 56, 3), dtype=torch.uint8)
        grey = torch.randint(0, N_CLASSES, (n, 40, 56, 1), dtype=torch.uint8)
        self.masks = grey.repeat(1, 1, 1, 3)

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image = self.images[i].permute(2, 0, 1).float() / 255
        mask = self.masks[i][..., 0].long()
        return {"image": image, "mask": mask}


# %% model
class SmallFCN(nn.Module):
    def __init__(self, in_channels, n_classes, width=12):
        super().__init__()
        self.stem = nn.Conv2d(in_channels, width, 3, stride=2, padding=1)
        self.bn1 = nn.BatchNorm2d(width)
        self.body = nn.Conv2d(width, width * 2, 3, padding=2, dilation=2)
        self.bn2 = nn.BatchNorm2d(width * 2)
        self.head = nn.Conv2d(width * 2, n_classes, 1)

    def forward(self, x):
        size = x.shape[-2:]
        x = F.relu(self.bn1(self.stem(x)))
        x = F.relu(self.bn2(self.body(x)))
        return F.interpolate(self.head(x), size=size, mode="bilinear", align_corners=False)


# %% training
net = SmallFCN(in_channels=3, n_classes=N_CLASSES)
weight = torch.ones(N_CLASSES)
criterion = nn.CrossEntropyLoss(weight=weight)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
for batch in DataLoader(Cells(), batch_size=2):
    images, true_masks = batch["image"], batch["mask"]
    masks_pred = net(images)
    loss = criterion(masks_pred, true_masks)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
