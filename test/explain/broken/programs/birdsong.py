import torch
import torch.nn as nn

# %% audio
sample_rate = 4000
n_fft = 128
hop = 64
n_mels = 20
clips = torch.randn(6, sample_rate)
species = torch.randint(0, 5, (6,))


# %% features
def mel_spectrogram(waves):
    window = torch.hann_window(n_fft)
    spec = torch.stft(waves, n_fft, hop_length=hop, window=window, return_complex=True).abs()
    fbank = torch.rand(n_mels, n_fft // 2 + 1)
    return torch.log(torch.matmul(fbank, spec) + 1e-6)


mels = mel_spectrogram(clips).unsqueeze(1)
mels = (mels - mels.mean(dim=(2, 3), keepdim=True)) / mels.std(dim=(2, 3), keepdim=True)


# %% network
class SongNet(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.BatchNorm2d(8),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
        )
        self.classifier = nn.Linear(16, n_classes)

    def forward(self, x):
        x = self.features(x)
        return self.classifier(x.flatten(1))


# %% train
net = SongNet(5)
logits = net(mels)
loss = nn.functional.cross_entropy(logits, species)
loss.backward()
print(logits.shape)
