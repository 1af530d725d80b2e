# %%
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(3)
CLASSES = ["amanita", "boletus", "cortinarius", "lactarius"]
SIZE = 60
images = torch.rand(20, 3, SIZE, SIZE)
labels = torch.randint(0, len(CLASSES), (20,))
train_dl = DataLoader(TensorDataset(images, labels), batch_size=5, shuffle=True)


# %%
class MushroomCNN(nn.Module):
    def __init__(self):
        super(MushroomCNN, self).__init__()
        self.conv1 = nn.Conv2d(in_channels=3, out_channels=12, kernel_size=3, stride=1, padding=1)
        self.bn1 = nn.BatchNorm2d(num_features=12)
        self.pool = nn.MaxPool2d(kernel_size=2)
        self.conv2 = nn.Conv2d(in_channels=12, out_channels=20, kernel_size=3, stride=1, padding=1)
        self.conv3 = nn.Conv2d(in_channels=20, out_channels=32, kernel_size=3, stride=1, padding=1)
        self.bn3 = nn.BatchNorm2d(num_features=32)
        self.drop = nn.Dropout(0.25)
        self.fc1 = nn.Linear(in_features=32 * 15 * 15, out_features=64)
        self.fc2 = nn.Linear(in_features=64, out_features=len(CLASSES))

    def forward(self, input):
        output = F.relu(self.bn1(self.conv1(input)))
        output = self.pool(output)
        output = self.pool(F.relu(self.conv2(output)))
        output = F.relu(self.bn3(self.conv3(output)))
        output = output.view(-1, 32 * 15 * 15)
        output = self.drop(F.relu(self.fc1(output)))
        return self.fc2(output)


# %%
model = MushroomCNN()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
criterion = nn.CrossEntropyLoss()

# %%
for epoch in range(1):
    running = 0.0
    for i, (x, y) in enumerate(train_dl):
        optimizer.zero_grad()
        out = model(x)
        loss = criterion(out, y)
        loss.backward()
        optimizer.step()
        running += loss.item() * x.size(0)
    print(epoch, running > 0)

# %%
model.eval()
with torch.no_grad():
    photo = images[0]
    scores = model(photo.unsqueeze(0))
    print(CLASSES[scores.argmax(1).item()] in CLASSES)
