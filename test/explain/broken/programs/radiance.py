import torch
import torch.nn as nn
import torch.nn.functional as F

# %% encodings
L_POS, L_DIR = 6, 3


def encode(x, levels):
    parts = [x]
    for level in range(levels):
        parts += [torch.sin(2.0 ** level * x), torch.cos(2.0 ** level * x)]
    return torch.cat(parts, dim=-1)


pos_dim = 3 + 3 * 2 * L_POS
dir_dim = 3 + 3 * 2 * L_DIR


# %% field
class Field(nn.Module):
    def __init__(self, pos_dim, dir_dim, hidden=32, skip=2):
        super().__init__()
        self.skip = skip
        self.layers = nn.ModuleList()
        for i in range(4):
            width = pos_dim if i == 0 else hidden
            if i == skip:
                width += pos_dim
            self.layers.append(nn.Linear(width, hidden))
        self.sigma = nn.Linear(hidden, 1)
        self.feature = nn.Linear(hidden, hidden)
        self.colour = nn.Sequential(nn.Linear(hidden + dir_dim, 16), nn.ReLU(), nn.Linear(16, 3))

    def forward(self, position, direction):
        p = encode(position, L_POS)
        h = p
        for i, layer in enumerate(self.layers):
            if i == self.skip:
                h = torch.cat([h, p], dim=-1)
            h = F.relu(layer(h))
        d = encode(direction, L_DIR)
        rgb = torch.sigmoid(self.colour(torch.cat([self.feature(h), d], dim=-1)))
        return rgb, F.relu(self.sigma(h)).squeeze(-1)


# %% rays
def render(field, origins, directions, n_samples=8):
    t = torch.linspace(1.0, 4.0, n_samples)
    points = origins[:, None, :] + t[None, :, None] * directions[:, None, :]
    dirs = directions[:, None, :].expand_as(points)
    rgb, sigma = field(points, dirs)
    delta = t[1:] - t[:-1]
    delta = torch.cat([delta, torch.tensor([1e3])])
    alpha = 1 - torch.exp(-sigma * delta)
    through = torch.cumprod(1 - alpha + 1e-10, dim=-1)
    weights = alpha * torch.cat([torch.ones_like(through[:, :1]), through[:, :-1]], dim=-1)
    return (weights.unsqueeze(-1) * rgb).sum(dim=1)


# %% fit one picture
field = Field(pos_dim, dir_dim)
optimizer = torch.optim.Adam(field.parameters(), lr=5e-4)
origins = torch.zeros(10, 3)
directions = F.normalize(torch.randn(10, 3), dim=-1)
pixels = torch.rand(10, 3)
loss = F.mse_loss(render(field, origins, directions), pixels)
loss.backward()
optimizer.step()
print(loss.item())
