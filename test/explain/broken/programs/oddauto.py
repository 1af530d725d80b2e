import torch
import torch.nn as nn


class Autoencoder(nn.Module):
    def __init__(self, latent=10):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(8, 16, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1),
            nn.ReLU(),
        )
        self.to_latent = nn.Linear(32 * 4 * 4, latent)
        self.from_latent = nn.Linear(latent, 32 * 4 * 4)
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1, output_padding=0),
            nn.ReLU(),
            nn.ConvTranspose2d(16, 8, 3, stride=2, padding=1, output_padding=1),
            nn.ReLU(),
            nn.ConvTranspose2d(8, 1, 3, stride=2, padding=1, output_padding=1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        x = self.encoder(x)
        z = self.to_latent(torch.flatten(x, 1))
        x = self.from_latent(z).view(-1, 32, 4, 4)
        return self.decoder(x), z


digits = torch.rand(5, 1, 28, 28)
model = Autoencoder()
restored, codes = model(digits)
errors = ((restored - digits) ** 2).sum(dim=(1, 2, 3))
errors.mean().backward()
print(codes.shape, errors.shape)
