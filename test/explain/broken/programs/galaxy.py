# %% settings
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
NUM_CLASSES = 7
IMG = 48
BATCH = 6

# %% the model
class GalaxyNet(nn.Module):
    def __init__(self, num_classes, in_chans=3, width=24):
        super(GalaxyNet, self).__init__()
        self.features = nn.Sequential(
            nn.Conv2d(in_chans, width, kernel_size=3, padding=1),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=2, stride=2),
            nn.Conv2d(width, width * 2, kernel_size=3, padding=1),
            nn.BatchNorm2d(width * 2),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=2, stride=2),
            nn.Conv2d(width * 2, width * 4, kernel_size=3),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(kernel_size=2, stride=2),
        )
        self.classifier = nn.Sequential(
            nn.Dropout(0.4),
            nn.Linear(96 * 5 * 5, 128),
            nn.ReLU(inplace=True),
            nn.Linear(128, num_classes),
        )

    def forward(self, x):
        x = self.features(x)
        x = x.view(x.size(0), -1)
        x = self.classifier(x)
        return x


# %% data
images = torch.rand(18, 3, IMG, IMG)
labels = torch.randint(0, NUM_CLASSES, (18,))
loader = DataLoader(TensorDataset(images, labels), batch_size=BATCH, shuffle=True)

# %% one epoch
model = GalaxyNet(NUM_CLASSES)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
model.train()
for xb, yb in loader:
    optimizer.zero_grad()
    logits = model(xb)
    loss = criterion(logits, yb)
    loss.backward()
    optimizer.step()
print("loss", loss.item() > 0, logits.shape)
