import torch
import torch.nn as nn
import torch.nn.functional as F


class Tower(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.fc2 = nn.Linear(hidden, out_features)

    def forward(self, x):
        return F.normalize(self.fc2(F.relu(self.norm(self.fc1(x)))), dim=1)


class Recommender(nn.Module):
    def __init__(self, users=200, items=350):
        super().__init__()
        self.user_table = nn.Embedding(users, 24)
        self.item_table = nn.Embedding(items, 30)
        self.user_tower = Tower(24, 48, 16)
        self.item_tower = Tower(30 + 8, 48, 16)

    def forward(self, user, item, features):
        u = self.user_tower(self.user_table(user))
        i = self.item_tower(torch.cat([self.item_table(item), features], dim=1))
        return u @ i.T, F.cosine_similarity(u, i, dim=1)


model = Recommender()
user = torch.randint(0, 200, (9,))
item = torch.randint(0, 350, (9,))
features = torch.randn(9, 8)
scores, similarity = model(user, item, features)
loss = F.cross_entropy(scores / 0.1, torch.arange(9))
pull = F.mse_loss(similarity, torch.ones(9))
print(scores.shape, loss.shape, pull.shape)
