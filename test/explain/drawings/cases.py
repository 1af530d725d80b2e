import torch, torch.nn as nn, torch.nn.functional as F
a, b, x = torch.randn(3, 1, 5), torch.randn(4, 1), torch.randn(2, 3)
conv1 = nn.Conv2d(1, 6, 3, stride=2, padding=1)
畳み込み = nn.Conv2d(3, 2, 3)
fc = nn.Linear(400, 120)
class Block(nn.Module):
    def __init__(self, c, d, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c, d, 3, stride, 1)
        self.bn1 = nn.BatchNorm2d(d)
        self.conv2 = nn.Conv2d(d, d, 3, 1, 1)
        self.relu = nn.ReLU(inplace=True)
        self.down = nn.Conv2d(c, d, 1, stride) if c != d else None
    def forward(self, x):
        y = self.conv2(self.relu(self.bn1(self.conv1(x))))
        y += x if self.down is None else self.down(x)
        return self.relu(y)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.layer1 = nn.Sequential(Block(8, 8), Block(8, 8), Block(8, 8))
        self.layer2 = nn.Sequential(Block(8, 16, 2))
        self.fc = nn.Linear(16, 10)
    def forward(self, x):
        x = self.layer2(self.layer1(F.relu(self.stem(x))))
        return self.fc(x.mean((2, 3)))
net = Net()
class Two(nn.Module):
    def __init__(self):
        super().__init__()
        self.left, self.right = nn.Linear(4, 8), nn.Linear(6, 8)
        self.heads = nn.ModuleList([nn.Linear(8, 3) for _ in range(4)])
    def forward(self, a, b):
        both = self.left(a) * self.right(b)
        return {'heads': torch.stack([head(both) for head in self.heads]), 'both': both}
two = Two()
class Unet(nn.Module):
    def __init__(self):
        super().__init__()
        self.d1, self.d2 = nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 8, 3, padding=1)
        self.d3, self.up = nn.Conv2d(8, 8, 3, padding=1), nn.ConvTranspose2d(8, 8, 2, 2)
        self.u2, self.u1 = nn.ConvTranspose2d(16, 4, 2, 2), nn.Conv2d(8, 1, 1)
    def forward(self, x):
        a = F.relu(self.d1(x))
        b = F.relu(self.d2(F.max_pool2d(a, 2)))
        c = F.relu(self.d3(F.max_pool2d(b, 2)))
        b = self.u2(torch.cat([self.up(c), b], 1))
        return self.u1(torch.cat([b, a], 1))
unet = Unet()
class Loop(nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = nn.GRUCell(4, 8)
    def forward(self, x):
        h = torch.zeros(x.size(0), 8)
        for t in range(x.size(1)):
            h = self.cell(x[:, t], h)
        return h
class Long(nn.Module):
    def forward(self, x):
        for i in range(420):
            x = x.sum(0) if i % 2 else x.expand(i + 2, -1)
        return x
maps = torch.arange(32.).view(1, 2, 4, 4) - 3
maps[0, 1, 0, 0] = torch.nan
# %% conv
%draw conv1 (1, 1, 32, 32)
# %% conv-chosen
%draw conv1
# %% conv-wide-name
%draw 畳み込み (1, 3, 6, 6)
# %% conv-patches
%draw nn.Conv2d(3, 48, 16, stride=16)(1, 3, 64, 64)
# %% conv-wrong
%draw conv1 (1, 3, 32, 32)
# %% conv-function
%draw F.conv2d(torch.ones(1, 1, 5, 5), torch.ones(2, 1, 2, 2), dilation=2)
# %% pool-edge
%draw nn.MaxPool2d(2)(1, 6, 7, 9)
# %% pool-gaps
%draw nn.AvgPool1d(2, stride=3)(1, 4, 11)
# %% pool-ceil
%draw nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)(1, 1, 6, 6)
# %% conv1d-dilated
%draw nn.Conv1d(4, 8, 3, dilation=2)(2, 4, 20)
# %% conv3d
%draw nn.Conv3d(1, 2, 2)(1, 1, 4, 4, 4)
# %% conv-transposed
%draw nn.ConvTranspose2d(4, 8, 3, stride=2, padding=1, output_padding=1)(2, 4, 4, 4)
# %% linear
%draw fc
# %% linear-wrong
%draw fc (32, 256)
# %% layer
%draw nn.BatchNorm2d(6)(2, 6, 8, 8)
# %% matmul
%draw torch.ones(2, 3, 4) @ torch.ones(4, 5)
# %% matmul-wrong
%draw x @ x
# %% broadcast
%draw a + b
# %% broadcast-wrong
%draw a * torch.ones(2, 4)
# %% broadcast-where
%draw torch.where(b > 0, a, x.sum())
# %% transposed
%draw x.t()
# %% sliced
%draw torch.zeros(4, 6)[1:3, ::2]
# %% expanded
%draw torch.zeros(3, 1).expand(3, 4)
# %% strides-4d
%draw --as strides torch.zeros(2, 3, 9, 10)
# %% images
%draw maps
# %% images-few
%draw torch.linspace(0, 1, 480).view(3, 20, 8) --limit 2
# %% images-small
%draw torch.linspace(-1, 1, 300 * 200).view(300, 200)
# %% vector
%draw torch.arange(10)
# %% residual
%draw net (1, 3, 16, 16)
# %% residual-shallow
%draw net (1, 3, 16, 16) --depth 1
# %% model-wrong
%draw net (1, 4, 16, 16)
# %% two-inputs
%draw two (5, 4), (5, 6)
# %% unet
%draw unet (1, 1, 16, 16)
# %% transformer
%draw nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 3)(5, 1, 8)
# %% loop
%draw Loop()(2, 50, 4)
# %% attention
%draw nn.MultiheadAttention(8, 2, batch_first=True) (1, 5, 8), (1, 7, 8), (1, 7, 8)
# %% recurrent
%draw nn.LSTM(4, 6, 2, bidirectional=True) (5, 3, 4)
