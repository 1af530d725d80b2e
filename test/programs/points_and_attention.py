"""Point clouds with an input transform; a graph convolution and a graph attention layer without sparse tensors."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.nn.parallel
from torch.nn import Module, Parameter


class STN3d(nn.Module):
    def __init__(self, k=3):
        super(STN3d, self).__init__()
        self.k = k
        widths = [k, 8, 16, 32]
        for i, (a, b) in enumerate(zip(widths, widths[1:]), 1):
            setattr(self, f"conv{i}", torch.nn.Conv1d(a, b, 1))
            setattr(self, "bn%d" % i, nn.BatchNorm1d(b))
        self.fc = nn.Linear(32, k * k)
        self.relu = nn.ReLU()

    def forward(self, x):
        batchsize = x.size()[0]
        for i in (1, 2, 3):
            x = F.relu(getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(x)))
        x = torch.max(x, 2, keepdim=True)[0]
        x = x.view(-1, 32)
        iden = torch.from_numpy(np.eye(self.k).flatten().astype(np.float32)).view(1, self.k * self.k).repeat(batchsize, 1)
        return (self.fc(x) + iden).view(-1, self.k, self.k)


class PointNetCls(nn.Module):
    def __init__(self, k=2, feature_transform=False):
        super().__init__()
        self.stn = STN3d(3)
        self.fstn = STN3d(k=8) if feature_transform else None
        self.conv1 = nn.Conv1d(3, 8, 1)
        self.conv2 = nn.Conv1d(8, 48, 1)
        self.bn1, self.bn2 = nn.BatchNorm1d(8), nn.BatchNorm1d(48)
        self.head = nn.Sequential(nn.Linear(48, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(p=0.3), nn.Linear(16, k))

    def forward(self, x):
        trans = self.stn(x)
        x = torch.bmm(x.transpose(2, 1), trans).transpose(2, 1)
        x = F.relu(self.bn1(self.conv1(x)))
        trans_feat = None
        if self.fstn is not None:
            trans_feat = self.fstn(x)
            x = (x.transpose(2, 1) @ trans_feat).transpose(2, 1)
        x = self.bn2(self.conv2(x))
        x, critical = torch.max(x, 2)
        return F.log_softmax(self.head(x), dim=1), trans, trans_feat, critical


def feature_transform_regularizer(trans):
    d = trans.size()[1]
    I = torch.eye(d)[None, :, :]
    return torch.mean(torch.norm(torch.bmm(trans, trans.transpose(2, 1)) - I, dim=(1, 2)))


def farthest_point_sample(xyz, npoint):
    B, N, C = xyz.shape
    centroids = torch.zeros(B, npoint, dtype=torch.long)
    distance = torch.ones(B, N) * 1e10
    farthest = torch.zeros(B, dtype=torch.long)
    batch_indices = torch.arange(B, dtype=torch.long)
    for i in range(npoint):
        centroids[:, i] = farthest
        centroid = xyz[batch_indices, farthest, :].view(B, 1, 3)
        dist = torch.sum((xyz - centroid) ** 2, -1)
        mask = dist < distance
        distance[mask] = dist[mask]
        farthest = torch.max(distance, -1)[1]
    return centroids


def knn(x, k):
    inner = -2 * torch.matmul(x.transpose(2, 1), x)
    xx = torch.sum(x**2, dim=1, keepdim=True)
    return (-xx - inner - xx.transpose(2, 1)).topk(k=k, dim=-1)[1]


class GraphAttentionLayer(nn.Module):
    def __init__(self, in_features, out_features, dropout, alpha, concat=True):
        super().__init__()
        self.dropout, self.in_features, self.out_features, self.concat = dropout, in_features, out_features, concat
        self.W = nn.Parameter(torch.empty(size=(in_features, out_features)))
        nn.init.xavier_uniform_(self.W.data, gain=1.414)
        self.a = nn.Parameter(torch.empty(size=(2 * out_features, 1)))
        nn.init.xavier_uniform_(self.a.data, gain=1.414)
        self.leakyrelu = nn.LeakyReLU(alpha)

    def forward(self, h, adj):
        Wh = torch.mm(h, self.W)
        e = self._prepare_attentional_mechanism_input(Wh)
        zero_vec = -9e15 * torch.ones_like(e)
        attention = torch.where(adj > 0, e, zero_vec)
        attention = F.softmax(attention, dim=1)
        attention = F.dropout(attention, self.dropout, training=self.training)
        h_prime = torch.matmul(attention, Wh)
        return F.elu(h_prime) if self.concat else h_prime

    def _prepare_attentional_mechanism_input(self, Wh):
        Wh1 = torch.matmul(Wh, self.a[: self.out_features, :])
        Wh2 = torch.matmul(Wh, self.a[self.out_features :, :])
        return self.leakyrelu(Wh1 + Wh2.T)

    def __repr__(self):
        return self.__class__.__name__ + " (" + str(self.in_features) + " -> " + str(self.out_features) + ")"


class GAT(nn.Module):
    def __init__(self, nfeat, nhid, nclass, dropout, alpha, nheads):
        super(GAT, self).__init__()
        self.attentions = [GraphAttentionLayer(nfeat, nhid, dropout=dropout, alpha=alpha) for _ in range(nheads)]
        for i, attention in enumerate(self.attentions):
            self.add_module("attention_{}".format(i), attention)
        self.out_att = GraphAttentionLayer(nhid * nheads, nclass, dropout=dropout, alpha=alpha, concat=False)

    def forward(self, x, adj):
        x = torch.cat([att(x, adj) for att in self.attentions], dim=1)
        return F.log_softmax(F.elu(self.out_att(x, adj)), dim=1)


def encode_onehot(labels):
    classes = sorted(set(labels))
    classes_dict = {c: np.identity(len(classes))[i, :] for i, c in enumerate(classes)}
    return np.array(list(map(classes_dict.get, labels)), dtype=np.int32)


torch.manual_seed(5)
np.random.seed(5)
net = PointNetCls(k=4, feature_transform=True)
print(net)
cloud = torch.randn(3, 3, 30)
pred, trans, feat, critical = net(cloud)
loss = F.nll_loss(pred, torch.tensor([0, 3, 1])) + 0.001 * feature_transform_regularizer(feat)
loss.backward()
print(pred.shape, trans.shape, feat.shape, critical.shape, round(loss.item(), 4))
print(farthest_point_sample(cloud.transpose(1, 2), 5))
print(knn(cloud, 3)[0, :4])
labels = ["c", "a", "b", "a", "c", "b", "a", "c"]
onehot = encode_onehot(labels)
print(onehot.tolist(), np.where(onehot)[1])
adj = np.zeros((8, 8), dtype=np.float32)
for i, j in [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 0), (2, 6)]:
    adj[i, j] = adj[j, i] = 1
adj = torch.FloatTensor(adj + np.eye(8))
gat = GAT(6, 4, 3, dropout=0.0, alpha=0.2, nheads=2)
print(gat)
opt = torch.optim.Adam(gat.parameters(), lr=0.05, weight_decay=5e-4)
x, y = torch.randn(8, 6), torch.LongTensor(np.where(onehot)[1])
for epoch in range(5):
    opt.zero_grad()
    out = gat(x, adj)
    loss = F.nll_loss(out, y)
    loss.backward()
    opt.step()
    acc = out.max(1)[1].type_as(y).eq(y).double().sum() / len(y)
    print("Epoch: {:04d}".format(epoch + 1), "loss_train: {:.4f}".format(loss.data.item()), "acc_train: {:.4f}".format(acc.data.item()))
