import torch
import torch.nn as nn

# %% user, film, stars
ratings = torch.tensor([[1, 10, 4], [1, 12, 5], [2, 10, 3], [3, 31, 1], [5, 12, 2], [8, 20, 4], [8, 31, 5]])
users, films, stars = ratings[:, 0], ratings[:, 1], ratings[:, 2].float()
n_users = int(users.max()) + 1
n_films = int(films.max()) + 1


# %%
class Factors(nn.Module):
    def __init__(self, n_users, n_films, dim=6):
        super().__init__()
        self.user = nn.Embedding(n_users, dim)
        self.film = nn.Embedding(n_films, dim)
        self.user_bias = nn.Embedding(n_users, 1)
        self.film_bias = nn.Embedding(n_films, 1)

    def forward(self, u, f):
        dot = (self.user(u) * self.film(f)).sum(dim=1)
        return dot + self.user_bias(u).squeeze(1) + self.film_bias(f).squeeze(1)


# %%
model = Factors(n_users, n_films)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(2):
    predicted = model(users, films)
    loss = ((predicted - stars) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% every film for one user
with torch.no_grad():
    scores = model.film.weight @ model.user.weight[8] + model.film_bias.weight.squeeze(1)
    top = scores.topk(3).indices
print(top.shape)
