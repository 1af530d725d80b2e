import torch
import torch.nn as nn


class Denoiser(nn.Module):
    def __init__(self, base=8):
        super().__init__()
        self.enc1 = nn.Conv2d(1, base, 3, stride=2, padding=1)
        self.enc2 = nn.Conv2d(base, base * 2, 3, stride=2, padding=1)
        self.enc3 = nn.Conv2d(base * 2, base * 4, 7)
        self.dec3 = nn.ConvTranspose2d(base * 4, base * 2, 7)
        self.dec2 = nn.ConvTranspose2d(base * 2, base, 3, stride=2, padding=1, output_padding=1)
        self.dec1 = nn.ConvTranspose2d(base, 1, 3, stride=2, padding=1, output_padding=1)

    def forward(self, x):
        x = torch.relu(self.enc1(x))
        x = torch.relu(self.enc2(x))
        code = torch.relu(self.enc3(x))
        x = torch.relu(self.dec3(code))
        x = torch.relu(self.dec2(x))
        return torch.sigmoid(self.dec1(x)), code


clean = torch.rand(5, 1, 28, 28)
noisy = clean + 0.2 * torch.randn(5, 1, 28, 28)
model = Denoiser()
restored, code = model(noisy)
loss = nn.MSELoss()(restored, clean)
worst = (restored - clean).abs().flatten(1).max(dim=1).values
print(restored.shape, code.shape, worst.shape, loss.shape)
