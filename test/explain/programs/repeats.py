import torch, torch.nn as nn
class Branch(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, k, stride=2, padding=k // 2)
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(x))

# %%
x = torch.randn(2, 3, 16, 16)
branches = nn.ModuleList([Branch(3), Branch(5), Branch(7)])
y = torch.cat([branch(x) for branch in branches], 1)
# %%
s = torch.randn(1, 40)
parts = [s[:, i:i + 4] for i in range(4, 40, 4)]
# %%
same = nn.ModuleList([Branch(3), Branch(3)])
for each in same:
    z = each(x)
# %%
for epoch in range(2):
    for k in (2, 4):
        w = nn.functional.avg_pool1d(torch.randn(1, 1, 4 * k), k)
