import torch
import torch.nn as nn
import torch.nn.functional as F

class BasicBlock(nn.Module):
    expansion = 1
    def __init__(self, in_planes, planes, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_planes, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.shortcut = nn.Sequential()
        if stride != 1 or in_planes != self.expansion * planes:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_planes, self.expansion * planes, kernel_size=1, stride=stride, bias=False),
                nn.BatchNorm2d(self.expansion * planes))
    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += self.shortcut(x)
        return F.relu(out)

torch.manual_seed(1)
b = BasicBlock(4, 8, 2)
print(b)
x = torch.randn(2, 4, 8, 8)
y = b(x)
print(y.shape, y.mean().item() > 0)
print(y[0, 0])
print(sum(p.numel() for p in b.parameters()))
for name, p in b.named_parameters():
    print(name, tuple(p.shape))
print(list(b.state_dict().keys()))
b.eval()
print(b(x)[0, 1])
mlp = nn.Sequential(nn.Linear(10, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 3))
out = mlp(torch.randn(4, 10))
loss = nn.CrossEntropyLoss()(out, torch.tensor([0, 1, 2, 0]))
loss.backward()
print(loss.item() > 0, mlp[0].weight.grad.shape)
print(loss)
class VGGish(nn.Module):
    def __init__(self, cfg):
        super(VGGish, self).__init__()
        layers = []
        c = 3
        for v in cfg:
            if v == 'M':
                layers += [nn.MaxPool2d(kernel_size=2, stride=2)]
            else:
                layers += [nn.Conv2d(c, v, kernel_size=3, padding=1), nn.ReLU(inplace=True)]
                c = v
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(nn.Linear(c * 7 * 7, 64), nn.ReLU(True), nn.Dropout(), nn.Linear(64, 10))
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                pass
    def forward(self, x):
        x = self.features(x)
        x = self.avgpool(x)
        x = torch.flatten(x, 1)
        return self.classifier(x)
v = VGGish([8, 'M', 16, 'M'])
print(v)
print(v(torch.randn(1, 3, 32, 32)).shape)
emb = nn.Embedding(10, 4)
print(emb(torch.tensor([[1, 2], [3, 4]])))
ln = nn.LayerNorm(4)
print(ln(torch.arange(8.).view(2, 4)))
print(F.softmax(torch.tensor([[1., 2., 3.]]), dim=1))
a = torch.arange(12).reshape(3, 4)
print(a[1], a[:, 1], a[..., -1], a[a > 5], a.T.shape, a.sum(0), a.float().mean())
print(torch.cat([a, a], 1).shape, torch.stack([a, a]).shape)
q, k = torch.randn(2, 4, 8, 16), torch.randn(2, 4, 8, 16)
print((q @ k.transpose(-2, -1)).shape, a.max(), a.argmax(dim=1))
