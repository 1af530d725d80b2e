# An optimizer over lists of tensors at once, and what torch._foreach_* take: numbers, lists of numbers, lists of tensors, tensors.
import math

import torch

weights = [torch.tensor([1.0, 4.0]), torch.tensor([[9.0]])]
others = [torch.tensor([2.0, 2.0]), torch.tensor([[3.0]])]
print(torch._foreach_add(weights, 1), torch._foreach_add(weights, others, alpha=2), torch._foreach_add(weights, [1, 2.5]))
print(torch._foreach_mul(tuple(weights), torch.tensor(3.0)), torch._foreach_sqrt(weights), torch._foreach_max(weights))
print(torch._foreach_addcmul(weights, others, others, value=0.5), torch._foreach_addcdiv(weights, others, others, [1.0, 2.0]))
print(torch._foreach_addcdiv(weights, others, others, torch.tensor([1.0, 2.0])), torch._foreach_lerp(weights, others, 0.5))
print(torch._foreach_norm(weights), torch._foreach_norm(weights, ord=math.inf, dtype=torch.float64), torch._foreach_pow(2.0, weights))
print(torch._foreach_clamp_min(weights, 3.0), torch._foreach_maximum(weights, others), torch._foreach_div(self=weights, scalars=[2, 4]))

same = torch._foreach_neg_(weights)
print(same is weights, weights, torch._foreach_clamp_max_(weights, [-2.0, -9.5]), torch._foreach_zero_(weights))
print(torch._foreach_copy_(weights, others), hasattr(torch, "_foreach_norm"), hasattr(torch, "_foreach_nothing"))

for wrong in (
    lambda: torch._foreach_add([], 1),
    lambda: torch._foreach_add(weights, others[:1]),
    lambda: torch._foreach_add(weights, [1.0]),
    lambda: torch._foreach_mul(weights, torch.ones(2)),
    lambda: torch._foreach_max([torch.empty(0)]),
    lambda: torch._foreach_mul_([torch.ones(2, requires_grad=True)], 2),
):
    try:
        wrong()
    except RuntimeError as error:
        print(error)


class Momentum(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1, beta=0.9):
        super().__init__(params, dict(lr=lr, beta=beta))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            grads = [p.grad for p in params]
            means = [self.state[p].setdefault("mean", torch.zeros_like(p)) for p in params]
            torch._foreach_lerp_(means, grads, 1 - group["beta"])
            scale = torch._foreach_norm(means)
            torch._foreach_add_(scale, 1e-6)
            torch._foreach_add_(params, torch._foreach_div(means, scale), alpha=-group["lr"])


torch.manual_seed(0)
net = torch.nn.Linear(3, 2)
optimizer = Momentum(net.parameters())
x, y = torch.randn(8, 3), torch.randn(8, 2)
for _ in range(4):
    loss = torch.nn.functional.mse_loss(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f}")
