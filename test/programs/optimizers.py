"""Optimizers and schedules written by hand, and custom functions with their gradients."""
import math
from collections import defaultdict
from typing import Callable, Iterable, Optional, Tuple

import torch
from torch import Tensor, nn
from torch.autograd import Function
from torch.autograd.function import once_differentiable
from torch.optim import Optimizer
from torch.optim.lr_scheduler import ChainedScheduler, ConstantLR, CosineAnnealingWarmRestarts, CyclicLR, LambdaLR, LinearLR, MultiStepLR, OneCycleLR, ReduceLROnPlateau, SequentialLR


class Lion(Optimizer):
    r"""Signs of an interpolation of momentum and gradient."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        if not 0.0 <= lr:
            raise ValueError("Invalid learning rate: {}".format(lr))
        if not 0.0 <= betas[0] < 1.0:
            raise ValueError("Invalid beta parameter at index 0: {}".format(betas[0]))
        defaults = dict(lr=lr, betas=betas, weight_decay=weight_decay)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                p.data.mul_(1 - group["lr"] * group["weight_decay"])
                grad, state = p.grad, self.state[p]
                if len(state) == 0:
                    state["exp_avg"] = torch.zeros_like(p)
                exp_avg = state["exp_avg"]
                beta1, beta2 = group["betas"]
                update = exp_avg * beta1 + grad * (1 - beta1)
                p.add_(update.sign_(), alpha=-group["lr"])
                exp_avg.mul_(beta2).add_(grad, alpha=1 - beta2)
        return loss


class Lookahead(object):
    def zero_grad(self):
        self.optimizer.zero_grad()

    def __init__(self, optimizer, k=2, alpha=0.5):
        self.optimizer, self.k, self.alpha = optimizer, k, alpha
        self.param_groups = optimizer.param_groups
        self.state = defaultdict(dict)
        self.fast_state = optimizer.state
        self.defaults = optimizer.defaults
        for group in self.param_groups:
            group["counter"] = 0

    def step(self, closure=None):
        loss = self.optimizer.step(closure)
        for group in self.param_groups:
            if group["counter"] == 0:
                for fast in group["params"]:
                    ps = self.state[fast]
                    if "slow_param" not in ps:
                        ps["slow_param"] = torch.zeros_like(fast.data).copy_(fast.data)
                    slow = ps["slow_param"]
                    slow += (fast.data - slow) * self.alpha
                    fast.data.copy_(slow)
            group["counter"] = (group["counter"] + 1) % self.k
        return loss


class SAM(Optimizer):
    def __init__(self, params, base_optimizer, rho=0.05, **kwargs):
        defaults = dict(rho=rho, **kwargs)
        super(SAM, self).__init__(params, defaults)
        self.base_optimizer = base_optimizer(self.param_groups, **kwargs)
        self.param_groups = self.base_optimizer.param_groups

    @torch.no_grad()
    def first_step(self, zero_grad=False):
        grad_norm = torch.norm(torch.stack([p.grad.norm(p=2) for g in self.param_groups for p in g["params"] if p.grad is not None]), p=2)
        for group in self.param_groups:
            scale = group["rho"] / (grad_norm + 1e-12)
            for p in group["params"]:
                self.state[p]["old_p"] = p.data.clone()
                p.add_(p.grad * scale.to(p))
        if zero_grad:
            self.zero_grad()

    @torch.no_grad()
    def second_step(self, zero_grad=False):
        for group in self.param_groups:
            for p in group["params"]:
                p.data = self.state[p]["old_p"]
        self.base_optimizer.step()
        if zero_grad:
            self.zero_grad()

    def step(self, closure: Optional[Callable] = None):
        assert closure is not None, "Sharpness Aware Minimization requires closure, but it was not provided"
        closure = torch.enable_grad()(closure)
        self.first_step(zero_grad=True)
        closure()
        self.second_step()


class LinearFunction(Function):
    @staticmethod
    def forward(ctx, input, weight, bias=None):
        ctx.save_for_backward(input, weight, bias)
        output = input.mm(weight.t())
        if bias is not None:
            output += bias.unsqueeze(0).expand_as(output)
        return output

    @staticmethod
    def backward(ctx, grad_output):
        input, weight, bias = ctx.saved_tensors
        grad_input = grad_weight = grad_bias = None
        if ctx.needs_input_grad[0]:
            grad_input = grad_output.mm(weight)
        if ctx.needs_input_grad[1]:
            grad_weight = grad_output.t().mm(input)
        if bias is not None and ctx.needs_input_grad[2]:
            grad_bias = grad_output.sum(0)
        return grad_input, grad_weight, grad_bias


class GradReverse(Function):
    @staticmethod
    def forward(ctx, x, lambd):
        ctx.lambd = lambd
        return x.view_as(x)

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.lambd, None


class BinarizeSTE(Function):
    @staticmethod
    def forward(ctx, i):
        ctx.save_for_backward(i)
        return (i > 0).float() * 2 - 1

    @staticmethod
    def backward(ctx, g):
        (i,) = ctx.saved_tensors
        g = g.clone()
        g[i.abs() > 1] = 0
        return g


class Exp(Function):
    @staticmethod
    def forward(x):
        return x.exp()

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0]


torch.manual_seed(0)
X, Y = torch.randn(32, 6), torch.randn(32, 1)


def run(name, make, steps=5, closure=False):
    torch.manual_seed(1)
    net = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 1))
    opt = make(net.parameters())
    out = []
    for _ in range(steps):
        def f():
            opt.zero_grad()
            loss = (net(X) - Y).pow(2).mean()
            loss.backward()
            return loss
        loss = f()
        opt.step(f) if closure else opt.step()
        out.append("%.4f" % loss.item())
    print(f"{name:>12}", *out)
    return opt


print(run("Lion", lambda p: Lion(p, lr=1e-2, weight_decay=0.1)))
run("Lookahead", lambda p: Lookahead(torch.optim.SGD(p, 0.1)))
run("SAM", lambda p: SAM(p, torch.optim.SGD, lr=0.1, momentum=0.9), closure=True)
for name in ("SGD", "Adam", "AdamW", "Adamax", "Adagrad", "Adadelta", "RMSprop", "Rprop", "NAdam", "RAdam", "ASGD", "LBFGS"):
    kw = {"SGD": {"momentum": 0.9, "nesterov": True}, "RMSprop": {"centered": True}, "LBFGS": {"max_iter": 3, "line_search_fn": "strong_wolfe"}}.get(name, {})
    run(name, lambda p: getattr(torch.optim, name)(p, lr=0.05, **kw), closure=name == "LBFGS")
try:
    Lion([torch.zeros(1)], lr=-1)
except ValueError as e:
    print(e)

x = torch.randn(3, 4, dtype=torch.double, requires_grad=True)
w, b = torch.randn(2, 4, dtype=torch.double, requires_grad=True), torch.randn(2, dtype=torch.double, requires_grad=True)
print(torch.autograd.gradcheck(LinearFunction.apply, (x, w, b)), torch.autograd.gradgradcheck(LinearFunction.apply, (x, w, b)))
z = torch.tensor([-2.0, -0.5, 0.5, 2.0], requires_grad=True)
(GradReverse.apply(z, 0.5) * torch.arange(4)).sum().backward()
print(z.grad, GradReverse.apply(z, 1.0).grad_fn.name())
z.grad = None
(BinarizeSTE.apply(z) * 3).sum().backward()
print(z.grad)
z.grad = None
Exp.apply(z).sum().backward()
print(torch.allclose(z.grad, z.exp()))


def rates(make, steps=8, metric=None):
    opt = torch.optim.SGD([{"params": [nn.Parameter(torch.zeros(1))]}, {"params": [nn.Parameter(torch.zeros(1))], "lr": 0.5}], lr=0.1, momentum=0.9)
    sched = make(opt)
    out = []
    for i in range(steps):
        opt.step()
        sched.step(metric[i]) if metric else sched.step()
        out.append("/".join("%.4g" % g["lr"] for g in opt.param_groups))
    print(type(sched).__name__, *out)


rates(lambda o: LambdaLR(o, [lambda e: 0.9**e, lambda e: 1 / (1 + e)]))
rates(lambda o: MultiStepLR(o, [2, 5], gamma=0.1))
rates(lambda o: OneCycleLR(o, max_lr=[0.2, 1.0], total_steps=8, pct_start=0.25))
rates(lambda o: CyclicLR(o, base_lr=0.01, max_lr=0.1, step_size_up=3, mode="triangular2"))
rates(lambda o: CosineAnnealingWarmRestarts(o, T_0=2, T_mult=2, eta_min=0.001))
rates(lambda o: SequentialLR(o, [LinearLR(o, 0.1, total_iters=3), MultiStepLR(o, [2])], milestones=[3]))
rates(lambda o: ChainedScheduler([ConstantLR(o, factor=0.5, total_iters=4), torch.optim.lr_scheduler.ExponentialLR(o, gamma=0.9)]))
rates(lambda o: ReduceLROnPlateau(o, "min", factor=0.5, patience=1, threshold=1e-2), metric=[1, 0.5, 0.5, 0.5, 0.5, 0.4, 0.4, 0.4])
