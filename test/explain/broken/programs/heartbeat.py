# %%
import torch
import torch.nn as nn

SAMPLES = 512
LEADS = 12
N_WAVES = 4  # none, P, QRS, T


# %%
class Conv1dBlock(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size=9):
        super().__init__()
        pad = kernel_size // 2
        self.block = nn.Sequential(
            nn.Conv1d(in_channels, out_channels, kernel_size, padding=pad),
            nn.BatchNorm1d(out_channels),
            nn.ReLU(),
            nn.Conv1d(out_channels, out_channels, kernel_size, padding=pad),
            nn.BatchNorm1d(out_channels),
            nn.ReLU(),
        )

    def forward(self, x):
        return self.block(x)


class HeartUNet(nn.Module):
    def __init__(self, leads, n_waves, base=8):
        super().__init__()
        self.enc1 = Conv1dBlock(leads, base)
        self.enc2 = Conv1dBlock(base, base * 2)
        self.enc3 = Conv1dBlock(base * 2, base * 4)
        self.bottleneck = Conv1dBlock(base * 4, base * 8)
        self.pool = nn.MaxPool1d(2)
        self.up3 = nn.ConvTranspose1d(base * 8, base * 4, kernel_size=2, stride=2)
        self.dec3 = Conv1dBlock(base * 8, base * 4)
        self.up2 = nn.ConvTranspose1d(base * 4, base * 2, kernel_size=2, stride=2)
        self.dec2 = Conv1dBlock(base * 4, base * 2)
        self.up1 = nn.ConvTranspose1d(base * 2, base, kernel_size=2, stride=2)
        self.dec1 = Conv1dBlock(base * 2, base)
        self.final = nn.Conv1d(base, n_waves, kernel_size=1)

    def forward(self, x):
        e1 = self.enc1(x)
        e2 = self.enc2(self.pool(e1))
        e3 = self.enc3(self.pool(e2))
        b = self.bottleneck(self.pool(e3))
        d3 = self.dec3(torch.cat((self.up3(b), e3), dim=1))
        d2 = self.dec2(torch.cat((self.up2(d3), e2), dim=1))
        d1 = self.dec1(torch.cat((self.up1(d2), e1), dim=1))
        return self.final(d1)


# %%
def soft_dice(logits, target, eps=1.0):
    probs = logits.softmax(1)
    onehot = nn.functional.one_hot(target, N_WAVES).permute(0, 2, 1).float()
    inter = (probs * onehot).sum(dim=(0, 2))
    union = probs.sum(dim=(0, 2)) + onehot.sum(dim=(0, 2))
    return 1 - ((2 * inter + eps) / (union + eps)).mean()


# %%
recordings = torch.randn(4, SAMPLES, LEADS)
waves = torch.randint(0, N_WAVES, (4, SAMPLES))
ecg = recordings.transpose(1, 2)
class_weights = torch.tensor([0.2, 1.0, 1.0, 1.0])

# %%
net = HeartUNet(LEADS, N_WAVES)
out = net(ecg)
ce = nn.CrossEntropyLoss(weight=class_weights)
loss = ce(out, waves) + soft_dice(out, waves)
loss.backward()
print(out.shape)
