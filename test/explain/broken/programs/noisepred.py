import math
import torch
import torch.nn as nn
import torch.nn.functional as F

# %% schedule
T = 50
betas = torch.linspace(1e-4, 0.02, T)
alphas_bar = torch.cumprod(1 - betas, dim=0)


def q_sample(x0, t, noise):
    a = alphas_bar[t].view(-1, 1, 1, 1)
    return a.sqrt() * x0 + (1 - a).sqrt() * noise


# %% net
def sinusoid(t, dim):
    half = dim // 2
    freqs = torch.exp(-math.log(10000) * torch.arange(half) / half)
    angles = t[:, None].float() * freqs[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=-1)


class ResBlock(nn.Module):
    def __init__(self, c_in, c_out, t_dim):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, padding=1)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1)
        self.norm = nn.GroupNorm(4, c_out)
        self.t_proj = nn.Linear(t_dim, c_out)
        self.shortcut = nn.Conv2d(c_in, c_out, 1) if c_in != c_out else nn.Identity()

    def forward(self, x, temb):
        h = F.silu(self.norm(self.conv1(x)))
        h = h + self.t_proj(temb)[:, :, None, None]
        return self.conv2(F.silu(h)) + self.shortcut(x)


class Denoiser(nn.Module):
    def __init__(self, channels=1, base=8, t_dim=32):
        super().__init__()
        self.t_dim = t_dim
        self.t_mlp = nn.Sequential(nn.Linear(t_dim, t_dim * 2), nn.SiLU(), nn.Linear(t_dim * 2, t_dim))
        self.down1 = ResBlock(channels, base, t_dim)
        self.down2 = ResBlock(base, base * 2, t_dim)
        self.mid = ResBlock(base * 2, base * 2, t_dim)
        self.up1 = ResBlock(base * 2 + base * 2, base, t_dim)
        self.up2 = ResBlock(base + base, base, t_dim)
        self.out = nn.Conv2d(base, channels, 1)

    def forward(self, x, t):
        temb = self.t_mlp(sinusoid(t, self.t_dim))
        h1 = self.down1(x, temb)
        h2 = self.down2(F.avg_pool2d(h1, 2), temb)
        m = self.mid(F.avg_pool2d(h2, 2), temb)
        u = F.interpolate(m, scale_factor=2)
        u = self.up1(torch.cat([u, h2], 1), temb)
        u = F.interpolate(u, scale_factor=2)
        u = self.up2(torch.cat([u, h1], 1), temb)
        return self.out(u)


# %% training
model = Denoiser()
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-4)
for step in range(2):
    x0 = torch.rand(4, 1, 16, 16) * 2 - 1
    t = torch.randint(0, T, (4,))
    noise = torch.randn_like(x0)
    loss = F.mse_loss(model(q_sample(x0, t, noise), t), noise)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
