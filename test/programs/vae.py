import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn
import torch.nn.functional as F


class VAE(nn.Module):
    def __init__(self, latent=20):
        super().__init__()
        self.encoder = nn.Linear(784, 400)
        self.mean = nn.Linear(400, latent)
        self.spread = nn.Linear(400, latent)
        self.decoder1 = nn.Linear(latent, 400)
        self.decoder2 = nn.Linear(400, 784)

    def forward(self, x):
        h = F.relu(self.encoder(x.view(-1, 784)))
        mean, spread = self.mean(h), self.spread(h)
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * spread)
        return torch.sigmoid(self.decoder2(F.relu(self.decoder1(z)))), mean, spread


x = torch.rand(16, 1, 28, 28)
out, mean, spread = VAE()(x)
loss = F.binary_cross_entropy(out, x.view(-1, 784), reduction="sum")
print(out.shape, loss.shape)
