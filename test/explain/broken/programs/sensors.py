import numpy as np
import torch
import torch.nn as nn

# %% sensors: 60 moments, 7 channels
raw = np.random.RandomState(1).rand(60, 7).astype(np.float32) * 100

# %% clean and standardize
data = torch.from_numpy(raw)
mean = data.mean(dim=0)
std = data.std(dim=0)
scaled = (data - mean) / std
row_norm = scaled / scaled.norm(dim=1, keepdim=True)

# %% principal directions
cov = scaled.T @ scaled / (len(scaled) - 1)
values, vectors = torch.linalg.eigh(cov)
n_keep = 3
basis = vectors[:, -n_keep:]
projected = scaled @ basis
restored = projected @ basis.T

# %% nearest neighbours
squared = (projected**2).sum(dim=1)
distances = squared[:, None] + squared[None, :] - 2 * projected @ projected.T
nearest = distances.topk(4, largest=False).indices[:, 1:]
neighbours = projected[nearest]
centre = neighbours.mean(dim=1)

# %% a small regression upon it
target = torch.rand(60, 2)
weights = torch.zeros(n_keep, 2, requires_grad=True)
bias = torch.zeros(2, requires_grad=True)
for step in range(3):
    guess = projected @ weights + bias
    loss = ((guess - target) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        weights -= 0.1 * weights.grad
        bias -= 0.1 * bias.grad
        weights.grad.zero_()
        bias.grad.zero_()
print(restored.shape, centre.shape, row_norm.shape)
