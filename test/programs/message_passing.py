"""Message passing with scatters: SAGE, GIN, edge convolution, pooling, a molecule-like batch, Chebyshev filters, node2vec walks."""
import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Optional, Tuple

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


@dataclass
class Data:
    x: Tensor
    edge_index: Tensor
    y: Optional[Tensor] = None
    batch: Optional[Tensor] = None
    extra: Dict[str, Tensor] = field(default_factory=dict, repr=False)

    @property
    def num_nodes(self) -> int:
        return self.x.size(0)

    def __len__(self):
        return self.num_nodes

    def __inc__(self, key: str) -> int:
        return self.num_nodes if "index" in key else 0

    def __repr__(self):
        return f"Data(x={list(self.x.shape)}, edge_index={list(self.edge_index.shape)})"


def scatter(src: Tensor, index: Tensor, dim: int = 0, dim_size: Optional[int] = None, reduce: str = "sum") -> Tensor:
    dim_size = int(index.max()) + 1 if dim_size is None else dim_size
    shape = list(src.shape)
    shape[dim] = dim_size
    idx = index.view([-1 if i == dim else 1 for i in range(src.dim())]).expand_as(src)
    if reduce in ("sum", "add"):
        return src.new_zeros(shape).scatter_add_(dim, idx, src)
    if reduce == "mean":
        count = src.new_zeros(dim_size).scatter_add_(0, index, src.new_ones(index.numel())).clamp(min=1)
        return src.new_zeros(shape).scatter_add_(dim, idx, src) / count.view([-1 if i == dim else 1 for i in range(src.dim())])
    return src.new_zeros(shape).scatter_reduce_(dim, idx, src, reduce="amax", include_self=False)


def softmax(src, index, num_nodes):
    src_max = scatter(src.detach(), index, dim_size=num_nodes, reduce="max")
    out = (src - src_max.index_select(0, index)).exp()
    return out / (scatter(out, index, dim_size=num_nodes).index_select(0, index) + 1e-16)


def add_self_loops(edge_index, n):
    return torch.cat([edge_index, torch.arange(n).repeat(2, 1)], dim=1)


class MessagePassing(nn.Module):
    def __init__(self, aggr: str = "add"):
        super().__init__()
        self.aggr = aggr

    def propagate(self, edge_index, x, **kwargs):
        j, i = edge_index
        out = self.message(x_i=x[i], x_j=x[j], index=i, size=x.size(0), **kwargs)
        return self.update(scatter(out, i, dim_size=x.size(0), reduce=self.aggr))

    def message(self, x_j, **_):
        return x_j

    def update(self, inputs):
        return inputs


class SAGEConv(MessagePassing):
    def __init__(self, i, o):
        super().__init__("mean")
        self.lin_l, self.lin_r = nn.Linear(i, o), nn.Linear(i, o, bias=False)

    def forward(self, x, edge_index):
        return F.normalize(self.lin_l(self.propagate(edge_index, x)) + self.lin_r(x), p=2.0, dim=-1)


class GINConv(MessagePassing):
    def __init__(self, mlp, eps=0.0, train_eps=True):
        super().__init__()
        self.nn, self.initial_eps = mlp, eps
        if train_eps:
            self.eps = nn.Parameter(torch.empty(1).fill_(eps))
        else:
            self.register_buffer("eps", torch.tensor([eps]))

    def forward(self, x, edge_index):
        return self.nn(self.propagate(edge_index, x) + (1 + self.eps) * x)

    def __repr__(self):
        return f"{self.__class__.__name__}(nn={self.nn})"


class GATConv(MessagePassing):
    def __init__(self, i, o, heads=2):
        super().__init__()
        self.heads, self.o = heads, o
        self.lin = nn.Linear(i, heads * o, bias=False)
        self.att_src, self.att_dst = nn.Parameter(torch.empty(1, heads, o)), nn.Parameter(torch.empty(1, heads, o))
        nn.init.xavier_uniform_(self.att_src)
        nn.init.xavier_uniform_(self.att_dst)

    def forward(self, x, edge_index):
        x = self.lin(x).view(-1, self.heads, self.o)
        a_src, a_dst = (x * self.att_src).sum(-1), (x * self.att_dst).sum(-1)
        alpha = F.leaky_relu(a_src[edge_index[0]] + a_dst[edge_index[1]], 0.2)
        self.alpha = softmax(alpha, edge_index[1], x.size(0))
        return self.propagate(edge_index, x, alpha=self.alpha).flatten(1)

    def message(self, x_j, alpha, **_):
        return x_j * alpha.unsqueeze(-1)


