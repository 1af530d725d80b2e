import torch
import torch.nn as nn

# %% parameters
image_size = 32
nz = 24
ngf = 16
ndf = 16
batch_size = 8

# %% networks
netG = nn.Sequential(
    nn.ConvTranspose2d(nz, ngf * 4, 4, 1, 0, bias=False),
    nn.BatchNorm2d(ngf * 4),
    nn.ReLU(True),
    nn.ConvTranspose2d(ngf * 4, ngf * 2, 4, 2, 1, bias=False),
    nn.BatchNorm2d(ngf * 2),
    nn.ReLU(True),
    nn.ConvTranspose2d(ngf * 2, ngf, 4, 2, 1, bias=False),
    nn.BatchNorm2d(ngf),
    nn.ReLU(True),
    nn.ConvTranspose2d(ngf, 3, 4, 2, 1, bias=False),
    nn.Tanh(),
)
netD = nn.Sequential(
    nn.Conv2d(3, ndf, 4, 2, 1, bias=False),
    nn.LeakyReLU(0.2, True),
    nn.Conv2d(ndf, ndf * 2, 4, 2, 1, bias=False),
    nn.BatchNorm2d(ndf * 2),
    nn.LeakyReLU(0.2, True),
    nn.Conv2d(ndf * 2, ndf * 4, 4, 2, 1, bias=False),
    nn.BatchNorm2d(ndf * 4),
    nn.LeakyReLU(0.2, True),
    nn.Conv2d(ndf * 4, 1, 4, 1, 0, bias=False),
    nn.Sigmoid(),
)

# %% one step
criterion = nn.BCELoss()
real = torch.rand(batch_size, 3, image_size, image_size) * 2 - 1
label = torch.ones(batch_size)
output = netD(real).view(-1)
errD_real = criterion(output, label)
noise = torch.randn(batch_size, nz, 1, 1)
fake = netG(noise)
output = netD(fake.detach()).view(-1)
errD_fake = criterion(output, torch.zeros(batch_size))
(errD_real + errD_fake).backward()
errG = criterion(netD(fake).view(-1), label)
errG.backward()
print(errG.item())
