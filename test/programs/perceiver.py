"""Sets and latents: induced attention, Perceiver, slots, deep sets, an ensemble evaluated at once, a hypernetwork."""
import math
from functools import wraps
from math import log, pi

import torch
import torch.nn.functional as F
from torch import einsum, nn
from torch.func import functional_call, jacrev, stack_module_state, vmap
from einops import pack, rearrange, repeat, unpack


def cache_fn(f):
    cache = None

    @wraps(f)
    def cached_fn(*args, _cache=True, **kwargs):
        if not _cache:
            return f(*args, **kwargs)
        nonlocal cache
        if cache is not None:
            return cache
        cache = f(*args, **kwargs)
        return cache

    return cached_fn


def fourier_encode(x, max_freq, num_bands=4):
    x = x.unsqueeze(-1)
    orig_x = x
    scales = torch.linspace(1.0, max_freq / 2, num_bands, device=x.device, dtype=x.dtype)
    scales = scales[(*((None,) * (len(x.shape) - 1)), Ellipsis)]
    x = x * scales * pi
    x = torch.cat([x.sin(), x.cos()], dim=-1)
    return torch.cat((x, orig_x), dim=-1)


class PreNorm(nn.Module):
    def __init__(self, dim, fn, context_dim=None):
        super().__init__()
        self.fn, self.norm = fn, nn.LayerNorm(dim)
        self.norm_context = nn.LayerNorm(context_dim) if context_dim is not None else None

    def forward(self, x, **kwargs):
        x = self.norm(x)
        if self.norm_context is not None:
            kwargs.update(context=self.norm_context(kwargs["context"]))
        return self.fn(x, **kwargs)


class GEGLU(nn.Module):
    def forward(self, x):
        x, gates = x.chunk(2, dim=-1)
        return x * F.gelu(gates)


class FeedForward(nn.Module):
    def __init__(self, dim, mult=2):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim, dim * mult * 2), GEGLU(), nn.Linear(dim * mult, dim))

    def forward(self, x):
        return self.net(x)


class Attention(nn.Module):
    def __init__(self, query_dim, context_dim=None, heads=2, dim_head=4):
        super().__init__()
        inner_dim = dim_head * heads
        context_dim = context_dim or query_dim
        self.scale, self.heads = dim_head**-0.5, heads
        self.to_q = nn.Linear(query_dim, inner_dim, bias=False)
        self.to_kv = nn.Linear(context_dim, inner_dim * 2, bias=False)
        self.to_out = nn.Linear(inner_dim, query_dim)

    def forward(self, x, context=None, mask=None):
        h = self.heads
        q = self.to_q(x)
        k, v = self.to_kv(x if context is None else context).chunk(2, dim=-1)
        q, k, v = map(lambda t: rearrange(t, "b n (h d) -> (b h) n d", h=h), (q, k, v))
        sim = einsum("b i d, b j d -> b i j", q, k) * self.scale
        if mask is not None:
            mask = repeat(rearrange(mask, "b ... -> b (...)"), "b j -> (b h) () j", h=h)
            sim.masked_fill_(~mask, -torch.finfo(sim.dtype).max)
        out = einsum("b i j, b j d -> b i d", sim.softmax(dim=-1), v)
        return self.to_out(rearrange(out, "(b h) n d -> b n (h d)", h=h))


class Perceiver(nn.Module):
    def __init__(self, *, num_freq_bands, depth, max_freq, input_channels=3, input_axis=2, num_latents=6, latent_dim=8, num_classes=4, weight_tie_layers=False):
        super().__init__()
        self.input_axis, self.max_freq, self.num_freq_bands = input_axis, max_freq, num_freq_bands
        input_dim = input_axis * ((num_freq_bands * 2) + 1) + input_channels
        self.latents = nn.Parameter(torch.randn(num_latents, latent_dim))
        get_cross_attn = lambda: PreNorm(latent_dim, Attention(latent_dim, input_dim), context_dim=input_dim)
        get_ff = lambda: PreNorm(latent_dim, FeedForward(latent_dim))
        get_self_attn = lambda: PreNorm(latent_dim, Attention(latent_dim))
        get_cross_attn, get_ff, get_self_attn = map(cache_fn, (get_cross_attn, get_ff, get_self_attn))
        self.layers = nn.ModuleList([])
        for i in range(depth):
            cache_args = {"_cache": i > 0 and weight_tie_layers}
            self.layers.append(nn.ModuleList([get_cross_attn(**cache_args), get_ff(**cache_args), get_self_attn(**cache_args)]))
        self.to_logits = nn.Sequential(nn.LayerNorm(latent_dim), nn.Linear(latent_dim, num_classes))

    def forward(self, data, mask=None):
        b, *axis, _ = data.shape
        assert len(axis) == self.input_axis, "input data must have the right number of axis"
        axis_pos = list(map(lambda size: torch.linspace(-1.0, 1.0, steps=size), axis))
        pos = torch.stack(torch.meshgrid(*axis_pos, indexing="ij"), dim=-1)
        enc_pos = rearrange(fourier_encode(pos, self.max_freq, self.num_freq_bands), "... n d -> ... (n d)")
        data = torch.cat((data, repeat(enc_pos, "... -> b ...", b=b)), dim=-1)
        data = rearrange(data, "b ... d -> b (...) d")
        x = repeat(self.latents, "n d -> b n d", b=b)
        for cross_attn, ff, self_attn in self.layers:
            x = cross_attn(x, context=data, mask=mask) + x
            x = ff(x) + x
            x = self_attn(x) + x
        return self.to_logits(x.mean(dim=1))


