import torch
import torch.nn as nn

# %%
class Generator(nn.Module):
    def __init__(self, z_dim=24, n_classes=7, embed_size=16, base=8):
        super().__init__()
        self.base = base
        self.embedding = nn.Embedding(n_classes, embed_size)
        self.small_fc = nn.Linear(z_dim + embed_size, base * 4 * 4 * 4)
        self.blocks = nn.Sequential(
            nn.ConvTranspose2d(base * 4, base * 2, 4, stride=2, padding=1),
            nn.BatchNorm2d(base * 2),
            nn.ReLU(True),
            nn.ConvTranspose2d(base * 2, 3, 4, stride=2, padding=1),
            nn.Tanh(),
        )

    def forward(self, z, y):
        yz = torch.cat([z, self.embedding(y)], dim=1)
        out = self.small_fc(yz)
        out = out.view(z.size(0), self.base * 4, 4, 4)
        return self.blocks(out)


class Discriminator(nn.Module):
    def __init__(self, n_classes=7, size=16, base=8):
        super().__init__()
        self.size = size
        self.embedding = nn.Embedding(n_classes, size * size)
        self.net = nn.Sequential(
            nn.Conv2d(3 + 1, base, 4, stride=2, padding=1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(base, base * 2, 4, stride=2, padding=1),
            nn.LeakyReLU(0.2),
        )
        self.fc = nn.Linear(base * 2 * 4 * 4, 1)

    def forward(self, images, y):
        label_map = self.embedding(y).view(-1, 1, self.size, self.size)
        x = self.net(torch.cat([images, label_map], dim=1))
        return self.fc(x.flatten(1))


# %% one step of each
G, D = Generator(), Discriminator()
bce = nn.BCEWithLogitsLoss()
faces = torch.rand(5, 3, 16, 16) * 2 - 1
y = torch.randint(0, 7, (5,))
z = torch.randn(5, 24)
fake = G(z, y)
real_target = torch.ones(5, 1)
fake_target = torch.zeros(5, 1)
d_loss = bce(D(faces, y), real_target) + bce(D(fake.detach(), y), fake_target)
d_loss.backward()
g_loss = bce(D(fake, y), real_target)
g_loss.backward()
print(d_loss.item(), g_loss.item())
