import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset, random_split

SEQ_LEN = 14
FEATURES = 5
HIDDEN = 24


class WindowDataset(Dataset):
    def __init__(self, series, seq_len):
        self.series = torch.tensor(series, dtype=torch.float32)
        self.seq_len = seq_len

    def __len__(self):
        return len(self.series) - self.seq_len

    def __getitem__(self, i):
        window = self.series[i : i + self.seq_len]
        target = self.series[i + self.seq_len, 0]
        return window, target


class AttentionGRU(nn.Module):
    def __init__(self, input_size, hidden_size, num_layers=2):
        super().__init__()
        self.num_layers = num_layers
        self.hidden_size = hidden_size
        self.gru = nn.GRU(input_size, hidden_size, num_layers, batch_first=True, dropout=0.1)
        self.score = nn.Linear(hidden_size, 1)
        self.regressor = nn.Sequential(nn.Linear(hidden_size, 16), nn.ReLU(), nn.Linear(16, 1))

    def init_hidden(self, batch_size):
        return torch.zeros(self.num_layers, batch_size, self.hidden_size)

    def forward(self, x, hidden):
        out, hidden = self.gru(x, hidden)
        weights = torch.softmax(self.score(out), dim=1)
        context = (weights * out).sum(dim=1)
        return self.regressor(context).squeeze(-1), hidden


series = np.random.randn(90, FEATURES)
dataset = WindowDataset(series, SEQ_LEN)
train_set, test_set = random_split(dataset, [60, 16])
train_loader = DataLoader(train_set, batch_size=12, shuffle=True, drop_last=True)
test_loader = DataLoader(test_set, batch_size=8)

model = AttentionGRU(FEATURES, HIDDEN)
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

for epoch in range(2):
    model.train()
    for x, y in train_loader:
        hidden = model.init_hidden(x.size(0))
        optimizer.zero_grad()
        prediction, hidden = model(x, hidden)
        loss = criterion(prediction, y)
        loss.backward()
        optimizer.step()

model.eval()
errors = []
with torch.no_grad():
    for x, y in test_loader:
        prediction, _ = model(x, model.init_hidden(len(x)))
        errors.append((prediction - y).abs())
print(torch.cat(errors).mean().shape)
