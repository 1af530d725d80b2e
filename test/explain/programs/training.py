import torch, torch.nn as nn, torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader
# %%
ds = TensorDataset(torch.randn(64, 1, 8, 8), torch.randint(0, 10, (64,)))
dl = DataLoader(ds, batch_size=16, shuffle=True)
model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 10))
opt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
crit = nn.CrossEntropyLoss()
for epoch in range(2):
    for xb, yb in dl:
        loss = crit(model(xb), yb)
        opt.zero_grad(); loss.backward(); opt.step()
    acc = (model(xb).argmax(1) == yb).float().mean().item()
# %%
%why xb
# %%
class Bad(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(3, 4)
    def forward(self, x):
        y = self.l(x)
        return undefined_name(y)
bad = Bad()
bad(torch.randn(2, 3))
# %%
class Kw(nn.Module):
    def __init__(self):
        super().__init__()
        self.q = nn.Linear(3, 4)
        self.w = nn.Parameter(torch.randn(4, 5))
    def forward(self, *, x, flags=None):
        h = [F.relu(t) for t in self.q(x).unbind(0)]
        out = torch.stack(h) @ self.w
        f = lambda t: t.sum(-1, keepdim=True)
        return {'o': out, 's': f(out)}
kw = Kw()
r = kw(x=torch.randn(2, 3))
# %%
%why r['o']
# %%
%why kw.q.in_features
# %%
class Rec(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.inner = Rec(d - 1) if d else nn.Linear(4, 2)
        self.act = F.gelu
    def forward(self, x):
        return self.act(self.inner(x))
rec = Rec(4)
y = rec(torch.randn(1, 4))
# %%
class Sq(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return (x * x).sum(0)
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return 2 * x * g
z = Sq.apply(torch.randn(3, 4, requires_grad=True))
z.sum().backward()
# %%
h = model[0].register_forward_hook(lambda m, i, o: None)
out = model(torch.randn(2, 1, 8, 8))
# %%
h.remove()
with torch.no_grad():
    out = model(torch.randn(2, 1, 8, 8))
    a, b = out.split([4, 6], dim=1)
    m = torch.max(out, dim=1)
    v, i = out.topk(3)
    e = out[torch.arange(2), [1, 2]]
    g = out.gather(1, i)
    o = F.one_hot(torch.tensor([1, 2]), 10)
    gx, gy = torch.meshgrid(torch.arange(3), torch.arange(4), indexing='ij')
    tri = torch.tril(torch.ones(3, 3))
    u = out.unsqueeze(0).expand(5, -1, -1).reshape(-1, 10)
    w = torch.where(out > 0, out, torch.zeros(1))
    n = out.norm(dim=1)
# %%
%trail full
# %%
%why u
# %%
%why e
# %%
lazy = nn.LazyLinear(5)
yy = lazy(torch.randn(2, 7))
# %%
%why lazy.in_features
# %%
pe = nn.PixelShuffle(2)(torch.randn(1, 8, 3, 3))
pool = nn.AdaptiveAvgPool2d(3)(torch.randn(1, 2, 7, 7))
c1 = nn.Conv1d(2, 3, 3, dilation=2, padding='same')(torch.randn(1, 2, 9))
t = nn.Transformer(d_model=16, nhead=2, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=32)
tt = t(torch.randn(5, 2, 16), torch.randn(4, 2, 16))
# %%
%why pe
# %%
%why tt
# %%
%summary t (5, 2, 16), (4, 2, 16)
# %%
import ishape
@torch.no_grad()
def f(x):
    return model(x)
ishape.explain(f(torch.randn(1, 1, 8, 8)))
# %%
%explain model[0] (1, 1, 8, 8)
# %%
%explain torch.randn(3, 4)[:, 1:]
# %%
%summary model (4, 1, 8, 8)
