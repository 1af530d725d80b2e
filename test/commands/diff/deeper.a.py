import torch
from torchvision.models import resnet18
net = resnet18(num_classes=10)
y = net(torch.randn(1, 3, 224, 224))
