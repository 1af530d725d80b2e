# %%
import torch
import torch.nn as nn
import torch.nn.functional as F

config = {"channels": [3, 16, 32, 64], "latent": 24, "size": 48}


# %%
class Encoder(nn.Module):
    def __init__(self, channels, latent, size):
        super().__init__()
        layers = []
        for c_in, c_out in zip(channels[:-1], channels[1:]):
            layers += [nn.Conv2d(c_in, c_out, 4, stride=2, padding=1), nn.BatchNorm2d(c_out), nn.ReLU()]
        self.net = nn.Sequential(*layers)
        self.side = size // 2 ** (len(channels) - 1)
        self.mu = nn.Linear(channels[-1] * self.side**2, latent)
        self.log_var = nn.Linear(channels[-1] * self.side**2, latent)

    def forward(self, x):
        h = self.net(x).flatten(1)
        return self.mu(h), self.log_var(h)


class Decoder(nn.Module):
    def __init__(self, channels, latent, side):
        super().__init__()
        self.top = channels[-1]
        self.side = side
        self.fc = nn.Linear(latent, self.top * side * side)
        layers = []
        reverse = channels[::-1]
        for c_in, c_out in zip(reverse[:-1], reverse[1:]):
            layers += [nn.ConvTranspose2d(c_in, c_out, 4, stride=2, padding=1), nn.ReLU()]
        layers[-1] = nn.Sigmoid()
        self.net = nn.Sequential(*layers)

    def forward(self, z):
        h = self.fc(z).view(-1, self.top, self.side, self.side)
        return self.net(h)


# %%
class FaceVAE(nn.Module):
    def __init__(self, channels, latent, size):
        super().__init__()
        self.encoder = Encoder(channels, latent, size)
        self.decoder = Decoder(channels, latent, self.encoder.side)

    def reparameterize(self, mu, log_var):
        std = torch.exp(0.5 * log_var)
        return mu + std * torch.randn_like(std)

    def forward(self, x):
        mu, log_var = self.encoder(x)
        z = self.reparameterize(mu, log_var)
        return self.decoder(z), mu, log_var


def vae_loss(recon, x, mu, log_var):
    bce = F.binary_cross_entropy(recon, x, reduction="sum") / x.size(0)
    kld = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp(), dim=1).mean()
    return bce + kld


# %%
vae = FaceVAE(**config)
faces = torch.rand(8, 3, config["size"], config["size"])
recon, mu, log_var = vae(faces)
loss = vae_loss(recon, faces, mu, log_var)
loss.backward()
print(recon.shape)

# %%
steps = torch.linspace(0, 1, 5).unsqueeze(1)
path = mu[0] * (1 - steps) + mu[1] * steps
print(vae.decoder(path).shape)
