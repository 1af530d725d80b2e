import torch
import torch.nn as nn

# %% photographs and a table: area, rooms, age, floor, lift, price
table = torch.rand(10, 6)
photos = torch.rand(10, 3, 32, 32)
meta, price = table[:, :-1], table[:, -1]
n_meta = meta.shape[1]


# %%
class HouseNet(nn.Module):
    def __init__(self, n_meta):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(8, 16, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d((2, 2)),
            nn.Flatten(),
        )
        self.mlp = nn.Sequential(nn.Linear(n_meta, 12), nn.ReLU(), nn.Linear(12, 8))
        self.head = nn.Sequential(nn.Linear(64 + 8, 32), nn.ReLU(), nn.Linear(32, 1))

    def forward(self, image, meta):
        image = self.cnn(image)
        meta = self.mlp(meta)
        fused = torch.cat((image, meta), dim=1)
        return self.head(fused).squeeze(1)


# %%
net = HouseNet(n_meta)
predicted = net(photos, meta)
assert predicted.shape == price.shape
loss = nn.functional.mse_loss(predicted, price)
loss.backward()
print(predicted.shape)
