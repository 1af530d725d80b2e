import torch
import torch.nn as nn
import torch.nn.functional as F

# %% molecules as lists of bonds
molecules = [
    {"atoms": [6, 6, 8], "bonds": [(0, 1), (1, 2)], "target": 0.3},
    {"atoms": [6, 7, 6, 6], "bonds": [(0, 1), (1, 2), (2, 3), (3, 0)], "target": -0.2},
    {"atoms": [8, 1, 1], "bonds": [(0, 1), (0, 2)], "target": 1.1},
]
atom_types = [1, 6, 7, 8]


def featurize(molecule):
    kinds = torch.tensor([atom_types.index(atom) for atom in molecule["atoms"]])
    x = F.one_hot(kinds, len(atom_types)).float()
    edges = torch.tensor(molecule["bonds"]).t()
    edges = torch.cat([edges, edges.flip(0)], dim=1)
    return x, edges


def collate(molecules):
    xs, edge_lists, batch, targets = [], [], [], []
    offset = 0
    for number, molecule in enumerate(molecules):
        x, edges = featurize(molecule)
        xs.append(x)
        edge_lists.append(edges + offset)
        batch += [number] * x.size(0)
        targets.append(molecule["target"])
        offset += x.size(0)
    return torch.cat(xs), torch.cat(edge_lists, dim=1), torch.tensor(batch), torch.tensor(targets)


# %% layers
class GINLayer(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.eps = nn.Parameter(torch.zeros(1))
        self.mlp = nn.Sequential(nn.Linear(d_in, d_out), nn.ReLU(), nn.Linear(d_out, d_out))

    def forward(self, x, edges):
        source, target = edges
        summed = torch.zeros_like(x).index_add(0, target, x[source])
        return self.mlp((1 + self.eps) * x + summed)


class MoleculeNet(nn.Module):
    def __init__(self, n_features, hidden=16, n_layers=3):
        super().__init__()
        sizes = [n_features] + [hidden] * n_layers
        self.layers = nn.ModuleList([GINLayer(a, b) for a, b in zip(sizes, sizes[1:])])
        self.readout = nn.Linear(hidden * n_layers, 1)

    def forward(self, x, edges, batch):
        n_graphs = int(batch.max()) + 1
        pooled = []
        for layer in self.layers:
            x = F.relu(layer(x, edges))
            pooled.append(torch.zeros(n_graphs, x.size(1)).index_add(0, batch, x))
        return self.readout(torch.cat(pooled, dim=1)).squeeze(1)


# %% training
x, edges, batch, targets = collate(molecules)
model = MoleculeNet(len(atom_types))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(3):
    loss = F.mse_loss(model(x, edges, batch), targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
