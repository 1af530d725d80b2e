# %%
import torch
import torch.nn as nn
import torch.nn.functional as F


# %%
class GraphAttention(nn.Module):
    def __init__(self, in_dim, out_dim, heads, concat=True):
        super().__init__()
        self.heads, self.out_dim, self.concat = heads, out_dim, concat
        self.W = nn.Linear(in_dim, heads * out_dim, bias=False)
        self.a_src = nn.Parameter(torch.randn(heads, out_dim) * 0.1)
        self.a_dst = nn.Parameter(torch.randn(heads, out_dim) * 0.1)

    def forward(self, h, adj):
        N = h.size(0)
        Wh = self.W(h).view(N, self.heads, self.out_dim)
        src = (Wh * self.a_src).sum(-1)
        dst = (Wh * self.a_dst).sum(-1)
        e = F.leaky_relu(src.unsqueeze(1) + dst.unsqueeze(0), 0.2)
        e = e.masked_fill(adj.unsqueeze(-1) == 0, float("-inf"))
        alpha = torch.softmax(e, dim=1)
        out = torch.einsum("ijh,jhd->ihd", alpha, Wh)
        return out.flatten(1) if self.concat else out.mean(dim=1)


class MolGAT(nn.Module):
    def __init__(self, n_atom, n_hidden, n_out, heads):
        super().__init__()
        self.gat1 = GraphAttention(n_atom, n_hidden, heads)
        self.gat2 = GraphAttention(n_hidden * heads, n_hidden, heads, concat=False)
        self.readout = nn.Linear(n_hidden * 2, n_out)

    def forward(self, h, adj, batch, n_graphs):
        h = F.elu(self.gat1(h, adj))
        h = self.gat2(h, adj)
        summed = torch.zeros(n_graphs, h.size(1)).index_add(0, batch, h)
        counts = torch.bincount(batch, minlength=n_graphs).unsqueeze(1)
        mean = summed / counts
        return self.readout(torch.cat([summed, mean], dim=1))


# %%
def collate(molecules):
    feats = torch.cat([m["atoms"] for m in molecules])
    sizes = [len(m["atoms"]) for m in molecules]
    adj = torch.zeros(sum(sizes), sum(sizes))
    start = 0
    for m in molecules:
        n = len(m["atoms"])
        adj[start:start + n, start:start + n] = m["bonds"] + torch.eye(n)
        start += n
    batch = torch.repeat_interleave(torch.arange(len(molecules)), torch.tensor(sizes))
    return feats, adj, batch


# %%
ATOM_FEATURES = 9
molecules = []
for n in (5, 8, 6):
    bonds = torch.zeros(n, n)
    bonds[torch.arange(n - 1), torch.arange(1, n)] = 1
    molecules.append({"atoms": torch.rand(n, ATOM_FEATURES), "bonds": bonds + bonds.T})
solubility = torch.randn(3, 1)

# %%
feats, adj, batch = collate(molecules)
model = MolGAT(ATOM_FEATURES, 12, 1, heads=4)
pred = model(feats, adj, batch, len(molecules))
residual = (pred - solubility).squeeze(1)
loss = residual @ residual
loss.backward()
print(pred.shape)
