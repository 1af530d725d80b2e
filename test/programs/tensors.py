import torch as _torch
_torch.manual_seed(0)
import torch

a = torch.randn(3, 4)
b = torch.randn(4, 5)
c = a @ b
bias = torch.randn(5)
d = c + bias
batch = torch.stack([d, d])
e = torch.bmm(batch, batch.transpose(1, 2))
f = torch.cat([c, d], dim=1)
g = f.reshape(3, 2, 5)
h = torch.einsum("bij,bkj->bik", batch, batch)
means = d.mean(dim=1, keepdim=True)
centred = d - means
scores = torch.softmax(d, dim=1)
print(e.shape, g.shape, h.shape, centred.shape, scores.shape)
