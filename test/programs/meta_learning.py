"""Learning to learn with second derivatives, a neural ODE with its adjoint, and normalizing flows."""
import copy
from collections import OrderedDict

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call, grad, vmap
import torch.nn.functional as F


def net_fn(x, weights, prefix=""):
    h = F.relu(F.linear(x, weights[f"{prefix}fc1.weight"], weights[f"{prefix}fc1.bias"]))
    return F.linear(h, weights[f"{prefix}fc2.weight"], weights[f"{prefix}fc2.bias"])


class Sine(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(OrderedDict([("fc1", nn.Linear(1, 12)), ("relu", nn.ReLU()), ("fc2", nn.Linear(12, 1))]))

    def forward(self, x):
        return self.net(x)


class MAML:
    def __init__(self, model, inner_lr=0.05, meta_lr=1e-2, steps=2):
        self.model, self.inner_lr, self.steps = model, inner_lr, steps
        self.opt = torch.optim.Adam(model.parameters(), meta_lr)

    def adapt(self, x, y, create_graph=True):
        fast = OrderedDict(self.model.named_parameters())
        for _ in range(self.steps):
            loss = F.mse_loss(net_fn(x, fast, "net."), y)
            grads = torch.autograd.grad(loss, fast.values(), create_graph=create_graph)
            fast = OrderedDict((n, p - self.inner_lr * g) for (n, p), g in zip(fast.items(), grads))
        return fast

    def meta_step(self, tasks):
        self.opt.zero_grad()
        total = torch.zeros(())
        for xs, ys, xq, yq in tasks:
            total = total + F.mse_loss(net_fn(xq, self.adapt(xs, ys), "net."), yq)
        (total / len(tasks)).backward()
        self.opt.step()
        return total.item() / len(tasks)


def sample_task(rng, k=5):
    a, p = rng.uniform(0.1, 5.0), rng.uniform(0, np.pi)
    x = rng.uniform(-5, 5, size=(2 * k, 1))
    y = a * np.sin(x + p)
    x, y = torch.tensor(x, dtype=torch.float), torch.tensor(y, dtype=torch.float)
    return x[:k], y[:k], x[k:], y[k:]


class ODEF(nn.Module):
    def forward_with_grad(self, z, t, grad_outputs):
        out = self.forward(z, t)
        adfdz, *adfdp = torch.autograd.grad((out,), (z,) + tuple(self.parameters()), grad_outputs=(grad_outputs,), allow_unused=True, retain_graph=True)
        return out, adfdz, torch.cat([g.flatten() for g in adfdp])

    def flatten_parameters(self):
        return torch.cat([p.flatten() for p in self.parameters()])


class Spiral(ODEF):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(2, 2, bias=False)

    def forward(self, z, t):
        return torch.tanh(self.lin(z))


def ode_solve(z0, t0, t1, f, n=10):
    h = (t1 - t0) / n
    z, t = z0, t0
    for _ in range(n):
        k1 = f(z, t)
        k2 = f(z + h / 2 * k1, t + h / 2)
        k3 = f(z + h / 2 * k2, t + h / 2)
        k4 = f(z + h * k3, t + h)
        z = z + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t = t + h
    return z


class ODEAdjoint(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z0, flat_parameters, func):
        with torch.no_grad():
            z = ode_solve(z0, 0.0, 1.0, func)
        ctx.func = func
        ctx.save_for_backward(z, flat_parameters)
        return z

    @staticmethod
    def backward(ctx, dLdz):
        z, flat = ctx.saved_tensors
        func, d = ctx.func, z.shape[1]

        def augmented(aug, t):
            zi, a = aug[:, :d], aug[:, d : 2 * d]
            with torch.set_grad_enabled(True):
                zi = zi.detach().requires_grad_(True)
                f, adfdz, adfdp = func.forward_with_grad(zi, t, a)
            return torch.cat((f, -adfdz, -adfdp.expand(z.shape[0], -1) / z.shape[0]), dim=1)

        with torch.no_grad():
            aug = torch.cat((z, dLdz, torch.zeros(z.shape[0], flat.numel())), dim=1)
            aug = ode_solve(aug, 1.0, 0.0, augmented)
        return aug[:, d : 2 * d], aug[:, 2 * d :].sum(0), None


class RealNVP(nn.Module):
    def __init__(self, nets, nett, mask, prior):
        super(RealNVP, self).__init__()
        self.prior = prior
        self.mask = nn.Parameter(mask, requires_grad=False)
        self.t = torch.nn.ModuleList([nett() for _ in range(len(mask))])
        self.s = torch.nn.ModuleList([nets() for _ in range(len(mask))])

    def g(self, z):
        x = z
        for i in range(len(self.t)):
            x_ = x * self.mask[i]
            s = self.s[i](x_) * (1 - self.mask[i])
            t = self.t[i](x_) * (1 - self.mask[i])
            x = x_ + (1 - self.mask[i]) * (x * torch.exp(s) + t)
        return x

    def f(self, x):
        log_det_J, z = x.new_zeros(x.shape[0]), x
        for i in reversed(range(len(self.t))):
            z_ = self.mask[i] * z
            s = self.s[i](z_) * (1 - self.mask[i])
            t = self.t[i](z_) * (1 - self.mask[i])
            z = (1 - self.mask[i]) * (z - t) * torch.exp(-s) + z_
            log_det_J -= s.sum(dim=1)
        return z, log_det_J

    def log_prob(self, x):
        z, logp = self.f(x)
        return self.prior.log_prob(z) + logp

    def sample(self, batchSize):
        z = self.prior.sample((batchSize, 1))
        return self.g(z)


torch.manual_seed(8)
rng = np.random.default_rng(8)
maml = MAML(Sine())
for it in range(4):
    print(f"meta {it}: {maml.meta_step([sample_task(rng) for _ in range(3)]):.4f}")
first = maml.adapt(*sample_task(rng)[:2], create_graph=False)
print({k: tuple(v.shape) for k, v in first.items()})

f = Spiral()
z0 = torch.randn(5, 2, requires_grad=True)
z = ODEAdjoint.apply(z0, f.flatten_parameters(), f)
z.pow(2).sum().backward()
by_adjoint = (z0.grad.clone(), f.lin.weight.grad.clone())
z0.grad = f.lin.weight.grad = None
ode_solve(z0, 0.0, 1.0, f).pow(2).sum().backward()
print(torch.allclose(by_adjoint[0], z0.grad, atol=1e-3), torch.allclose(by_adjoint[1], f.lin.weight.grad, atol=1e-2))

nets = lambda: nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(), nn.Linear(16, 2), nn.Tanh())
nett = lambda: nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(), nn.Linear(16, 2))
masks = torch.from_numpy(np.array([[0, 1], [1, 0]] * 2).astype(np.float32))
prior = torch.distributions.MultivariateNormal(torch.zeros(2), torch.eye(2))
flow = RealNVP(nets, nett, masks, prior)
print(flow)
optimizer = torch.optim.Adam([p for p in flow.parameters() if p.requires_grad], lr=1e-3)
data = torch.from_numpy(rng.normal(size=(64, 2)) @ np.array([[1.0, 0.8], [0.0, 0.6]])).float()
for t in range(4):
    loss = -flow.log_prob(data).mean()
    optimizer.zero_grad()
    loss.backward(retain_graph=True)
    optimizer.step()
    print(f"iter {t}: loss = {loss:.4f}")
zs, _ = flow.f(data[:3])
print(torch.allclose(flow.g(zs), data[:3], atol=1e-5), flow.sample(3).shape)

model = Sine()
params = {k: v.detach() for k, v in model.named_parameters()}
compute_loss = lambda p, x, y: F.mse_loss(functional_call(model, p, (x.unsqueeze(0),)), y.unsqueeze(0))
per_sample = vmap(grad(compute_loss), in_dims=(None, 0, 0))(params, torch.randn(6, 1), torch.randn(6, 1))
print({k: tuple(v.shape) for k, v in per_sample.items()})
