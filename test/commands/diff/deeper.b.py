import torch
from torchvision.models import resnet34
net = resnet34(num_classes=10)
y = net(torch.randn(1, 3, 224, 224))
