"""An array made of a tensor before anything else of numpy is used."""
import torch

array = torch.arange(6.0).reshape(2, 3).numpy()
print(array, array.dtype, array.shape)
print(torch.from_numpy(array).sum())
