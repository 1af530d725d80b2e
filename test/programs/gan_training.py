import torch
from torch import nn, optim

torch.manual_seed(1)
generator = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 2))
critic = nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1), nn.Sigmoid())
loss = nn.BCELoss()
of_generator = optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.999))
of_critic = optim.Adam(critic.parameters(), lr=1e-3)
for step in range(4):
    real = torch.randn(32, 2) * 0.5 + 1
    fake = generator(torch.randn(32, 8))
    of_critic.zero_grad()
    d = loss(critic(real), torch.ones(32, 1)) + loss(critic(fake.detach()), torch.zeros(32, 1))
    d.backward()
    of_critic.step()
    of_generator.zero_grad()
    g = loss(critic(fake), torch.ones(32, 1))
    g.backward()
    of_generator.step()
    print(step, round(d.item(), 4), round(g.item(), 4))
print(of_generator)
