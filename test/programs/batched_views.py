"""Batches of permuted pictures: channels first again, so that view takes them; pictures that lie channels last stay so."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader

pictures = [(torch.full((8, 6, 3), float(i)).permute(2, 0, 1), i) for i in range(4)]
for batch, numbers in DataLoader(pictures, batch_size=2):
    print(batch.stride(), batch.is_contiguous(), batch.view(2, -1).sum(1), numbers)

one = pictures[1][0].unsqueeze(0)
last = torch.ones(1, 8, 6, 3).permute(0, 3, 1, 2)
volume = torch.ones(1, 4, 5, 6, 2).permute(0, 4, 1, 2, 3)
print(one.stride(), one.is_contiguous(memory_format=torch.channels_last))
for tensors, dim in [([one, one], 0), ([last, last], 0), ([one, last], 0), ([one, one], 1), ([last, last], 1), ([volume, volume], 0)]:
    print(torch.cat(tensors, dim).stride())
print(torch.stack([last[0], last[0]]).stride(), torch.stack([volume[0], volume[0]]).stride())

conv = nn.Conv2d(3, 4, 3, padding=1)
for picture in one, last:
    print(conv(picture).stride(), F.max_pool2d(picture, 2).stride(), F.avg_pool2d(picture, 2).stride(), F.adaptive_avg_pool2d(picture, 2).stride())
