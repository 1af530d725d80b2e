import torch
import torch.nn as nn
import torch.nn.functional as F

classes = 64


class ResidualBlock(nn.Module):
    def __init__(self, channels, skip_channels, dilation):
        super().__init__()
        self.dilation = dilation
        self.filter = nn.Conv1d(channels, channels, 2, dilation=dilation)
        self.gate = nn.Conv1d(channels, channels, 2, dilation=dilation)
        self.residual = nn.Conv1d(channels, channels, 1)
        self.skip = nn.Conv1d(channels, skip_channels, 1)

    def forward(self, x):
        out = torch.tanh(self.filter(x)) * torch.sigmoid(self.gate(x))
        s = self.skip(out)
        return self.residual(out) + x[:, :, self.dilation:], s


class WaveModel(nn.Module):
    def __init__(self, layers=4, channels=16, skip_channels=32):
        super().__init__()
        self.start = nn.Conv1d(classes, channels, 1)
        self.blocks = nn.ModuleList([ResidualBlock(channels, skip_channels, 2 ** i) for i in range(layers)])
        self.end = nn.Conv1d(skip_channels, classes, 1)

    def forward(self, x):
        x = self.start(x)
        skip = None
        for block in self.blocks:
            x, s = block(x)
            skip = s if skip is None else skip[:, :, -s.size(2):] + s
        return self.end(F.relu(skip))


# %% sound as mu-law codes
codes = torch.randint(0, classes, (2, 81))
x = F.one_hot(codes[:, :-1], classes).float().transpose(1, 2)
model = WaveModel()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for step in range(2):
    logits = model(x)
    target = codes[:, -logits.size(2):]
    loss = F.cross_entropy(logits, target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
