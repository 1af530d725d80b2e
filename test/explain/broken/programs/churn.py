# %%
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

cardinalities = {"country": 12, "plan": 4, "channel": 7}
numeric = ["age", "months", "spend", "tickets", "logins"]
rows = 40
rng = np.random.RandomState(0)
table = {name: rng.randint(0, n, rows) for name, n in cardinalities.items()}
values = rng.randn(rows, len(numeric)).astype(np.float32)
churned = rng.randint(0, 2, rows)


# %%
def embedding_size(n):
    return min(50, (n + 1) // 2)


class ChurnNet(nn.Module):
    def __init__(self, cardinalities, n_numeric, layers=(32, 16), p=0.1):
        super().__init__()
        sizes = [(n, embedding_size(n)) for n in cardinalities]
        self.embeds = nn.ModuleList([nn.Embedding(n, d) for n, d in sizes])
        n_emb = sum(d for _, d in sizes)
        self.bn_num = nn.BatchNorm1d(n_numeric)
        blocks = []
        width = n_emb + n_numeric
        for out in layers:
            blocks.append(nn.Linear(width, out))
            blocks.append(nn.ReLU())
            blocks.append(nn.BatchNorm1d(out))
            blocks.append(nn.Dropout(p))
            width = out
        blocks.append(nn.Linear(width, 2))
        self.layers = nn.Sequential(*blocks)

    def forward(self, x_cat, x_num):
        emb = torch.cat([e(x_cat[:, i]) for i, e in enumerate(self.embeds)], dim=1)
        num = self.bn_num(x_num)
        return self.layers(torch.cat([emb, num], dim=1))


# %%
cats = torch.tensor(np.stack([table[name] for name in cardinalities], axis=1))
nums = torch.tensor(values)
target = torch.tensor(churned)
train, valid = slice(0, 32), slice(32, None)

# %%
model = ChurnNet(list(cardinalities.values()), len(numeric))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
for epoch in range(2):
    model.train()
    logits = model(cats[train], nums[train])
    loss = F.cross_entropy(logits, target[train])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %%
model.eval()
with torch.no_grad():
    prob = F.softmax(model(cats[valid], nums[valid]), dim=1)[:, 1]
    correct = ((prob > 0.5) == target[valid].bool()).float().mean()
print(correct.dim())
