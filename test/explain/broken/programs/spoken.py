import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

# %% settings
n_fft = 128
hop = 64
n_mels = 20
classes = ["yes", "no", "up", "down"]


# %% spectrograms
def log_mel(wave):
    window = torch.hann_window(n_fft)
    spec = torch.stft(wave, n_fft, hop_length=hop, window=window, return_complex=True).abs() ** 2
    bank = torch.rand(n_mels, n_fft // 2 + 1)
    return torch.log(bank @ spec + 1e-6)


class Words(Dataset):
    def __init__(self, count=8, length=2048):
        self.waves = torch.randn(count, length)
        self.words = [classes[i % len(classes)] for i in range(count)]

    def __len__(self):
        return len(self.waves)

    def __getitem__(self, i):
        features = log_mel(self.waves[i])
        return features.unsqueeze(0), classes.index(self.words[i])


# %% net
class WordNet(nn.Module):
    def __init__(self, n_classes, channels=(8, 16)):
        super().__init__()
        c1, c2 = channels
        self.conv1 = nn.Conv2d(1, c1, (5, 3), padding=(2, 1))
        self.norm1 = nn.BatchNorm2d(c1)
        self.conv2 = nn.Conv2d(c1, c2, 3, padding=1)
        self.norm2 = nn.BatchNorm2d(c2)
        self.pool = nn.MaxPool2d(2)
        self.rnn = nn.LSTM(c2 * (n_mels // 4), 24, batch_first=True)
        self.out = nn.Linear(24, n_classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.norm1(self.conv1(x))))
        x = self.pool(torch.relu(self.norm2(self.conv2(x))))
        x = x.permute(0, 3, 1, 2).flatten(2)
        steps, _ = self.rnn(x)
        return self.out(steps.mean(dim=1))


# %% epoch
net = WordNet(len(classes))
optimizer = torch.optim.Adam(net.parameters())
for features, labels in DataLoader(Words(), batch_size=4):
    loss = nn.functional.cross_entropy(net(features), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
