import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader

# %% settings
config = {"img_size": 48, "channels": 3, "num_classes": 6, "batch_size": 8}


# %% the photographs are stored as height x width x colour
class Leaves(Dataset):
    def __init__(self, count, size, num_classes):
        self.photos = torch.rand(count, size, size, 3)
        self.labels = torch.randint(0, num_classes, (count,))

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        photo = self.photos[index].permute(2, 0, 1)
        return photo, self.labels[index]


loader = DataLoader(Leaves(24, config["img_size"], config["num_classes"]), batch_size=config["batch_size"])


# %% model
class LeafNet(nn.Module):
    def __init__(self, channels, num_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(32 * 12 * 12, 64)
        self.fc2 = nn.Linear(64, num_classes)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(x.size(0), -1)
        return self.fc2(F.relu(self.fc1(x)))


# %% training
net = LeafNet(config["channels"], config["num_classes"])
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
for images, labels in loader:
    optimizer.zero_grad()
    loss = criterion(net(images), labels)
    loss.backward()
    optimizer.step()
print(loss.item())
