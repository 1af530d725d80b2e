import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

# %% each row: three categories, then two measured values, then the click
rows = [[i % 10, i % 8, i % 20, i * 0.1, 1.0 - i * 0.05, i % 2] for i in range(24)]
feature_sizes = [10, 8, 20]


class Clicks(Dataset):
    def __len__(self):
        return len(rows)

    def __getitem__(self, index):
        row = rows[index]
        cats = torch.tensor(row[:3], dtype=torch.long)
        values = torch.tensor(row[3:5])
        return cats, values, torch.tensor(row[5], dtype=torch.float32)


# %%
class DeepFM(nn.Module):
    def __init__(self, feature_sizes, n_values=2, k=6, hidden=(32, 16)):
        super().__init__()
        self.first_order = nn.ModuleList([nn.Embedding(size, 1) for size in feature_sizes])
        self.embeddings = nn.ModuleList([nn.Embedding(size, k) for size in feature_sizes])
        dims = [len(feature_sizes) * k + n_values] + list(hidden)
        layers = []
        for d_in, d_out in zip(dims[:-1], dims[1:]):
            layers += [nn.Linear(d_in, d_out), nn.BatchNorm1d(d_out), nn.ReLU()]
        self.deep = nn.Sequential(*layers, nn.Linear(dims[-1], 1))

    def forward(self, cats, values):
        first = torch.cat([emb(cats[:, i]) for i, emb in enumerate(self.first_order)], 1).sum(1)
        emb = torch.stack([emb(cats[:, i]) for i, emb in enumerate(self.embeddings)], 1)
        pairs = 0.5 * (emb.sum(1) ** 2 - (emb ** 2).sum(1)).sum(1)
        deep = self.deep(torch.cat([emb.flatten(1), values], dim=1))
        return first + pairs + deep.squeeze(1)


# %% fit
model = DeepFM(feature_sizes)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for cats, values, clicked in DataLoader(Clicks(), batch_size=8, shuffle=True):
    total = model(cats, values)
    loss = nn.functional.binary_cross_entropy_with_logits(total, clicked)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
