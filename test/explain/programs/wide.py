import torch, torch.nn as nn
import ishape
画像 = torch.randn(2, 1, 8, 8)
class 网(nn.Module):
    def __init__(self):
        super().__init__()
        self.畳み込み = nn.Conv2d(1, 2, 3)
        self.fc = nn.Linear(72, 3)
    def forward(self, x):
        return self.fc(self.畳み込み(x).flatten(1))
net = 网()
# %%
y = net(画像)
# %%
%why net.fc.in_features
# %%
%summary net 画像
# %%
%explain net 画像
# %%
%why 画像
# %%
ishape.explain(y)
