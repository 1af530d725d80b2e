import torch
import torch.nn.functional as F

x = torch.arange(12.0)
y = x.view(3, 4)
p = F.softmax(y, dim=0)
