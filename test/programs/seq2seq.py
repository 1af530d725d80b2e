import math

import torch
from torch import nn


class Positions(nn.Module):
    def __init__(self, dim, length=50):
        super().__init__()
        place = torch.arange(length).unsqueeze(1)
        rate = torch.exp(torch.arange(0, dim, 2) * (-math.log(10000.0) / dim))
        table = torch.zeros(1, length, dim)
        table[0, :, 0::2] = torch.sin(place * rate)
        table[0, :, 1::2] = torch.cos(place * rate)
        self.register_buffer("table", table)

    def forward(self, x):
        return x + self.table[:, : x.size(1)]


torch.manual_seed(0)
transformer = nn.Transformer(16, 2, 1, 1, 32, dropout=0.0, batch_first=True)
embed, out, positions = nn.Embedding(20, 16), nn.Linear(16, 20), Positions(16)
source, target = torch.randint(0, 20, (2, 7)), torch.randint(0, 20, (2, 5))
mask = nn.Transformer.generate_square_subsequent_mask(5)
y = transformer(positions(embed(source)), positions(embed(target)), tgt_mask=mask)
scores = out(y)
print(mask[:2], y.shape, scores.shape)
loss = nn.functional.cross_entropy(scores.reshape(-1, 20), target.reshape(-1), label_smoothing=0.1)
loss.backward()
print(f"{loss.item():.4f}", embed.weight.grad.norm())
print(sum(p.numel() for p in transformer.parameters()))
