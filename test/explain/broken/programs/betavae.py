import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Module):
    def __init__(self, in_channels, latent_dim, widths):
        super().__init__()
        layers = []
        for width in widths:
            layers.append(nn.Sequential(nn.Conv2d(in_channels, width, 3, stride=2, padding=1), nn.BatchNorm2d(width), nn.LeakyReLU()))
            in_channels = width
        self.layers = nn.Sequential(*layers)
        self.mu = nn.Linear(widths[-1] * 4 * 4, latent_dim)
        self.log_var = nn.Linear(widths[-1] * 4 * 4, latent_dim)

    def forward(self, x):
        h = torch.flatten(self.layers(x), start_dim=1)
        return self.mu(h), self.log_var(h)


class Decoder(nn.Module):
    def __init__(self, out_channels, latent_dim, widths):
        super().__init__()
        self.widths = widths
        self.project = nn.Linear(latent_dim, widths[-1] * 4 * 4)
        layers = []
        reverse = widths[::-1]
        for a, b in zip(reverse, reverse[1:] + [reverse[-1]]):
            layers.append(nn.Sequential(nn.ConvTranspose2d(a, b, 3, stride=2, padding=1, output_padding=1), nn.BatchNorm2d(b), nn.LeakyReLU()))
        self.layers = nn.Sequential(*layers)
        self.final = nn.Conv2d(widths[0], out_channels, 3, padding=1)

    def forward(self, z):
        h = self.project(z).view(-1, self.widths[-1], 4, 4)
        return torch.sigmoid(self.final(self.layers(h)))


class BetaVAE(nn.Module):
    def __init__(self, channels=3, latent_dim=10, widths=None, beta=4):
        super().__init__()
        widths = widths or [8, 16, 32]
        self.latent_dim = latent_dim
        self.beta = beta
        self.encoder = Encoder(channels, latent_dim, widths)
        self.decoder = Decoder(channels, latent_dim, widths)

    def reparameterize(self, mu, log_var):
        std = torch.exp(0.5 * log_var)
        return mu + torch.randn_like(std) * std

    def forward(self, x):
        mu, log_var = self.encoder(x)
        z = self.reparameterize(mu, log_var)
        return self.decoder(z), mu, log_var

    def loss(self, x, recon, mu, log_var):
        kld = -0.5 * torch.sum(1 + log_var - mu ** 2 - log_var.exp(), dim=1)
        return F.binary_cross_entropy(recon, x) + self.beta * kld.mean()

    def sample(self, count):
        z = torch.randn(count, self.latent_dim)
        return self.decoder(z)


model = BetaVAE()
pictures = torch.rand(4, 3, 32, 32)
optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
for step in range(2):
    recon, mu, log_var = model(pictures)
    loss = model.loss(pictures, recon, mu, log_var)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(model.sample(2).shape)
