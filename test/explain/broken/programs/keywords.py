# %% data: one second of sound at 4 kHz
import torch
import torch.nn as nn
import torch.nn.functional as F

LABELS = ["yes", "no", "up", "down", "left", "right", "stop", "go"]
waveforms = torch.randn(5, 1, 4000)
targets = torch.randint(0, len(LABELS), (5,))

# %% network
class M5(nn.Module):
    def __init__(self, n_input=1, n_output=35, stride=8, n_channel=16):
        super().__init__()
        self.conv1 = nn.Conv1d(n_input, n_channel, kernel_size=40, stride=stride)
        self.bn1 = nn.BatchNorm1d(n_channel)
        self.pool1 = nn.MaxPool1d(4)
        self.conv2 = nn.Conv1d(n_channel, n_channel, kernel_size=3)
        self.bn2 = nn.BatchNorm1d(n_channel)
        self.pool2 = nn.MaxPool1d(4)
        self.conv3 = nn.Conv1d(n_channel, 2 * n_channel, kernel_size=3)
        self.bn3 = nn.BatchNorm1d(2 * n_channel)
        self.pool3 = nn.MaxPool1d(4)
        self.fc1 = nn.Linear(2 * n_channel, n_output)

    def forward(self, x):
        x = self.pool1(F.relu(self.bn1(self.conv1(x))))
        x = self.pool2(F.relu(self.bn2(self.conv2(x))))
        x = self.pool3(F.relu(self.bn3(self.conv3(x))))
        x = F.avg_pool1d(x, x.shape[-1])
        x = x.permute(0, 2, 1)
        x = self.fc1(x)
        return F.log_softmax(x, dim=2)


# %% recurrent network on the spectrogram
class SpecGRU(nn.Module):
    def __init__(self, n_bins=65, hidden=30, n_output=8):
        super().__init__()
        self.conv = nn.Conv1d(n_bins, 48, kernel_size=5, padding=2)
        self.gru = nn.GRU(48, hidden, batch_first=True)
        self.out = nn.Linear(hidden, n_output)

    def forward(self, wave):
        frames = wave.squeeze(1).unfold(1, 128, 64) * torch.hann_window(128)
        spec = torch.fft.rfft(frames, dim=2).abs().transpose(1, 2)
        x = F.relu(self.conv(spec)).transpose(1, 2)
        _, h = self.gru(x)
        return self.out(h[-1])


# %% loss
model = M5(n_input=waveforms.shape[1], n_output=len(LABELS))
output = model(waveforms)
loss = F.nll_loss(output.squeeze(1), targets)
second = SpecGRU()(waveforms)
total = loss + F.cross_entropy(second, targets)
total.backward()
print(output.shape, second.shape, total.shape)
