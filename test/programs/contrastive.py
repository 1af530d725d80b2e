"""Contrastive learning: SimCLR's loss, a momentum encoder with a queue, BYOL's predictor, Barlow twins, clustering of prototypes."""
import copy
import math
from functools import wraps

import torch
import torch.nn as nn
import torch.nn.functional as F


def singleton(cache_key):
    def inner_fn(fn):
        @wraps(fn)
        def wrapper(self, *args, **kwargs):
            instance = getattr(self, cache_key)
            if instance is not None:
                return instance
            instance = fn(self, *args, **kwargs)
            setattr(self, cache_key, instance)
            return instance

        return wrapper

    return inner_fn


class RandomApply(nn.Module):
    def __init__(self, fn, p):
        super().__init__()
        self.fn, self.p = fn, p

    def forward(self, x):
        return x if torch.rand(()) > self.p else self.fn(x)


class Noise(nn.Module):
    def forward(self, x):
        return x + 0.1 * torch.randn_like(x)


class Flip(nn.Module):
    def forward(self, x):
        return x.flip(-1)


class NTXent(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.temperature = temperature
        self.criterion = nn.CrossEntropyLoss(reduction="sum")
        self.similarity_f = nn.CosineSimilarity(dim=2)

    def mask_correlated_samples(self, batch_size):
        N = 2 * batch_size
        mask = torch.ones((N, N), dtype=bool).fill_diagonal_(0)
        for i in range(batch_size):
            mask[i, batch_size + i] = 0
            mask[batch_size + i, i] = 0
        return mask

    def forward(self, z_i, z_j):
        b = z_i.size(0)
        N = 2 * b
        z = torch.cat((z_i, z_j), dim=0)
        sim = self.similarity_f(z.unsqueeze(1), z.unsqueeze(0)) / self.temperature
        positive = torch.cat((torch.diag(sim, b), torch.diag(sim, -b)), dim=0).reshape(N, 1)
        negative = sim[self.mask_correlated_samples(b)].reshape(N, -1)
        logits = torch.cat((positive, negative), dim=1)
        return self.criterion(logits, torch.zeros(N).to(positive.device).long()) / N


class MoCo(nn.Module):
    def __init__(self, base_encoder, dim=8, K=16, m=0.9, T=0.1):
        super().__init__()
        self.K, self.m, self.T = K, m, T
        self.encoder_q, self.encoder_k = base_encoder(num_classes=dim), base_encoder(num_classes=dim)
        for param_q, param_k in zip(self.encoder_q.parameters(), self.encoder_k.parameters()):
            param_k.data.copy_(param_q.data)
            param_k.requires_grad = False
        self.register_buffer("queue", torch.randn(dim, K))
        self.queue = nn.functional.normalize(self.queue, dim=0)
        self.register_buffer("queue_ptr", torch.zeros(1, dtype=torch.long))

    @torch.no_grad()
    def _momentum_update_key_encoder(self):
        for param_q, param_k in zip(self.encoder_q.parameters(), self.encoder_k.parameters()):
            param_k.data = param_k.data * self.m + param_q.data * (1.0 - self.m)

    @torch.no_grad()
    def _dequeue_and_enqueue(self, keys):
        batch_size = keys.shape[0]
        ptr = int(self.queue_ptr)
        assert self.K % batch_size == 0
        self.queue[:, ptr : ptr + batch_size] = keys.T
        self.queue_ptr[0] = (ptr + batch_size) % self.K

    def forward(self, im_q, im_k):
        q = nn.functional.normalize(self.encoder_q(im_q), dim=1)
        with torch.no_grad():
            self._momentum_update_key_encoder()
            idx_shuffle = torch.randperm(im_k.shape[0])
            k = nn.functional.normalize(self.encoder_k(im_k[idx_shuffle]), dim=1)[torch.argsort(idx_shuffle)]
        l_pos = torch.einsum("nc,nc->n", [q, k]).unsqueeze(-1)
        l_neg = torch.einsum("nc,ck->nk", [q, self.queue.clone().detach()])
        logits = torch.cat([l_pos, l_neg], dim=1) / self.T
        labels = torch.zeros(logits.shape[0], dtype=torch.long)
        self._dequeue_and_enqueue(k)
        return logits, labels


class NetWrapper(nn.Module):
    def __init__(self, net, projection_size, projection_hidden_size, layer=-2):
        super().__init__()
        self.net, self.layer, self.projector = net, layer, None
        self.projection_size, self.projection_hidden_size = projection_size, projection_hidden_size
        self.hidden, self.hook_registered = {}, False

    def _find_layer(self):
        if type(self.layer) == str:
            return dict([*self.net.named_modules()]).get(self.layer, None)
        elif type(self.layer) == int:
            return [*self.net.children()][self.layer]

    def _hook(self, _, input, output):
        self.hidden[input[0].device] = output.reshape(output.shape[0], -1)

    @singleton("projector")
    def _get_projector(self, hidden):
        _, dim = hidden.shape
        return nn.Sequential(nn.Linear(dim, self.projection_hidden_size), nn.BatchNorm1d(self.projection_hidden_size), nn.ReLU(inplace=True), nn.Linear(self.projection_hidden_size, self.projection_size)).to(hidden)

    def forward(self, x):
        if not self.hook_registered:
            self._find_layer().register_forward_hook(self._hook)
            self.hook_registered = True
        self.hidden.clear()
        _ = self.net(x)
        representation = self.hidden[x.device]
        return self._get_projector(representation)(representation), representation


class BYOL(nn.Module):
    def __init__(self, net, image, tau=0.9):
        super().__init__()
        self.online, self.target, self.tau = NetWrapper(net, 6, 12), None, tau
        self.predictor = nn.Sequential(nn.Linear(6, 12), nn.BatchNorm1d(12), nn.ReLU(inplace=True), nn.Linear(12, 6))
        self.augment = nn.Sequential(RandomApply(Noise(), p=0.8), RandomApply(Flip(), p=0.5))
        self.forward(image)

    def forward(self, x):
        one, two = self.augment(x), self.augment(x)
        p1, p2 = (self.predictor(self.online(v)[0]) for v in (one, two))
        with torch.no_grad():
            if self.target is None:
                self.online.hidden.clear()
                self.target = copy.deepcopy(self.online)
                for p in self.target.parameters():
                    p.requires_grad = False
            t1, t2 = (self.target(v)[0].detach_() for v in (one, two))
        loss_fn = lambda x, y: 2 - 2 * (F.normalize(x, dim=-1, p=2) * F.normalize(y, dim=-1, p=2)).sum(dim=-1)
        return (loss_fn(p1, t2) + loss_fn(p2, t1)).mean()

    def update_moving_average(self):
        for cur, ma in zip(self.online.parameters(), self.target.parameters()):
            ma.data = ma.data * self.tau + (1 - self.tau) * cur.data


def off_diagonal(x):
    n, m = x.shape
    assert n == m
    return x.flatten()[:-1].view(n - 1, n + 1)[:, 1:].flatten()


@torch.no_grad()
def sinkhorn(out, epsilon=0.05, iterations=3):
    Q = torch.exp(out / epsilon).t()
    B, K = Q.shape[1], Q.shape[0]
    Q /= torch.sum(Q)
    for _ in range(iterations):
        Q /= torch.sum(Q, dim=1, keepdim=True)
        Q /= K
        Q /= torch.sum(Q, dim=0, keepdim=True)
        Q /= B
    Q *= B
    return Q.t()


def encoder(num_classes):
    return nn.Sequential(nn.Conv2d(1, 4, 3, 2), nn.ReLU(), nn.Conv2d(4, 6, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, num_classes))


torch.manual_seed(4)
x = torch.rand(8, 1, 10, 10)
simclr = encoder(8)
loss = NTXent(0.5)(simclr(x), simclr(x + 0.05 * torch.randn_like(x)))
loss.backward()
print(f"{loss.item():.4f}", NTXent(0.5).mask_correlated_samples(2).int())
moco = MoCo(encoder)
opt = torch.optim.SGD(filter(lambda p: p.requires_grad, moco.parameters()), 0.1, momentum=0.9)
for i in range(3):
    logits, labels = moco(x, x.flip(-1))
    loss = F.cross_entropy(logits, labels)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"{loss.item():.4f}", moco.queue_ptr.item(), logits.shape)
byol = BYOL(encoder(3), x)
print(byol)
opt = torch.optim.SGD([p for p in byol.parameters() if p.requires_grad], lr=1e-2)
for i in range(3):
    loss = byol(x)
    opt.zero_grad()
    loss.backward()
    opt.step()
    byol.update_moving_average()
    print(i, f"{loss.item():.4f}")
z1, z2 = torch.randn(8, 5), torch.randn(8, 5)
bn = nn.BatchNorm1d(5, affine=False)
c = bn(z1).T @ bn(z2) / 8
print(off_diagonal(torch.arange(9.0).view(3, 3)), ((torch.diagonal(c) - 1).pow_(2).sum() + 0.01 * off_diagonal(c).pow_(2).sum()).item() > 0)
q = sinkhorn(torch.randn(6, 3))
print(q.sum(1), q.argmax(1))
print(len([k for k in byol.state_dict() if k.startswith("target")]), sorted({k.split(".")[1] for k in byol.state_dict()}))
