import torch
from torch import nn

torch.manual_seed(0)


class AutoEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 4, 3, stride=2, padding=1), nn.GELU(), nn.Conv2d(4, 8, 3, stride=2, padding=1), nn.GELU()
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1),
            nn.GELU(),
            nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
            nn.Conv2d(4, 1, 3, padding="same"),
        )

    def forward(self, x):
        z = self.encoder(x)
        return self.decoder(z), z


model = AutoEncoder()
x = torch.rand(2, 1, 16, 16)
y, z = model(x)
print(z.shape, y.shape, sum(p.numel() for p in model.parameters()))
loss = nn.functional.mse_loss(y, x)
loss.backward()
print(f"{loss.item():.5f}", model.encoder[0].weight.grad.abs().sum())
print(y[0, 0, :2, :4])
