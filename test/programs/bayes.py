"""Weights with distributions, dropout at test time, mixtures of densities, a variational RNN, Gumbel softmax."""
import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import distributions as D
from torch.distributions import Bernoulli, Beta, Categorical, Dirichlet, Gamma, Independent, MixtureSameFamily, Normal, OneHotCategorical, TransformedDistribution, kl_divergence
from torch.distributions.transforms import AffineTransform, SigmoidTransform, TanhTransform


class BayesianLinear(nn.Module):
    def __init__(self, in_features, out_features, prior_sigma=1.0):
        super().__init__()
        self.weight_mu = nn.Parameter(torch.Tensor(out_features, in_features).uniform_(-0.2, 0.2))
        self.weight_rho = nn.Parameter(torch.full((out_features, in_features), -4.0))
        self.bias_mu = nn.Parameter(torch.zeros(out_features))
        self.bias_rho = nn.Parameter(torch.full((out_features,), -4.0))
        self.prior = Normal(0.0, prior_sigma)
        self.in_features, self.out_features = in_features, out_features

    @property
    def posterior(self):
        return Normal(self.weight_mu, F.softplus(self.weight_rho)), Normal(self.bias_mu, F.softplus(self.bias_rho))

    def forward(self, x, sample=True):
        w, b = self.posterior
        if self.training or sample:
            return F.linear(x, w.rsample(), b.rsample())
        return F.linear(x, w.mean, b.mean)

    def kl(self):
        return sum(kl_divergence(q, self.prior).sum() for q in self.posterior)

    def extra_repr(self):
        return "in_features={in_features}, out_features={out_features}".format(**vars(self))


class MDN(nn.Module):
    def __init__(self, n_in, n_out, k):
        super().__init__()
        self.pi, self.mu, self.sigma = nn.Linear(n_in, k), nn.Linear(n_in, k * n_out), nn.Linear(n_in, k * n_out)
        self.k, self.n_out = k, n_out

    def forward(self, x):
        mix = Categorical(logits=self.pi(x))
        comp = Independent(Normal(self.mu(x).view(-1, self.k, self.n_out), self.sigma(x).exp().view(-1, self.k, self.n_out)), 1)
        return MixtureSameFamily(mix, comp)


class WorldModel(nn.Module):
    """Deterministic and stochastic states, one after the other."""

    def __init__(self, obs, act, deter=8, stoch=4):
        super().__init__()
        self.cell = nn.GRUCell(stoch + act, deter)
        self.prior_net = nn.Sequential(nn.Linear(deter, 16), nn.ELU(), nn.Linear(16, 2 * stoch))
        self.post_net = nn.Sequential(nn.Linear(deter + obs, 16), nn.ELU(), nn.Linear(16, 2 * stoch))
        self.decoder = nn.Linear(deter + stoch, obs)
        self.deter, self.stoch = deter, stoch

    @staticmethod
    def dist(stats):
        mean, std = torch.chunk(stats, 2, -1)
        return Independent(Normal(mean, F.softplus(std) + 0.1), 1)

    def forward(self, observations, actions):
        T, B, _ = observations.shape
        h, z = torch.zeros(B, self.deter), torch.zeros(B, self.stoch)
        kls, recon = [], []
        for t in range(T):
            h = self.cell(torch.cat([z, actions[t]], -1), h)
            prior, post = self.dist(self.prior_net(h)), self.dist(self.post_net(torch.cat([h, observations[t]], -1)))
            z = post.rsample()
            kls.append(torch.maximum(kl_divergence(post, prior), torch.tensor(0.1)))
            recon.append(Independent(Normal(self.decoder(torch.cat([h, z], -1)), 1.0), 1).log_prob(observations[t]))
        return torch.stack(kls).mean(), torch.stack(recon).mean()


class SquashedGaussian(nn.Module):
    def __init__(self, obs, act):
        super().__init__()
        self.net = nn.Linear(obs, 2 * act)

    def forward(self, x):
        mu, log_std = self.net(x).chunk(2, dim=-1)
        base = Normal(mu, log_std.clamp(-5, 2).exp())
        return TransformedDistribution(base, [TanhTransform(cache_size=1), AffineTransform(0.0, 2.0)])


def enable_dropout(model):
    for m in model.modules():
        if m.__class__.__name__.startswith("Dropout"):
            m.train()


torch.manual_seed(9)
net = nn.Sequential(BayesianLinear(3, 8), nn.Tanh(), BayesianLinear(8, 1))
print(net)
x = torch.randn(20, 3)
y = x.sum(1, keepdim=True) + 0.1 * torch.randn(20, 1)
opt = torch.optim.Adam(net.parameters(), lr=0.02)
for i in range(4):
    nll = -Normal(net(x), 0.1).log_prob(y).mean()
    kl = sum(m.kl() for m in net if isinstance(m, BayesianLinear))
    loss = nll + kl / 2000
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"nll {nll.item():.3f} kl {kl.item():.3f}")
mdn = MDN(3, 2, 3)
d = mdn(x)
print(d.log_prob(torch.zeros(20, 2)).shape, d.mean.shape, d.sample((5,)).shape, d)
rssm = WorldModel(5, 2)
kl, recon = rssm(torch.randn(6, 4, 5), torch.randn(6, 4, 2))
(kl - recon).backward()
print(f"{kl.item():.4f} {recon.item():.4f}", all(p.grad is not None for p in rssm.parameters()))
pol = SquashedGaussian(3, 2)(x)
a = pol.rsample()
print(a.abs().max() <= 2, pol.log_prob(a).sum(-1).shape, pol)
mc = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 1)).eval()
enable_dropout(mc)
with torch.no_grad():
    preds = torch.stack([mc(x) for _ in range(8)])
print(mc.training, mc[2].training, preds.var(0).mean() > 0)
logits = torch.randn(2, 4)
hard = F.gumbel_softmax(logits, tau=0.5, hard=True)
print(hard, OneHotCategorical(logits=logits).sample().sum(-1))
for dist in (Beta(2.0, 3.0), Gamma(2.0, 1.5), Dirichlet(torch.tensor([1.0, 2.0, 3.0])), Bernoulli(torch.tensor([0.2, 0.7])), D.Poisson(3.0), D.Laplace(0.0, 1.0), D.StudentT(4.0), D.LogNormal(0.0, 0.5)):
    print(dist, dist.mean, dist.variance, dist.sample().shape)
print(kl_divergence(Normal(0.0, 1.0), Normal(1.0, 2.0)), kl_divergence(Categorical(logits=logits), Categorical(torch.ones(4) / 4)))
