import torch
import torch.nn as nn
from einops import rearrange, reduce
from einops.layers.torch import Rearrange


class MixerBlock(nn.Module):
    def __init__(self, dim, num_patches):
        super().__init__()
        self.token_norm = nn.LayerNorm(dim)
        self.token_mix = nn.Sequential(nn.Linear(num_patches, 32), nn.GELU(), nn.Linear(32, num_patches))
        self.channel_norm = nn.LayerNorm(dim)
        self.channel_mix = nn.Sequential(nn.Linear(dim, dim * 2), nn.GELU(), nn.Linear(dim * 2, dim))

    def forward(self, x):
        y = rearrange(self.token_norm(x), "b n d -> b d n")
        x = x + rearrange(self.token_mix(y), "b d n -> b n d")
        return x + self.channel_mix(self.channel_norm(x))


class Mixer(nn.Module):
    def __init__(self, image_size, patch, dim, depth, classes, channels=3):
        super().__init__()
        num_patches = (image_size // patch) ** 2
        self.to_patches = nn.Sequential(
            Rearrange("b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=patch, p2=patch),
            nn.Linear(patch * patch * channels, dim),
        )
        self.blocks = nn.Sequential(*[MixerBlock(dim, num_patches) for _ in range(depth)])
        self.head = nn.Linear(dim, classes)

    def forward(self, images):
        x = self.blocks(self.to_patches(images))
        return self.head(reduce(x, "b n d -> b d", "mean"))


images = torch.rand(2, 3, 48, 48)
mixer = Mixer(image_size=48, patch=8, dim=24, depth=2, classes=7)
scores = mixer(images)
print(scores.shape)