class EdgeConv(MessagePassing):
    def __init__(self, i, o):
        super().__init__(aggr="max")
        self.mlp = nn.Sequential(nn.Linear(2 * i, o), nn.ReLU(), nn.Linear(o, o))

    def forward(self, x, edge_index):
        return self.propagate(edge_index, x)

    def message(self, x_i, x_j, **_):
        return self.mlp(torch.cat([x_i, x_j - x_i], dim=1))


class ChebConv(nn.Module):
    def __init__(self, i, o, K):
        super().__init__()
        self.lins = nn.ModuleList([nn.Linear(i, o, bias=False) for _ in range(K)])

    def forward(self, x, L):
        Tx_0, Tx_1 = x, x
        out = self.lins[0](Tx_0)
        if len(self.lins) > 1:
            Tx_1 = L @ x
            out = out + self.lins[1](Tx_1)
        for lin in self.lins[2:]:
            Tx_2 = 2.0 * (L @ Tx_1) - Tx_0
            out = out + lin.forward(Tx_2)
            Tx_0, Tx_1 = Tx_1, Tx_2
        return out


class Net(nn.Module):
    def __init__(self, i, h, classes):
        super().__init__()
        self.convs = nn.ModuleList([SAGEConv(i, h), GINConv(nn.Sequential(nn.Linear(h, h), nn.BatchNorm1d(h), nn.ReLU(), nn.Linear(h, h))), GATConv(h, h // 2), EdgeConv(h, h)])
        self.head = nn.Linear(2 * h, classes)

    def forward(self, data):
        x = data.x
        for conv in self.convs:
            x = F.elu(conv(x, data.edge_index))
        pooled = torch.cat([scatter(x, data.batch, reduce="mean"), scatter(x, data.batch, reduce="max")], dim=1)
        return self.head(pooled)


def collate(graphs: List[Data]) -> Data:
    out, offset = defaultdict(list), 0
    for k, g in enumerate(graphs):
        out["x"].append(g.x)
        out["edge_index"].append(g.edge_index + offset)
        out["batch"].append(torch.full((g.num_nodes,), k, dtype=torch.long))
        out["y"].append(g.y)
        offset += g.__inc__("edge_index")
    return Data(torch.cat(out["x"]), torch.cat(out["edge_index"], 1), torch.stack(out["y"]), torch.cat(out["batch"]))


def random_walks(edge_index, length, p=1.0, q=0.5) -> Iterator[List[int]]:
    adj = defaultdict(set)
    for a, b in edge_index.t().tolist():
        adj[a].add(b)
    for start in sorted(adj):
        walk = [start]
        while len(walk) < length:
            nbrs = sorted(adj[walk[-1]])
            if len(walk) == 1:
                walk.append(random.choice(nbrs))
                continue
            prev = walk[-2]
            w = [1 / p if n == prev else 1.0 if n in adj[prev] else 1 / q for n in nbrs]
            walk.append(random.choices(nbrs, weights=w, k=1)[0])
        yield walk


random.seed(3)
torch.manual_seed(3)
graphs = []
for n in (4, 6, 5):
    ring = torch.stack([torch.arange(n), (torch.arange(n) + 1) % n])
    graphs.append(Data(torch.randn(n, 3), torch.cat([ring, ring.flip(0)], 1), torch.tensor(n % 2)))
print(graphs, len(graphs[1]))
batch = collate(graphs)
print(batch, batch.batch, batch.edge_index[:, 8:12])
net = Net(3, 8, 2)
print(net)
opt = torch.optim.Adam(net.parameters(), lr=0.02)
for epoch in range(4):
    loss = F.cross_entropy(net(batch), batch.y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(f"{epoch} {loss.item():.4f}")
print(scatter(net.convs[2].alpha, batch.edge_index[1]).mean().round(decimals=4), add_self_loops(graphs[0].edge_index, 4).shape)
A = torch.zeros(6, 6)
A[graphs[1].edge_index[0], graphs[1].edge_index[1]] = 1
deg = A.sum(1)
L = torch.diag(deg) - A
Ln = torch.eye(6) - torch.diag(deg.rsqrt()) @ A @ torch.diag(deg.rsqrt())
ev = torch.linalg.eigvalsh(L)
print([f"{v:.3f}" for v in ev[1:]], ChebConv(3, 2, 3)(graphs[1].x, Ln - torch.eye(6)).shape)
print(list(random_walks(graphs[1].edge_index, 5))[:3])
print(A.nonzero(as_tuple=True)[1][:6], torch.triu(A, 1).sum(), torch.matrix_power(A, 3)[0])
