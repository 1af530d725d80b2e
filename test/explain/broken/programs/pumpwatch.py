import torch
import torch.nn as nn
from torch.utils.data import DataLoader

# %% vibration of a pump, seven sensors
seq_len, n_sensors = 20, 7
recording = torch.randn(200, n_sensors)
windows = [recording[start : start + seq_len] for start in range(0, 181, 20)]


# %% autoencoder
class Encoder(nn.Module):
    def __init__(self, n_features, embedding_dim=16):
        super().__init__()
        self.hidden_dim = 2 * embedding_dim
        self.rnn1 = nn.LSTM(n_features, self.hidden_dim, batch_first=True)
        self.rnn2 = nn.LSTM(self.hidden_dim, embedding_dim, batch_first=True)

    def forward(self, x):
        x, _ = self.rnn1(x)
        _, (hidden, _) = self.rnn2(x)
        return hidden[-1]


class Decoder(nn.Module):
    def __init__(self, seq_len, n_features, input_dim=16):
        super().__init__()
        self.seq_len = seq_len
        self.hidden_dim = 2 * input_dim
        self.rnn1 = nn.LSTM(input_dim, input_dim, batch_first=True)
        self.rnn2 = nn.LSTM(input_dim, self.hidden_dim, batch_first=True)
        self.output_layer = nn.Linear(self.hidden_dim, n_features)

    def forward(self, x):
        x = x.unsqueeze(1).repeat(1, self.seq_len, 1)
        x, _ = self.rnn1(x)
        x, _ = self.rnn2(x)
        return self.output_layer(x)


class RecurrentAutoencoder(nn.Module):
    def __init__(self, seq_len, n_features, embedding_dim=16):
        super().__init__()
        self.encoder = Encoder(n_features, embedding_dim)
        self.decoder = Decoder(seq_len, n_features, embedding_dim)

    def forward(self, x):
        return self.decoder(self.encoder(x))


# %% training
model = RecurrentAutoencoder(seq_len, n_sensors, embedding_dim=12)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
criterion = nn.L1Loss(reduction="sum")
for batch in DataLoader(windows, batch_size=4):
    loss = criterion(model(batch), batch)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item() > 0)