class MAB(nn.Module):
    def __init__(self, dim_Q, dim_K, dim_V, num_heads, ln=False):
        super().__init__()
        self.dim_V, self.num_heads = dim_V, num_heads
        self.fc_q, self.fc_k, self.fc_v, self.fc_o = nn.Linear(dim_Q, dim_V), nn.Linear(dim_K, dim_V), nn.Linear(dim_K, dim_V), nn.Linear(dim_V, dim_V)
        if ln:
            self.ln0, self.ln1 = nn.LayerNorm(dim_V), nn.LayerNorm(dim_V)

    def forward(self, Q, K):
        Q = self.fc_q(Q)
        K, V = self.fc_k(K), self.fc_v(K)
        split = self.dim_V // self.num_heads
        Q_, K_, V_ = (torch.cat(t.split(split, 2), 0) for t in (Q, K, V))
        A = torch.softmax(Q_.bmm(K_.transpose(1, 2)) / math.sqrt(self.dim_V), 2)
        O = torch.cat((Q_ + A.bmm(V_)).split(Q.size(0), 0), 2)
        O = O if getattr(self, "ln0", None) is None else self.ln0(O)
        O = O + F.relu(self.fc_o(O))
        return O if getattr(self, "ln1", None) is None else self.ln1(O)


class ISAB(nn.Module):
    def __init__(self, dim_in, dim_out, num_heads, num_inds, ln=False):
        super().__init__()
        self.I = nn.Parameter(torch.Tensor(1, num_inds, dim_out))
        nn.init.xavier_uniform_(self.I)
        self.mab0, self.mab1 = MAB(dim_out, dim_in, dim_out, num_heads, ln=ln), MAB(dim_in, dim_out, dim_out, num_heads, ln=ln)

    def forward(self, X):
        return self.mab1(X, self.mab0(self.I.repeat(X.size(0), 1, 1), X))


class SlotAttention(nn.Module):
    def __init__(self, num_slots, dim, iters=2, eps=1e-8):
        super().__init__()
        self.num_slots, self.iters, self.eps, self.scale = num_slots, iters, eps, dim**-0.5
        self.slots_mu, self.slots_logsigma = nn.Parameter(torch.randn(1, 1, dim)), nn.Parameter(torch.zeros(1, 1, dim))
        self.to_q, self.to_k, self.to_v = nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.gru = nn.GRUCell(dim, dim)
        self.norm = nn.LayerNorm(dim)

    def forward(self, inputs):
        b, n, d = inputs.shape
        mu, sigma = self.slots_mu.expand(b, self.num_slots, -1), self.slots_logsigma.exp().expand(b, self.num_slots, -1)
        slots = mu + sigma * torch.randn(mu.shape)
        k, v = self.to_k(inputs), self.to_v(inputs)
        for _ in range(self.iters):
            slots_prev = slots
            dots = torch.einsum("bid,bjd->bij", self.to_q(self.norm(slots)), k) * self.scale
            attn = dots.softmax(dim=1) + self.eps
            attn = attn / attn.sum(dim=-1, keepdim=True)
            updates = torch.einsum("bjd,bij->bid", v, attn)
            slots = self.gru(updates.reshape(-1, d), slots_prev.reshape(-1, d)).reshape(b, -1, d)
        return slots, attn


class HyperNet(nn.Module):
    def __init__(self, z, shapes):
        super().__init__()
        self.shapes = shapes
        self.gen = nn.ModuleDict({k.replace(".", "_"): nn.Linear(z, math.prod(s)) for k, s in shapes.items()})

    def forward(self, z):
        return {k: self.gen[k.replace(".", "_")](z).view(s) for k, s in self.shapes.items()}


torch.manual_seed(15)
model = Perceiver(num_freq_bands=2, depth=3, max_freq=6.0, weight_tie_layers=True)
print(model)
print(sum(p.numel() for p in model.parameters()), len(list(model.parameters())), model.layers[1][0] is model.layers[2][0])
img, mask = torch.randn(2, 5, 4, 3), torch.ones(2, 5, 4).bool()
mask[1, 3:] = False
print(model(img, mask=mask))
isab = nn.Sequential(ISAB(3, 8, 2, 4, ln=True), ISAB(8, 8, 2, 4))
s = torch.randn(2, 7, 3)
perm = torch.randperm(7)
print(isab(s).shape, torch.allclose(isab(s)[:, perm], isab(s[:, perm]), atol=1e-5))
slots, attn = SlotAttention(3, 8)(torch.randn(2, 10, 8))
print(slots.shape, attn.shape, torch.allclose(attn.sum(-1), torch.ones(2, 3)))
packed, ps = pack([torch.zeros(2, 3, 5), torch.ones(2, 5), torch.ones(2, 4, 2, 5)], "b * d")
print(packed.shape, ps, [t.shape for t in unpack(packed, ps, "b * d")])
nets = [nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1)) for _ in range(3)]
params, buffers = stack_module_state(nets)
base = nets[0]
x = torch.randn(5, 3)
out = vmap(lambda p, b, x: functional_call(base, (p, b), (x,)), (0, 0, None))(params, buffers, x)
print(out.shape, torch.allclose(out[2], nets[2](x), atol=1e-6), {k: tuple(v.shape) for k, v in params.items()})
hyper = HyperNet(2, {k: tuple(v.shape) for k, v in base.named_parameters()})
y = functional_call(base, hyper(torch.randn(2)), x)
y.sum().backward()
print(y.shape, hyper.gen["0_weight"].weight.grad.shape, base[0].weight.grad)
print(jacrev(lambda v: (v**2).sum(-1, keepdim=True) * torch.ones(2))(torch.tensor([1.0, 2.0, 3.0])))
