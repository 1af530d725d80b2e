import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn

generator = nn.Sequential(
    nn.ConvTranspose2d(100, 64, 4, 1, 0),
    nn.BatchNorm2d(64),
    nn.ReLU(),
    nn.ConvTranspose2d(64, 32, 4, 2, 1),
    nn.BatchNorm2d(32),
    nn.ReLU(),
    nn.ConvTranspose2d(32, 3, 4, 2, 1),
    nn.Tanh(),
)
discriminator = nn.Sequential(
    nn.Conv2d(3, 32, 4, 2, 1),
    nn.LeakyReLU(0.2),
    nn.Conv2d(32, 64, 4, 2, 1),
    nn.LeakyReLU(0.2),
    nn.Conv2d(64, 1, 4, 1, 0),
    nn.Sigmoid(),
)
noise = torch.randn(16, 100, 1, 1)
fake = generator(noise)
score = discriminator(fake).view(-1)
loss = nn.BCELoss()(score, torch.ones(16))
print(fake.shape, loss.shape)
