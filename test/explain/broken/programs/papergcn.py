import torch
import torch.nn as nn
import torch.nn.functional as F

n_papers, n_words, n_topics = 40, 25, 5
features = torch.rand(n_papers, n_words)
topics = torch.randint(0, n_topics, (n_papers,))
edges = torch.randint(0, n_papers, (2, 120))
train_mask = torch.zeros(n_papers, dtype=torch.bool)
train_mask[:20] = True


def normalized(edges, n):
    adj = torch.eye(n)
    adj[edges[0], edges[1]] = 1.0
    adj[edges[1], edges[0]] = 1.0
    inv_sqrt = adj.sum(dim=1).pow(-0.5)
    return inv_sqrt[:, None] * adj * inv_sqrt[None, :]


class GraphConv(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_features, out_features) * 0.1)
        self.bias = nn.Parameter(torch.zeros(out_features))

    def forward(self, x, adj):
        support = torch.mm(x, self.weight)
        return torch.spmm(adj, support) + self.bias


class GCN(nn.Module):
    def __init__(self, nfeat, nhid, nclass):
        super().__init__()
        self.gc1 = GraphConv(nfeat, nhid)
        self.gc2 = GraphConv(nhid, nclass)

    def forward(self, x, adj):
        x = F.relu(self.gc1(x, adj))
        return F.log_softmax(self.gc2(x, adj), dim=1)


adj = normalized(edges, n_papers)
gcn = GCN(features.shape[1], 16, n_topics)
optimizer = torch.optim.Adam(gcn.parameters(), lr=0.01)
out = gcn(features, adj)
loss = F.nll_loss(out[train_mask], topics[train_mask])
loss.backward()
optimizer.step()
print((out.argmax(dim=1) == topics).float().mean() >= 0)
