# %%
import torch
import torch.nn as nn
from torch.nn.utils import weight_norm

SAMPLE_RATE = 4000
N_MELS = 40
N_CHORDS = 25


# %%
class Chomp1d(nn.Module):
    def __init__(self, chomp_size):
        super().__init__()
        self.chomp_size = chomp_size

    def forward(self, x):
        return x[:, :, :-self.chomp_size].contiguous()


class TemporalBlock(nn.Module):
    def __init__(self, n_inputs, n_outputs, kernel_size, stride, dilation, padding, dropout=0.2):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv1d(n_inputs, n_outputs, kernel_size, stride=stride, padding=padding, dilation=dilation),
            Chomp1d(padding),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Conv1d(n_outputs, n_outputs, kernel_size, stride=stride, padding=padding, dilation=dilation),
            Chomp1d(padding),
            nn.ReLU(),
            nn.Dropout(dropout),
        )
        self.downsample = nn.Conv1d(n_inputs, n_outputs, 1) if n_inputs != n_outputs else None

    def forward(self, x):
        out = self.net(x)
        res = x if self.downsample is None else self.downsample(x)
        return torch.relu(out + res)


class TCN(nn.Module):
    def __init__(self, num_inputs, num_channels, kernel_size=3):
        super().__init__()
        layers = []
        for i, out_channels in enumerate(num_channels):
            dilation = 2 ** i
            in_channels = num_inputs if i == 0 else num_channels[i - 1]
            layers.append(
                TemporalBlock(
                    in_channels,
                    out_channels,
                    kernel_size,
                    stride=1,
                    dilation=dilation,
                    padding=(kernel_size - 1) * dilation,
                )
            )
        self.network = nn.Sequential(*layers)

    def forward(self, x):
        return self.network(x)


# %%
class ChordNet(nn.Module):
    def __init__(self, n_mels, n_chords, channels):
        super().__init__()
        self.norm = nn.BatchNorm1d(n_mels)
        self.tcn = TCN(n_mels, channels)
        self.gru = nn.GRU(channels[-1], 20, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(40, n_chords)

    def forward(self, mel):
        y = self.tcn(self.norm(mel))
        y, _ = self.gru(y.transpose(1, 2))
        return self.fc(y)


# %%
def log_mel(wave, filters, n_fft=256, hop=128):
    window = torch.hann_window(n_fft)
    spec = torch.stft(wave, n_fft, hop, window=window, return_complex=True)
    power = spec.abs() ** 2
    return torch.log(torch.matmul(filters, power) + 1e-6)


wave = torch.randn(3, SAMPLE_RATE)
filters = torch.rand(N_MELS, 256 // 2 + 1)
mel = log_mel(wave, filters)
frames = mel.shape[-1]
chords = torch.randint(0, N_CHORDS, (3, frames))

# %%
net = ChordNet(N_MELS, N_CHORDS, channels=[32, 32, 24])
scores = net(mel)
loss = nn.CrossEntropyLoss()(scores.permute(0, 2, 1), chords)
loss.backward()
print(scores.shape)
