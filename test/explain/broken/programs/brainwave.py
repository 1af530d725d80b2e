# %%
import torch
from torch import nn

N_ELECTRODES = 22
N_SAMPLES = 256
N_CLASSES = 4


# %%
class EEGNet(nn.Module):
    def __init__(self, n_electrodes, n_samples, n_classes, F1=8, D=2, F2=16):
        super().__init__()
        self.temporal = nn.Sequential(
            nn.Conv2d(1, F1, (1, 64), padding="same", bias=False),
            nn.BatchNorm2d(F1),
        )
        self.spatial = nn.Sequential(
            nn.Conv2d(F1, F1 * D, (n_electrodes, 1), groups=F1, bias=False),
            nn.BatchNorm2d(F1 * D),
            nn.ELU(),
            nn.AvgPool2d((1, 4)),
            nn.Dropout(0.5),
        )
        self.separable = nn.Sequential(
            nn.Conv2d(F1 * D, F1 * D, (1, 16), padding=(0, 8), groups=F1 * D, bias=False),
            nn.Conv2d(F1 * D, F2, 1, bias=False),
            nn.BatchNorm2d(F2),
            nn.ELU(),
            nn.AvgPool2d((1, 8)),
            nn.Dropout(0.5),
        )
        self.classifier = nn.Linear(F2 * (n_samples // 32), n_classes)

    def forward(self, x):
        x = x.unsqueeze(1)
        x = self.temporal(x)
        x = self.spatial(x)
        x = self.separable(x)
        x = x.flatten(start_dim=1)
        return self.classifier(x)


# %%
trials = torch.randn(6, N_ELECTRODES, N_SAMPLES)
imagined = torch.tensor([0, 3, 1, 2, 0, 1])
net = EEGNet(N_ELECTRODES, N_SAMPLES, N_CLASSES)
opt = torch.optim.AdamW(net.parameters(), lr=1e-3)

# %%
logits = net(trials)
loss = nn.functional.cross_entropy(logits, imagined)
loss.backward()
opt.step()
print(logits.shape)

# %%
probs = logits.softmax(dim=1)
onehot = nn.functional.one_hot(imagined, N_CLASSES)
brier = ((probs - onehot) ** 2).sum(dim=1).mean()
print(brier.dim())
