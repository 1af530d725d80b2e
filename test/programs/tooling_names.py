# What model files say to PyTorch's compilers beside their models.
from typing import List, Optional, Tuple

import torch
import torch.fx
from torch import nn
from torch.jit.annotations import BroadcastingList2
from torch.nn.modules.utils import _pair


def drop_block(x: torch.Tensor, size: BroadcastingList2[int] = (1, 1), p: Optional[float] = None) -> torch.Tensor:
    return x * (1 if p is None else 1 - p)


torch.fx.wrap("drop_block")


@torch.fx.wrap
def pooled(features: List[torch.Tensor], size: Tuple[int, int]) -> torch.Tensor:
    return torch.cat([nn.functional.adaptive_avg_pool2d(f, size) for f in features], dim=1)


@torch.jit.script
def gelu(x: torch.Tensor) -> torch.Tensor:
    return x * 0.5 * (1.0 + torch.erf(x / 1.41421))


class Head(nn.Module):
    __constants__ = ["size"]
    size: torch.jit.Final[int]

    def __init__(self, size: int):
        super().__init__()
        self.size = size
        self.fc = nn.Linear(2 * size * size, 3)

    @torch.jit.ignore
    def note(self) -> str:
        return f"{self.size} by {self.size}"

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not torch.jit.is_scripting() and not torch.jit.is_tracing():
            x = drop_block(x, _pair(2), 0.5)
        y = pooled([x, gelu(x)], (self.size, self.size))
        return self.fc(torch.jit.annotate(torch.Tensor, y).flatten(1))


torch.manual_seed(0)
head = Head(2)
print(head, head.note(), head(torch.ones(2, 1, 4, 4)).shape, drop_block.__annotations__["size"])
try:
    torch.fx.wrap(3)
except RuntimeError as e:
    print(e)
