import torch
import torch.nn as nn
import torch.nn.functional as F

# %% episode
n_way, k_shot, n_query = 5, 2, 3


def episode(size=28):
    support = torch.rand(n_way, k_shot, 1, size, size)
    query = torch.rand(n_way, n_query, 1, size, size)
    return support, query


# %% embedding
def block(c_in, c_out):
    return nn.Sequential(nn.Conv2d(c_in, c_out, 3, padding=1), nn.BatchNorm2d(c_out), nn.ReLU(), nn.MaxPool2d(2))


class ProtoNet(nn.Module):
    def __init__(self, hidden=12):
        super().__init__()
        self.encoder = nn.Sequential(block(1, hidden), block(hidden, hidden), block(hidden, hidden), nn.Flatten())

    def forward(self, support, query):
        support = support.flatten(0, 1)
        query = query.flatten(0, 1)
        z = self.encoder(torch.cat([support, query]))
        z_support, z_query = z[: n_way * k_shot], z[n_way * k_shot :]
        prototypes = z_support.view(n_way, k_shot, -1).mean(dim=1)
        return -torch.cdist(z_query, prototypes) ** 2


# %% learning
model = ProtoNet()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for _ in range(2):
    support, query = episode()
    logits = model(support, query)
    target = torch.arange(n_way).repeat_interleave(n_query)
    loss = F.cross_entropy(logits, target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print((logits.argmax(1) == target).float().mean() <= 1)
