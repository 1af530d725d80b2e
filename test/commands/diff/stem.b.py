import torch
from torchvision.models import resnet18
net = resnet18(num_classes=100)
net.conv1 = torch.nn.Conv2d(3, 64, 3, padding=1)
y = net(torch.randn(1, 3, 224, 224))
