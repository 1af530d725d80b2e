# Layers that compute their sizes in many steps, and torchvision's models.
import torch, torch.nn as nn
from torchvision.models import mobilenet_v3_small, vit_b_32

y = nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 4, 32), 2)(torch.randn(7, 2, 16))
y = nn.Transformer(16, 2, 1, 1, 32)(torch.randn(7, 2, 16), torch.randn(5, 2, 16))
y, (h, c) = nn.LSTM(8, 12, 2, bidirectional=True, proj_size=5)(torch.randn(5, 3, 8))
h = nn.GRUCell(8, 12)(torch.randn(3, 8))
y, w = nn.MultiheadAttention(16, 4, batch_first=True)(torch.randn(2, 5, 16), torch.randn(2, 7, 16), torch.randn(2, 7, 16))
small = mobilenet_v3_small()
y = small(torch.randn(2, 3, 64, 64))
vit = vit_b_32()
y = vit(torch.randn(2, 3, 224, 224))
