"""Reversible blocks that recompute with the random state of the forward pass, as efficient transformers do."""
import torch
from torch import nn
from torch.autograd.function import Function
from torch.utils.checkpoint import get_device_states, set_device_states

torch.manual_seed(0)


class Deterministic(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.cpu_state = self.cuda_in_fwd = self.gpu_devices = self.gpu_states = None

    def record_rng(self, *args):
        self.cpu_state = torch.get_rng_state()
        if torch.cuda._initialized:
            self.cuda_in_fwd = True
            self.gpu_devices, self.gpu_states = get_device_states(*args)

    def forward(self, *args, record_rng=False, set_rng=False, **kwargs):
        if record_rng:
            self.record_rng(*args)
        if not set_rng:
            return self.net(*args, **kwargs)
        rng_devices = self.gpu_devices if self.cuda_in_fwd else []
        with torch.random.fork_rng(devices=rng_devices, enabled=True):
            torch.set_rng_state(self.cpu_state)
            if self.cuda_in_fwd:
                set_device_states(self.gpu_devices, self.gpu_states)
            return self.net(*args, **kwargs)


class ReversibleBlock(nn.Module):
    def __init__(self, f, g):
        super().__init__()
        self.f, self.g = Deterministic(f), Deterministic(g)

    def forward(self, x):
        x1, x2 = torch.chunk(x, 2, dim=2)
        with torch.no_grad():
            y1 = x1 + self.f(x2, record_rng=self.training)
            y2 = x2 + self.g(y1, record_rng=self.training)
        return torch.cat([y1, y2], dim=2)

    def backward_pass(self, y, dy):
        y1, y2 = torch.chunk(y, 2, dim=2)
        dy1, dy2 = torch.chunk(dy, 2, dim=2)
        with torch.enable_grad():
            y1.requires_grad = True
            gy1 = self.g(y1, set_rng=True)
            torch.autograd.backward(gy1, dy2)
        with torch.no_grad():
            x2 = y2 - gy1
            dx1 = dy1 + y1.grad
            y1.grad = None
        with torch.enable_grad():
            x2.requires_grad = True
            fx2 = self.f(x2, set_rng=True)
            torch.autograd.backward(fx2, dx1, retain_graph=True)
        with torch.no_grad():
            x1 = y1 - fx2
            dx2 = dy2 + x2.grad
            x2.grad = None
        return torch.cat([x1, x2.detach()], dim=2), torch.cat([dx1, dx2], dim=2)


class ReversibleFunction(Function):
    @staticmethod
    def forward(ctx, x, blocks):
        for block in blocks:
            x = block(x)
        ctx.y, ctx.blocks = x.detach(), blocks
        return x

    @staticmethod
    def backward(ctx, dy):
        y = ctx.y
        for block in ctx.blocks[::-1]:
            y, dy = block.backward_pass(y, dy)
        return dy, None


def half():
    return nn.Sequential(nn.LayerNorm(4), nn.Linear(4, 4), nn.Dropout(0.3), nn.GELU())


blocks = nn.ModuleList([ReversibleBlock(half(), half()) for _ in range(2)])
x = torch.randn(1, 5, 8, requires_grad=True)
y = ReversibleFunction.apply(x, blocks)
y.square().sum().backward()
print(y.grad_fn.name(), f"{y.sum():.4f} {x.grad.norm():.3f}", [round(p.grad.norm().item(), 3) for p in blocks.parameters()][:4])
with torch.random.fork_rng():
    torch.manual_seed(9)
    inner = torch.rand(1)
state = torch.get_rng_state()
first = torch.rand(2)
torch.set_rng_state(state)
print(inner, torch.equal(first, torch.rand(2)), blocks[0])
