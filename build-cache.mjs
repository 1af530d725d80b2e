/** Runs usual programs in the scripts of dist and stores the code that V8 compiled for each beside it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { load, loaded } = (await import('./dist/scripts.js')).default

const text = `
import torch, torch.nn as nn, torch.nn.functional as F

class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        out = self.bn(self.conv(x))
        out += x
        return self.relu(out)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 8, 3), nn.MaxPool2d(2), Block(8))
        self.fc = nn.Linear(8, 10)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x):
        x = F.adaptive_avg_pool2d(self.stem(x), 1)
        return self.fc(torch.flatten(x, 1))

net = Net()
print(net(torch.randn(2, 1, 32, 32)).shape)
# Loads the operators that few programs use.
hasattr(torch, "bincount")

# What other model files are made of; it need not run to be parsed.
def configured():
    """Never called."""
    import math
    from typing import Dict, List, Optional

    @dataclass
    class Config:
        depth: int = 12
        stages: List[int] = field(default_factory=lambda: [2, 2, 6, 2])

        @property
        def half(self) -> Optional[int]:
            return self.depth // 2 if self.depth % 2 == 0 else None

    def build(name: str, *layers, pretrained=False, eps: float = 1e-6, **kwargs) -> Dict[str, float]:
        sizes = {"tiny": (192, 3), **kwargs}
        a, (b, c) = sizes[name][0], sizes["tiny"]
        a[:, None, 1:-1, ::2] *= (b @ c.T) ** -0.5 - ~a
        try:
            with torch.no_grad(), open(f"{name}.pt") as file:
                assert not pretrained and (a < b <= c or a is not None), "no such file"
        except (OSError, ValueError) as error:
            raise ValueError(f"width {a!r} of {b:>3d}: {100 * c:.2f}%") from error
        finally:
            del sizes[name]
        while True:
            for i, (x, y) in enumerate(zip(b, c)):
                if i in {2, 5} and x not in [1, 2]:
                    continue
                elif x == y:
                    break
            else:
                return {k: [v for v in b if v] for k in c}
            yield (i for i in range(3))
            global state
            state += 1.5
            print("%s" % a, end="", *layers)
`
const options = { command: 'program', args: [], path: [], allowRead: [], allowWrite: [], warnings: [], interactive: false }
await load('./program.cjs').program({ ...options, source: { kind: 'code', text } })

// What explains, in the kernel that the terminal has too.
const explained = `${text}
%why net.fc.in_features
%summary net (1, 1, 32, 32)
%explain net.fc (1, 8)
`
const folder = mkdtempSync(join(tmpdir(), 'ishape-'))
const path = join(folder, 'explained.ipy')
writeFileSync(path, explained)
await load('./program.cjs').program({ ...options, trail: true, source: { kind: 'file', text: path } })
rmSync(folder, { recursive: true })

for (const [path, { script }] of loaded)
  writeFileSync(new URL(`dist/${path.replace(/cjs$/, 'cache')}`, import.meta.url), script.createCachedData())
