import torch
import torch.nn as nn

latent, channels, side = 20, 3, 16


class Critic(nn.Module):
    def __init__(self, channels, base=8):
        super().__init__()
        self.model = nn.Sequential(
            nn.Conv2d(channels, base, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(base, base * 2, 4, 2, 1),
            nn.InstanceNorm2d(base * 2, affine=True),
            nn.LeakyReLU(0.2),
            nn.Conv2d(base * 2, 1, 4),
        )

    def forward(self, x):
        return self.model(x).view(-1)


class Generator(nn.Module):
    def __init__(self, latent, channels, base=8):
        super().__init__()
        self.model = nn.Sequential(
            nn.ConvTranspose2d(latent, base * 2, 4, 1, 0),
            nn.BatchNorm2d(base * 2),
            nn.ReLU(),
            nn.ConvTranspose2d(base * 2, base, 4, 2, 1),
            nn.BatchNorm2d(base),
            nn.ReLU(),
            nn.ConvTranspose2d(base, channels, 4, 2, 1),
            nn.Tanh(),
        )

    def forward(self, z):
        return self.model(z)


def gradient_penalty(critic, real, fake):
    alpha = torch.rand(real.size(0), 1, 1, 1)
    mixed = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    scores = critic(mixed)
    grads = torch.autograd.grad(scores, mixed, grad_outputs=torch.ones_like(scores), create_graph=True)[0]
    grads = grads.view(grads.size(0), -1)
    return ((grads.norm(2, dim=1) - 1) ** 2).mean()


generator, critic = Generator(latent, channels), Critic(channels)
opt_g = torch.optim.Adam(generator.parameters(), lr=1e-4, betas=(0.0, 0.9))
opt_c = torch.optim.Adam(critic.parameters(), lr=1e-4, betas=(0.0, 0.9))
real = torch.rand(4, channels, side, side) * 2 - 1
for _ in range(2):
    z = torch.randn(4, latent, 1, 1)
    fake = generator(z).detach()
    loss_c = critic(fake).mean() - critic(real).mean() + 10 * gradient_penalty(critic, real, fake)
    opt_c.zero_grad()
    loss_c.backward()
    opt_c.step()
loss_g = -critic(generator(z)).mean()
opt_g.zero_grad()
loss_g.backward()
opt_g.step()
print(loss_c.item())
