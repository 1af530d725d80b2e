# %%
import torch
import torch.nn as nn

LATENT = 50
IMG_SHAPE = (1, 28, 28)
BATCH = 10
N_CRITIC = 2
LAMBDA = 10


# %%
class Generator(nn.Module):
    def __init__(self, latent_dim):
        super().__init__()
        self.init_size = 28 // 4
        self.l1 = nn.Sequential(nn.Linear(latent_dim, 64 * self.init_size ** 2))
        self.conv_blocks = nn.Sequential(
            nn.BatchNorm2d(64),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(64, 64, 3, stride=1, padding=1),
            nn.BatchNorm2d(64, 0.8),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(64, 32, 3, stride=1, padding=1),
            nn.BatchNorm2d(32, 0.8),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(32, 1, 3, stride=1, padding=1),
            nn.Tanh(),
        )

    def forward(self, z):
        out = self.l1(z)
        out = out.view(out.shape[0], 64, self.init_size, self.init_size)
        return self.conv_blocks(out)


class Critic(nn.Module):
    def __init__(self):
        super().__init__()

        def critic_block(in_filters, out_filters, bn=True):
            block = [nn.Conv2d(in_filters, out_filters, 3, 2, 1), nn.LeakyReLU(0.2, inplace=True)]
            if bn:
                block.append(nn.InstanceNorm2d(out_filters, affine=True))
            return block

        self.model = nn.Sequential(
            *critic_block(1, 16, bn=False),
            *critic_block(16, 32),
            *critic_block(32, 64),
        )
        ds_size = 4
        self.adv_layer = nn.Linear(64 * ds_size ** 2, 1)

    def forward(self, img):
        out = self.model(img)
        out = out.view(out.shape[0], -1)
        return self.adv_layer(out)


# %%
def gradient_penalty(critic, real, fake):
    alpha = torch.rand(real.size(0), 1, 1, 1)
    interpolates = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    d_interpolates = critic(interpolates)
    gradients = torch.autograd.grad(
        outputs=d_interpolates,
        inputs=interpolates,
        grad_outputs=torch.ones(real.size(0), 1),
        create_graph=True,
    )[0]
    gradients = gradients.view(gradients.size(0), -1)
    return ((gradients.norm(2, dim=1) - 1) ** 2).mean()


# %%
generator = Generator(LATENT)
critic = Critic()
opt_g = torch.optim.RMSprop(generator.parameters(), lr=5e-5)
opt_c = torch.optim.RMSprop(critic.parameters(), lr=5e-5)
loader = [torch.rand(BATCH, *IMG_SHAPE) * 2 - 1 for _ in range(2)]

# %%
for i, real_imgs in enumerate(loader):
    z = torch.randn(real_imgs.size(0), LATENT)
    fake_imgs = generator(z).detach()
    gp = gradient_penalty(critic, real_imgs, fake_imgs)
    loss_c = -critic(real_imgs).mean() + critic(fake_imgs).mean() + LAMBDA * gp
    opt_c.zero_grad()
    loss_c.backward()
    opt_c.step()
    if i % N_CRITIC == 0:
        loss_g = -critic(generator(z)).mean()
        opt_g.zero_grad()
        loss_g.backward()
        opt_g.step()

# %%
grid = generator(torch.randn(16, LATENT)).view(4, 4, 28, 28)
grid = grid.permute(0, 2, 1, 3).reshape(4 * 28, 4 * 28)
print(grid.shape)
