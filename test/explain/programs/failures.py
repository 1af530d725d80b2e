import torch, torch.nn as nn, torch.nn.functional as F
# %%
fc1 = nn.Linear(6*14*14, 10)
x = torch.randn(1, 6, 15, 15)
# %%
y = fc1(x.flatten(1))
# %%
a, b = torch.randn(2, 3), torch.randn(2, 4)
# %%
c = a + b
# %%
c = torch.cat([a, b, a], 0)
# %%
loss = F.cross_entropy(a, torch.tensor([1, 2, 3]))
# %%
z = x.view(-1, 400)
# %%
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3)
        self.rnn = nn.LSTM(8, 12)
    def forward(self, x):
        return self.conv(x)
net = Net()
# %%
net(x)
# %%
net.rnn(torch.randn(5, 3, 7))
# %%
nn.BCELoss()(torch.rand(3, 1), torch.rand(3))
# %%
q = torch.einsum('bij,bjk->bik', torch.randn(2, 3, 4),
                 torch.randn(2, 5, 6))
# %%
B, C, H = x.shape
# %%
nn.MultiheadAttention(16, 3)
# %%
F.conv2d(x, torch.randn(4, 3, 3, 3), padding=1)
# %%
x[0] @ x[0].mT @ a
# %%
a.masked_fill_(b > 0, 0)
# %%
class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k = nn.Linear(8, 8), nn.Linear(8, 6)
    def forward(self, x):
        名前 = self.q(x); score = 名前 @ self.k(x).transpose(1, 2)
        return score
blocks = nn.Sequential(nn.LayerNorm(8), Attention())
# %%
blocks(torch.randn(2, 5, 8))
# %%
F.cross_entropy(target=torch.tensor([1, 2, 3]), input=a)
# %%
m = nn.Linear(3, 2)
m(input=b)
# %%
try:
    a + b
except RuntimeError:
    pass
undefined
# %%
def helper(u, v):
    return u * v
helper(a, b)
# %%
from torchvision.models import resnet50
net = resnet50()
net.layer3[4].conv2 = nn.Conv2d(256, 256, 3)
# %%
y = net(torch.randn(1, 3, 224, 224))
# %%
xs = [torch.randn(3, i) for i in (2, 3)]
torch.cat(xs)
# %%
torch.add(*xs)
# %%
nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Linear(100, 10))(torch.randn(1, 3, 8, 8))
# %%
loss = nn.CrossEntropyLoss()(
    torch.randn(8, 10),
    torch.randint(0, 10, (4,)),
)
# %%
attention, flag = nn.MultiheadAttention(8, 2), True
attention(torch.randn(5, 1, 8), torch.randn(4, 1, 6), torch.randn(4, 1, 6), need_weights=flag)
