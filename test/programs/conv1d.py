import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn

net = nn.Sequential(
    nn.Conv1d(8, 16, 5),
    nn.ReLU(),
    nn.MaxPool1d(2),
    nn.Conv1d(16, 32, 3),
    nn.ReLU(),
    nn.AdaptiveAvgPool1d(4),
    nn.Flatten(),
    nn.Linear(128, 3),
)
signal = torch.randn(5, 50, 8)
scores = net(signal.transpose(1, 2))
print(scores.shape)
