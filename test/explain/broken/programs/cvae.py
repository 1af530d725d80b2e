import torch
import torch.nn as nn
import torch.nn.functional as F


class CVAE(nn.Module):
    def __init__(self, n_pixels=784, n_classes=10, hidden=64, latent=12):
        super().__init__()
        self.n_classes = n_classes
        self.enc = nn.Linear(n_pixels + n_classes, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.logvar = nn.Linear(hidden, latent)
        self.dec1 = nn.Linear(latent + n_classes, hidden)
        self.dec2 = nn.Linear(hidden, n_pixels)

    def encode(self, x, y):
        h = F.relu(self.enc(torch.cat([x, y], dim=1)))
        return self.mu(h), self.logvar(h)

    def reparameterize(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        return mu + torch.randn_like(std) * std

    def decode(self, z, y):
        h = F.relu(self.dec1(torch.cat([z, y], dim=1)))
        return torch.sigmoid(self.dec2(h))

    def forward(self, x, labels):
        y = F.one_hot(labels, self.n_classes).float()
        mu, logvar = self.encode(x.view(-1, 784), y)
        z = self.reparameterize(mu, logvar)
        return self.decode(z, y), mu, logvar


def loss_function(recon, x, mu, logvar):
    bce = F.binary_cross_entropy(recon, x.view(-1, 784), reduction="sum")
    kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return bce + kld


model = CVAE()
digits = torch.rand(16, 1, 28, 28)
labels = torch.randint(0, 10, (16,))
recon, mu, logvar = model(digits, labels)
loss = loss_function(recon, digits, mu, logvar)
loss.backward()
print(loss.item() > 0)
with torch.no_grad():
    y = F.one_hot(torch.arange(10), 10).float()
    samples = model.decode(torch.randn(10, 12), y)
print(samples.view(10, 28, 28).shape)
