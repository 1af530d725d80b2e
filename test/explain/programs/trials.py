import torch, torch.nn as nn
fc = nn.Linear(3, 4)
c = nn.Conv2d(3, 4, (3, 5), padding='same')
# %%
%why c.kernel_size
# %%
%why c.padding
# %%
c(torch.randn(2, 4, 5, 5))
# %%
why 4
# %%
%why 4 != 3
# %%
class Count(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 0
        self.bn = nn.BatchNorm1d(3)
    def forward(self, x):
        self.n += 1
        print('called')
        return self.bn(x)
m = Count()
# %%
m(torch.randn(2, 3))?
# %%
%summary m (4, 3)
# %%
%explain m (4, 3)
# %%
print(m.n, m.bn.num_batches_tracked, m.bn.running_mean)
