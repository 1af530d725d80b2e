# %%
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

# %%
images = torch.rand(24, 1, 28, 28)
digits = torch.randint(0, 10, (24,))
loader = DataLoader(TensorDataset(images, digits), batch_size=8, shuffle=True)


# %%
class Digits(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, 1)
        self.conv2 = nn.Conv2d(32, 64, 3, 1)
        self.dropout = nn.Dropout(0.25)
        self.fc1 = nn.Linear(9216, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = self.dropout(F.max_pool2d(x, 2))
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        return F.log_softmax(self.fc2(x), dim=1)


# %%
model = Digits()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for batch, target in loader:
    optimizer.zero_grad()
    scores = model(batch)
    loss = F.nll_loss(scores, target)
    loss.backward()
    optimizer.step()
hits = (scores.argmax(dim=1) == target).sum().item()
print(scores.shape, loss.shape)
