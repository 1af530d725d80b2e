import torch, torch.nn as nn, torch.nn.functional as F
# %%
conv1 = nn.Conv2d(1, 6, 3, stride=2)
x = torch.randn(1, 1, 32, 32)
y = conv1(x)
# %%
y?
# %%
x.shape?
# %%
F.max_pool2d(y, 2)?
# %%
%explain conv1 (1, 1, 28, 28)
# %%
%explain nn.Conv2d(3, 64, 7, 2, 3)(1, 3, 224, 224)
# %%
%explain nn.Linear(10, 20)(4, 5, 10)
# %%
%explain nn.Embedding(100, 8) (2, 5)
# %%
%explain nn.LSTM(10, 20) (3, 7, 10)
# %%
%explain nn.ConvTranspose2d(4, 2, 3, stride=2, padding=1, output_padding=1) (1, 4, 7, 7)
# %%
%explain conv1 (1, 3, 28, 28)
# %%
%explain torch.cat([x, x], 1).sum(-1)
# %%
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)
        self.aux = nn.Linear(84, 2)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, 400)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)

net = Net()
# %%
%explain net (1, 1, 32, 32)
# %%
%explain net (1, 1, 28, 28)
# %%
import ishape
ishape.explain(conv1, (1, 1, 32, 32))
# %%
ishape.explain(y)
# %%
ishape.explain(5)
# %%
%explain
# %%
%explain 3 +
# %%
%explain nope
# %%
%explain conv1 (1, 1, 9, 9, 9, 9)
# %%
%explain conv1 'a'
# %%
%trail sideways
