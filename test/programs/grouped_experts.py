# Experts as one grouped product: tokens sorted by expert, offsets where each expert's tokens end; forward, backward, refusals.
import torch
import torch.nn as nn
import torch.nn.functional as F


class Experts(nn.Module):
    def __init__(self, count, width, hidden):
        super().__init__()
        self.up = nn.Parameter(torch.randn(count, width, hidden) / width**0.5)
        self.down = nn.Parameter(torch.randn(count, hidden, width) / hidden**0.5)

    def forward(self, tokens, expert):
        order = expert.argsort(stable=True)
        ends = torch.bincount(expert, minlength=len(self.up)).cumsum(0).to(torch.int32)
        hidden = F.silu(F.grouped_mm(tokens[order], self.up, offs=ends))
        mixed = F.grouped_mm(hidden, self.down, offs=ends)
        return torch.zeros_like(tokens).index_copy(0, order, mixed)


torch.manual_seed(0)
experts = Experts(4, 8, 12)
tokens = torch.randn(10, 8, requires_grad=True)
expert = torch.tensor([2, 0, 2, 1, 0, 0, 2, 2, 1, 0])
out = experts(tokens, expert)
print(out.shape, out)
one_by_one = torch.stack([F.silu(t @ experts.up[e]) @ experts.down[e] for t, e in zip(tokens, expert)])
print(torch.allclose(out, one_by_one, atol=1e-6))
out.square().sum().backward()
print(tokens.grad.sum(), experts.up.grad.sum((1, 2)), experts.down.grad.sum((1, 2)))

ends = torch.tensor([4, 8, 12], dtype=torch.int32)
for a, b in (((4, 12), (12, 8)), ((3, 4, 8), (8, 12)), ((3, 4, 8), (3, 8, 4))):
    a, b = torch.randn(a, requires_grad=True), torch.randn(b, requires_grad=True)
    y = torch._grouped_mm(a, b, None if a.dim() == b.dim() == 3 else ends)
    y.square().mean().backward()
    print(y.shape, y.sum(), a.grad.sum(), b.grad.sum())

a, b = torch.randn(6, 8), torch.randn(2, 8, 4)
for give in (
    lambda: F.grouped_mm(a, b),
    lambda: F.grouped_mm(a, b, offs=torch.tensor([3, 6])),
    lambda: F.grouped_mm(a, b, offs=torch.tensor([3], dtype=torch.int32)),
    lambda: F.grouped_mm(a[:, :7], b[:, :7], offs=torch.tensor([3, 6], dtype=torch.int32)),
    lambda: F.grouped_mm(a, b[..., :3].clone(), offs=torch.tensor([3, 6], dtype=torch.int32)),
    lambda: F.grouped_mm(a.double(), b, offs=torch.tensor([3, 6], dtype=torch.int32)),
    lambda: F.grouped_mm(a[0], b),
):
    try:
        print(give().shape)
    except RuntimeError as error:
        print(error)
