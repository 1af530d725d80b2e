# %% series
import numpy as np
import torch
import torch.nn as nn

hours = np.arange(600)
load = np.stack([np.sin(hours / 24), np.cos(hours / 24), np.sin(hours / 168)], axis=1).astype(np.float32)
LOOKBACK, HORIZON = 36, 6


def make_windows(series, lookback, horizon):
    X, y = [], []
    for start in range(0, len(series) - lookback - horizon, 20):
        X.append(series[start : start + lookback])
        y.append(series[start + lookback : start + lookback + horizon, 0])
    return torch.tensor(np.array(X)), torch.tensor(np.array(y))


X, y = make_windows(load, LOOKBACK, HORIZON)

# %% model
class Forecaster(nn.Module):
    def __init__(self, input_size, hidden_size, num_layers, output_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.lstm = nn.LSTM(input_size, hidden_size, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        h0 = torch.zeros(self.num_layers, x.size(0), self.hidden_size)
        c0 = torch.zeros(self.num_layers, x.size(0), self.hidden_size)
        out, _ = self.lstm(x, (h0, c0))
        return self.fc(out[:, -1, :])


# %% training
model = Forecaster(input_size=3, hidden_size=20, num_layers=2, output_size=HORIZON)
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(2):
    outputs = model(X)
    optimizer.zero_grad()
    loss = criterion(outputs, y)
    loss.backward()
    optimizer.step()

# %% forecast
model.eval()
with torch.no_grad():
    window = torch.tensor(load[-LOOKBACK:]).unsqueeze(0)
    forecast = model(window).squeeze(0)
weights = torch.ones(HORIZON) / HORIZON
print(loss.shape, forecast.shape, torch.dot(forecast, weights).shape)
