import math

import torch
import torch.nn as nn
import torch.nn.functional as F

T = 100
betas = torch.linspace(1e-4, 0.02, T)
alphas_cumprod = torch.cumprod(1 - betas, dim=0)


def extract(values, t, x_shape):
    out = values.gather(0, t)
    return out.view(x_shape[0], *((1,) * (len(x_shape) - 1)))


def q_sample(x0, t, noise):
    a = extract(alphas_cumprod.sqrt(), t, x0.shape)
    b = extract((1 - alphas_cumprod).sqrt(), t, x0.shape)
    return a * x0 + b * noise


class TimeEmbedding(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, t):
        half = self.dim // 2
        freqs = torch.exp(-math.log(10000) * torch.arange(half) / half)
        args = t[:, None].float() * freqs[None, :]
        return torch.cat([args.sin(), args.cos()], dim=-1)


class ResBlock(nn.Module):
    def __init__(self, c_in, c_out, time_dim):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, padding=1)
        self.time = nn.Linear(time_dim, c_out)
        self.norm = nn.GroupNorm(4, c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1)
        self.skip = nn.Conv2d(c_in, c_out, 1)

    def forward(self, x, temb):
        h = F.silu(self.conv1(x)) + self.time(temb)[:, :, None, None]
        return self.conv2(F.silu(self.norm(h))) + self.skip(x)


class TinyUNet(nn.Module):
    def __init__(self, ch=16, time_dim=32):
        super().__init__()
        self.time_mlp = nn.Sequential(TimeEmbedding(ch), nn.Linear(ch, time_dim), nn.SiLU())
        self.down = ResBlock(1, ch, time_dim)
        self.mid = ResBlock(ch, ch * 2, time_dim)
        self.up = ResBlock(ch * 3, ch, time_dim)
        self.out = nn.Conv2d(ch, 1, 1)

    def forward(self, x, t):
        temb = self.time_mlp(t)
        d = self.down(x, temb)
        m = self.mid(F.avg_pool2d(d, 2), temb)
        m = F.interpolate(m, scale_factor=2)
        return self.out(self.up(torch.cat([m, d], dim=1), temb))


model = TinyUNet()
x0 = torch.randn(6, 1, 16, 16)
t = torch.randint(0, T, (x0.shape[0],))
noise = torch.randn_like(x0)
loss = F.mse_loss(model(q_sample(x0, t, noise), t), noise)
loss.backward()
print(loss.item())
