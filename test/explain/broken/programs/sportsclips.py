import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

# %%
FRAMES = 8


class Clips(Dataset):
    def __init__(self, n=4):
        self.videos = [torch.rand(20 + i, 32, 32, 3) for i in range(n)]

    def __len__(self):
        return len(self.videos)

    def __getitem__(self, index):
        video = self.videos[index]
        picks = torch.linspace(0, len(video) - 1, FRAMES).long()
        clip = video[picks].permute(3, 0, 1, 2)
        return clip, index % 2


# %%
class C3D(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        self.conv1 = nn.Conv3d(3, 8, kernel_size=3, padding=1)
        self.pool1 = nn.MaxPool3d(kernel_size=(1, 2, 2))
        self.conv2 = nn.Conv3d(8, 16, kernel_size=3, padding=1)
        self.pool2 = nn.MaxPool3d(kernel_size=2)
        self.conv3 = nn.Conv3d(16, 32, kernel_size=3, padding=1)
        self.pool3 = nn.MaxPool3d(kernel_size=2)
        self.fc6 = nn.Linear(32 * 2 * 4 * 4, 64)
        self.fc7 = nn.Linear(64, num_classes)
        self.relu = nn.ReLU()
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        x = self.pool1(self.relu(self.conv1(x)))
        x = self.pool2(self.relu(self.conv2(x)))
        x = self.pool3(self.relu(self.conv3(x)))
        x = x.view(x.size(0), -1)
        x = self.dropout(self.relu(self.fc6(x)))
        return self.fc7(x)


# %%
model = C3D(num_classes=2)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
for clips, sports in DataLoader(Clips(), batch_size=2):
    loss = criterion(model(clips), sports)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
