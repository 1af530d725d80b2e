/** Runs a usual program in dist/core.cjs and stores the code that V8 compiled for it as dist/core.cache. */
import { writeFileSync } from 'node:fs'

const { loadCore } = await import('./dist/cached.js')

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
`
const { core, script } = loadCore()
const { program } = await core.program()
await program({ command: 'program', source: { kind: 'code', text }, args: [], path: [], allowRead: [], allowWrite: [], warnings: [], interactive: false })
writeFileSync('dist/core.cache', script.createCachedData())
