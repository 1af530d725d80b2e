import torch
from torch import nn
import torch.nn.functional as F

# The same under other names, and a loop about it.
layer = nn.Linear(4, 3)
for _ in range(2):
    y = F.relu(layer(torch.ones(2, 4)))
