import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset, random_split

# %% columns
categorical = {"purpose": 6, "home": 3, "state": 12}
numeric = ["income", "amount", "term", "age"]
n = 120

cats = torch.stack([torch.randint(0, size, (n,)) for size in categorical.values()], dim=1)
nums = torch.randn(n, len(numeric))
nums = (nums - nums.mean(dim=0)) / nums.std(dim=0)
default = (torch.rand(n) > 0.7).float()

# %% split
dataset = TensorDataset(cats, nums, default)
train, valid = random_split(dataset, [96, 24])
train_loader = DataLoader(train, batch_size=32, shuffle=True)
valid_loader = DataLoader(valid, batch_size=24)


# %% model
class LoanNet(nn.Module):
    def __init__(self, cardinalities, n_numeric, layers=(32, 16), p=0.2):
        super().__init__()
        sizes = [(size, min(8, (size + 1) // 2)) for size in cardinalities]
        self.embeds = nn.ModuleList([nn.Embedding(size, dim) for size, dim in sizes])
        n_emb = sum(dim for _, dim in sizes)
        self.bn = nn.BatchNorm1d(n_numeric)
        blocks = []
        width = n_emb + n_numeric
        for layer in layers:
            blocks += [nn.Linear(width, layer), nn.ReLU(), nn.BatchNorm1d(layer), nn.Dropout(p)]
            width = layer
        blocks.append(nn.Linear(width, 1))
        self.layers = nn.Sequential(*blocks)

    def forward(self, x_cat, x_num):
        x = torch.cat([emb(x_cat[:, i]) for i, emb in enumerate(self.embeds)], dim=1)
        x = torch.cat([x, self.bn(x_num)], dim=1)
        return self.layers(x).squeeze(-1)


# %% fit
model = LoanNet(list(categorical.values()), len(numeric))
criterion = nn.BCEWithLogitsLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
for x_cat, x_num, y in train_loader:
    loss = criterion(model(x_cat, x_num), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% check
model.eval()
correct = 0
with torch.no_grad():
    for x_cat, x_num, y in valid_loader:
        pred = torch.sigmoid(model(x_cat, x_num)) > 0.5
        correct += (pred == y.bool()).sum().item()
print(correct <= 24)
