import torch
from torch import nn

first = nn.Linear(4, 3)
y = first(torch.ones(2, 4)).relu()
