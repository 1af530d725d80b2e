import torch, torch.nn as nn, torch.nn.functional as F
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
%summary net (1, 1, 32, 32) --funnel
# %%
%summary net (1, 1, 28, 28)
# %%
x = torch.randn(3, 1, 32, 32)
# %%
%summary net x --columns output,params --markdown
# %%
%summary net (1, 1, 32, 32) --depth 0
# %%
%summary net(x)
# %%
class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 8)
        self.b = nn.Linear(4, 8)
        self.body = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Sequential(nn.Linear(16, 4), nn.Tanh()))
    def forward(self, x, y=None, scale=None):
        if isinstance(x, dict):
            x, y = x['x'], x['y']
        z = self.body(torch.cat([self.a(x), self.b(y)], -1))
        return {'z': z, 'parts': [z[:, 0], z.sum()]}
two = Two()
# %%
%summary two (5, 3), (5, 4)
# %%
%summary two {'x': (5, 3), 'y': (5, 4)}
# %%
%summary two (5, 3), y=(5, 4)
# %%
import ishape
ishape.summary(two, (5, 3), (5, 4), depth=1)
# %%
%summary two
# %%
%summary
# %%
%summary x
# %%
%summary two (5, 3, 'a')
# %%
%summary two 5
# %%
%summary nope (1, 2)
# %%
%summary net (1, 1, 32, 32) --columns foo
# %%
%summary net (1, 1, 32, 32) --deep
# %%
%summary nn.GRU(3, 4, num_layers=2) (5, 2, 3)
