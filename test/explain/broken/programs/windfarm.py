# %%
import math

import torch
import torch.nn as nn

CONTEXT, AHEAD = 24, 6
N_SENSORS = 5


# %%
class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=100):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(1, max_len, d_model)
        pe[0, :, 0::2] = torch.sin(position * div_term)
        pe[0, :, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe)

    def forward(self, x):
        return x + self.pe[:, :x.size(1)]


class WindFormer(nn.Module):
    def __init__(self, n_sensors, d_model=32, nhead=4, num_layers=2, ahead=6):
        super().__init__()
        self.input_proj = nn.Linear(n_sensors, d_model)
        self.pos = PositionalEncoding(d_model)
        layer = nn.TransformerEncoderLayer(d_model, nhead, dim_feedforward=64, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers)
        self.head = nn.Linear(d_model, ahead)

    def forward(self, x, key_padding_mask=None):
        h = self.pos(self.input_proj(x))
        h = self.encoder(h, src_key_padding_mask=key_padding_mask)
        return self.head(h[:, -1])


# %%
def make_windows(series, context, ahead):
    xs, ys = [], []
    for start in range(0, len(series) - context - ahead + 1, 4):
        xs.append(series[start:start + context])
        ys.append(series[start + context:start + context + ahead, 0])
    return torch.stack(xs), torch.stack(ys)


def quantile_loss(pred, target, q=0.9):
    assert pred.shape == target.shape
    error = target - pred
    return torch.max(q * error, (q - 1) * error).mean()


# %%
series = torch.randn(90, N_SENSORS).cumsum(0)
mean, std = series.mean(0), series.std(0)
series = (series - mean) / std
X, Y = make_windows(series, CONTEXT, AHEAD)
missing = torch.zeros(X.size(0), CONTEXT, dtype=torch.bool)
missing[:, :3] = True

# %%
model = WindFormer(N_SENSORS, ahead=AHEAD)
forecast = model(X, missing)
loss = quantile_loss(forecast, Y)
loss.backward()
power = forecast.detach() * std[0] + mean[0]
print(power.shape == Y.shape)
