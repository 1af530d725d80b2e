import torch
import torch.nn as nn


class ConvBNAct(nn.Module):
    def __init__(self, in_ch, out_ch, kernel=3, stride=1, groups=1):
        super().__init__()
        self.conv = nn.Conv2d(in_ch, out_ch, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(out_ch)
        self.act = nn.SiLU()

    def forward(self, x):
        return self.act(self.bn(self.conv(x)))


class SqueezeExcite(nn.Module):
    def __init__(self, channels, squeeze):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Linear(channels, squeeze)
        self.fc2 = nn.Linear(squeeze, channels)

    def forward(self, x):
        b, c, _, _ = x.shape
        w = self.pool(x).view(b, c)
        w = torch.sigmoid(self.fc2(torch.relu(self.fc1(w))))
        return x * w.view(b, c, 1, 1)


class InvertedResidual(nn.Module):
    def __init__(self, in_ch, out_ch, expansion, stride):
        super().__init__()
        hidden = in_ch * expansion
        self.use_skip = stride == 1 and in_ch == out_ch
        self.expand = ConvBNAct(in_ch, hidden, 1)
        self.depthwise = ConvBNAct(hidden, hidden, 3, stride, groups=hidden)
        self.se = SqueezeExcite(hidden, in_ch // 4)
        self.project = nn.Sequential(nn.Conv2d(hidden, out_ch, 1, bias=False), nn.BatchNorm2d(out_ch))

    def forward(self, x):
        y = self.expand(x)
        y = self.depthwise(y)
        y = self.se(y)
        y = self.project(y)
        return x + y if self.use_skip else y


class TinyEff(nn.Module):
    def __init__(self, n_classes=7, width=16):
        super().__init__()
        self.stem = ConvBNAct(3, width, 3, 2)
        cfg = [(width, 1, 1), (width * 2, 4, 2), (width * 2, 4, 1), (width * 3, 4, 2)]
        blocks = []
        ch = width
        for out_ch, expansion, stride in cfg:
            blocks.append(InvertedResidual(ch, out_ch, expansion, stride))
            ch = out_ch
        self.blocks = nn.Sequential(*blocks)
        self.head = ConvBNAct(ch, 96, 1)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(96, n_classes)

    def forward(self, x):
        x = self.blocks(self.stem(x))
        x = self.pool(self.head(x))
        return self.classifier(torch.flatten(x, 1))


net = TinyEff()
images = torch.randn(4, 3, 64, 64)
labels = torch.randint(0, 7, (4,))
logits = net(images)
loss = nn.functional.cross_entropy(logits, labels)
loss.backward()
print(logits.shape)
