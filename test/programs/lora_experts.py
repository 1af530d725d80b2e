"""Low-rank adapters on a frozen network, and a mixture of experts with top-k routing."""
import math
from typing import Iterable, Mapping, Sequence

import torch
from torch import Tensor, nn
import torch.nn.functional as F
import torch.nn.utils.parametrize as parametrize


class LoRALinear(nn.Linear):
    def __init__(self, in_features, out_features, r=4, lora_alpha=8, lora_dropout=0.0, fan_in_fan_out=False, **kwargs):
        nn.Linear.__init__(self, in_features, out_features, **kwargs)
        self.r, self.lora_alpha, self.fan_in_fan_out = r, lora_alpha, fan_in_fan_out
        self.merged = False
        if r > 0:
            self.lora_A = nn.Parameter(self.weight.new_zeros((r, in_features)))
            self.lora_B = nn.Parameter(self.weight.new_zeros((out_features, r)))
            self.scaling = self.lora_alpha / self.r
            self.weight.requires_grad = False
        self.lora_dropout = nn.Dropout(p=lora_dropout) if lora_dropout > 0.0 else (lambda x: x)
        self.reset_parameters()

    def reset_parameters(self):
        nn.Linear.reset_parameters(self)
        if hasattr(self, "lora_A"):
            nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))
            nn.init.zeros_(self.lora_B)

    def train(self, mode: bool = True):
        super().train(mode)
        if mode == self.merged:
            sign = -1 if mode else 1
            self.weight.data += sign * (self.lora_B @ self.lora_A) * self.scaling
            self.merged = not mode
        return self

    def forward(self, x: Tensor) -> Tensor:
        if self.r > 0 and not self.merged:
            result = F.linear(x, self.weight, bias=self.bias)
            result += (self.lora_dropout(x) @ self.lora_A.transpose(0, 1) @ self.lora_B.transpose(0, 1)) * self.scaling
            return result
        return F.linear(x, self.weight, bias=self.bias)

    def extra_repr(self) -> str:
        return f"{super().extra_repr()}, r={self.r}"


def mark_only_lora_as_trainable(model: nn.Module, bias: str = "none") -> None:
    for n, p in model.named_parameters():
        if "lora_" not in n:
            p.requires_grad = False
    if bias == "lora_only":
        for m in model.modules():
            if isinstance(m, LoRALinear) and getattr(m, "bias", None) is not None:
                m.bias.requires_grad = True


def lora_state_dict(model: nn.Module) -> Mapping[str, Tensor]:
    return {k: v for k, v in model.state_dict().items() if "lora_" in k}


class Expert(nn.Sequential):
    def __init__(self, d, hidden):
        super().__init__(nn.Linear(d, hidden), nn.SiLU(), nn.Linear(hidden, d))


class MoE(nn.Module):
    def __init__(self, d: int, hidden: int, num_experts: int = 4, k: int = 2):
        super().__init__()
        self.gate = nn.Linear(d, num_experts, bias=False)
        self.experts = nn.ModuleList(Expert(d, hidden) for _ in range(num_experts))
        self.k = k

    def forward(self, x: Tensor):
        shape = x.shape
        x = x.view(-1, shape[-1])
        logits = self.gate(x)
        weights, chosen = torch.topk(logits, self.k)
        weights = F.softmax(weights, dim=1, dtype=torch.float).to(x.dtype)
        out = torch.zeros_like(x)
        load = torch.bincount(chosen.flatten(), minlength=len(self.experts))
        for i, expert in enumerate(self.experts):
            batch_idx, nth = torch.where(chosen == i)
            if batch_idx.numel() == 0:
                continue
            out[batch_idx] += weights[batch_idx, nth, None] * expert(x[batch_idx])
        probs = logits.softmax(dim=-1)
        aux = len(self.experts) * (probs.mean(0) * (load / load.sum())).sum()
        return out.view(shape), aux, load


class LowRank(nn.Module):
    def __init__(self, fan_in, fan_out, rank=2):
        super().__init__()
        self.A = nn.Parameter(torch.zeros(rank, fan_in))
        self.B = nn.Parameter(torch.randn(fan_out, rank) * 0.1)
        self.enabled = True

    def forward(self, original):
        return original + self.B @ self.A if self.enabled else original


def main() -> int:
    torch.manual_seed(0)
    net = nn.Sequential(LoRALinear(12, 16, r=2), nn.ReLU(), LoRALinear(16, 3, r=2, lora_dropout=0.1))
    mark_only_lora_as_trainable(net, bias="lora_only")
    print(net)
    print({n: tuple(p.shape) for n, p in net.named_parameters() if p.requires_grad})
    x = torch.randn(20, 12)
    y = torch.randint(0, 3, (20,))
    opt = torch.optim.Adam(filter(lambda p: p.requires_grad, net.parameters()), lr=0.05)
    for step in range(20):
        loss = F.cross_entropy(net(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
    print("loss %.4f" % loss)
    net.eval()
    merged = net(x)
    print(net[0].merged, list(lora_state_dict(net)))
    net.train()
    print(net[0].merged, torch.allclose(net[0](x), F.linear(x, net[0].weight + net[0].lora_B @ net[0].lora_A * net[0].scaling, net[0].bias), atol=1e-5))

    moe = MoE(8, 16)
    z, aux, load = moe(torch.randn(2, 5, 8))
    print(moe)
    print(z.shape, f"{aux.item():.5f}", load)
    (z.pow(2).mean() + 0.01 * aux).backward()
    print(["%.4f" % p.grad.norm() for p in moe.gate.parameters()], sum(p.grad is not None for p in moe.parameters()))

    lin = nn.Linear(6, 5)
    before = lin.weight.detach().clone()
    parametrize.register_parametrization(lin, "weight", LowRank(6, 5))
    print(lin)
    print(torch.equal(lin.weight, before), [n for n, _ in lin.named_parameters()])
    lin.parametrizations.weight[0].enabled = False
    print(parametrize.is_parametrized(lin, "weight"), torch.equal(lin.weight, before))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
