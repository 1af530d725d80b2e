# %%
import torch
import torch.nn as nn

# %%
cards = [12, 7, 31]
n_cont = 5
rows = 40
cats = torch.stack([torch.randint(0, c, (rows,)) for c in cards], dim=1)
conts = torch.randn(rows, n_cont)
price = torch.rand(rows, 1)


# %%
class Tabular(nn.Module):
    def __init__(self, cardinalities, n_cont, width=50):
        super().__init__()
        self.embeds = nn.ModuleList([nn.Embedding(c, 4) for c in cardinalities])
        self.bn_cont = nn.BatchNorm1d(n_cont)
        self.lin1 = nn.Linear(4 * len(cardinalities) + n_cont, width)
        self.bn1 = nn.BatchNorm1d(width)
        self.lin2 = nn.Linear(width, 1)

    def forward(self, x_cat, x_cont):
        x = torch.cat([e(x_cat[:, i]) for i, e in enumerate(self.embeds)], dim=1)
        x = torch.cat([x, self.bn_cont(x_cont)], dim=1)
        x = self.bn1(torch.relu(self.lin1(x)))
        return self.lin2(x)


# %%
model = Tabular(cards, n_cont)
guess = model(cats, conts)
loss = nn.MSELoss()(guess, price)
print(guess.shape, loss.shape)
