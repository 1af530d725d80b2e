import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader

# %% who listened to what
plays = [(0, 3), (0, 5), (1, 2), (2, 9), (3, 1), (3, 7), (4, 4), (5, 0), (5, 8), (6, 6)]
n_users, n_songs = 7, 10
K = 4


class Listens(Dataset):
    def __len__(self):
        return len(plays)

    def __getitem__(self, i):
        user, song = plays[i]
        negatives = torch.randint(0, n_songs, (K,))
        return user, song, negatives


# %% two towers
class Towers(nn.Module):
    def __init__(self, n_users, n_songs, dim=16, out=8):
        super().__init__()
        self.users = nn.Embedding(n_users, dim)
        self.songs = nn.Embedding(n_songs, dim)
        self.user_mlp = nn.Sequential(nn.Linear(dim, 32), nn.ReLU(), nn.Linear(32, out))
        self.song_mlp = nn.Sequential(nn.Linear(dim, 32), nn.ReLU(), nn.Linear(32, out))
        self.bias = nn.Embedding(n_songs, 1)

    def forward(self, user, songs):
        u = self.user_mlp(self.users(user))
        s = self.song_mlp(self.songs(songs))
        scores = torch.bmm(s, u.unsqueeze(2)).squeeze(2)
        return scores + self.bias(songs).squeeze(-1)


# %% bpr
model = Towers(n_users, n_songs)
optimizer = torch.optim.Adagrad(model.parameters(), lr=0.05)
for user, song, negatives in DataLoader(Listens(), batch_size=5, shuffle=True):
    positive = model(user, song.unsqueeze(1))
    negative = model(user, negatives)
    loss = -F.logsigmoid(positive - negative).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% recommend
with torch.no_grad():
    everyone = torch.arange(n_users)
    every_song = torch.arange(n_songs).expand(n_users, -1)
    best = model(everyone, every_song).topk(3, dim=1).indices
print(best.shape)
