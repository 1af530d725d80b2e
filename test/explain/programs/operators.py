import torch, torch.nn as nn, torch.nn.functional as F
# %%
%trail full
# %%
x = torch.randn(2, 3, 8, 9)
y = F.interpolate(x, scale_factor=2)
z = nn.Upsample(size=(5, 5), mode='bilinear')(x)
w = F.interpolate(x, scale_factor=1.5, mode='bilinear')
p = F.pad(x, (1, 2, 3, 4))
s = x[:, 1:, ::2, -3:]
t = torch.stack([x, x, x], 1)
r = x.sum((2, 3), keepdim=True)
b = torch.randn(3, 1) + torch.randn(4)
c = torch.einsum('bchw,cd->bdhw', x, torch.randn(3, 5))
u = x.unfold(2, 4, 2)
rp = x.repeat(1, 2, 1, 3)
pm = x.permute(0, 2, 3, 1)
# %%
%why y
# %%
%why w
# %%
%why s
# %%
%why t
# %%
%why r
# %%
%why b
# %%
%why c
# %%
%why u
# %%
%why rp
# %%
%why pm.shape[3]
# %%
lstm = nn.LSTM(10, 20, batch_first=True, bidirectional=True)
out, (h, c) = lstm(torch.randn(3, 7, 10))
# %%
%why out
# %%
%why h
# %%
mha = nn.MultiheadAttention(32, 4, batch_first=True)
q = torch.randn(2, 5, 32)
o, w = mha(q, q, q)
# %%
%why w
# %%
enc = nn.TransformerEncoder(nn.TransformerEncoderLayer(32, 4, batch_first=True), 3)
e = enc(q)
# %%
%why e
# %%
mask = torch.tensor([True, False, True])
picked = torch.arange(3)[mask]
table = nn.Embedding(100, 8)
found = table(torch.tensor([[1, 2, 3]]))
first, second = torch.randn(4, 10).split(4, dim=1)[:2]
half, rest = torch.randn(4, 7).chunk(2, dim=1)
n = torch.nonzero(torch.tensor([0, 1, 1]))
k = torch.topk(torch.randn(5, 9), 3)
# %%
%why picked
# %%
%why found
# %%
%why first
# %%
%why half
# %%
%why rest
# %%
%why n
# %%
%why k.values
# %%
for i in range(3):
    a = torch.randn(2, 3).view(3, 2)
    b = a.sum(0)
# %%
z = torch.zeros(3, 4, 5)
z[0] = 1
z[:, 1:3] += torch.ones(5)
w = z.flatten(1).reshape(3, 2, 10).permute(2, 0, 1).unsqueeze(0).squeeze(0)[..., -1]
# %%
%why w
# %%
%why w.shape[0] * w.shape[1]
