import torch
import torch.nn as nn

latent_dim = 64
n_classes = 10


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.label_emb = nn.Embedding(n_classes, 16)
        self.fc = nn.Linear(latent_dim + 16, 128 * 7 * 7)
        self.deconv = nn.Sequential(
            nn.BatchNorm2d(128),
            nn.ConvTranspose2d(128, 64, kernel_size=4, stride=2, padding=1),
            nn.BatchNorm2d(64),
            nn.ReLU(),
            nn.ConvTranspose2d(64, 1, kernel_size=4, stride=2, padding=1),
            nn.Tanh(),
        )

    def forward(self, z, labels):
        x = torch.cat([z, self.label_emb(labels)], dim=1)
        x = self.fc(x).view(-1, 128, 7, 7)
        return self.deconv(x)


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.label_emb = nn.Embedding(n_classes, 28 * 28)
        self.conv = nn.Sequential(
            nn.Conv2d(2, 32, 4, stride=2, padding=1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(32, 64, 4, stride=2, padding=1),
            nn.LeakyReLU(0.2),
        )
        self.fc = nn.Linear(64 * 7 * 7, 1)

    def forward(self, img, labels):
        plane = self.label_emb(labels).view(-1, 1, 28, 28)
        x = self.conv(torch.cat([img, plane], dim=1))
        return self.fc(x.flatten(1))


G, D = Generator(), Discriminator()
batch = 12
z = torch.randn(batch, latent_dim)
classes = torch.randint(0, n_classes, (batch,))
fake = G(z, classes)
score = D(fake, classes)
valid = torch.ones(batch, 1)
loss = nn.BCEWithLogitsLoss()(score, valid)
print(fake.shape, loss.shape)
