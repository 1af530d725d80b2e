import torch as _torch
_torch.manual_seed(0)
import torch
from torch import nn

features = nn.Sequential(
    nn.Conv2d(3, 32, 3, padding=1),
    nn.BatchNorm2d(32),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(32, 64, 3, padding=1),
    nn.BatchNorm2d(64),
    nn.ReLU(),
    nn.MaxPool2d(2),
)
classifier = nn.Sequential(
    nn.Flatten(),
    nn.Linear(64 * 8 * 8, 128),
    nn.ReLU(),
    nn.Dropout(0.5),
    nn.Linear(128, 10),
)
model = nn.Sequential(features, classifier)
x = torch.randn(8, 3, 32, 32)
y = model(x)
target = torch.randint(10, (8,))
print(nn.CrossEntropyLoss()(y, target), y.shape)
