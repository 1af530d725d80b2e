import torch, torch.nn as nn, torch.nn.functional as F
x = torch.randn(2, 3)
n = x.shape[1]
fc = nn.Linear(3, 4)
d = {'a': x}
scalar = x.sum()
# %%
%why
# %%
%why (x
# %%
%why foo.shape[1]
# %%
%why x.shape[7]
# %%
%why x.shape[-1]
# %%
%why x.size(1)
# %%
%why x.size()[0]
# %%
%why len(x)
# %%
%why d['a'].shape[1]
# %%
%why n
# %%
%why fc
# %%
%why fc.out_channels
# %%
%why fc.in_features
# %%
%why fc.out_features
# %%
%why fc.weight
# %%
%why fc.bias.shape[0]
# %%
%why "hello"
# %%
%why scalar
# %%
%why 3
# %%
%why fc(x)
# %%
%why x @ torch.randn(3, 5)
# %%
fc(torch.randn(2, 5))
# %%
%why 5
# %%
%why 3
# %%
%why 99
# %%
%why fc.in_features
# %%
%why x.shape[1] --json
