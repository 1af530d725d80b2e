import torch
from einops import rearrange, repeat
from einops.layers.torch import Rearrange
from torch import einsum, nn


class Attention(nn.Module):
    def __init__(self, dim, heads=4, dim_head=16):
        super().__init__()
        inner_dim = dim_head * heads
        self.heads = heads
        self.scale = dim_head**-0.5
        self.norm = nn.LayerNorm(dim)
        self.to_qkv = nn.Linear(dim, inner_dim * 3, bias=False)
        self.to_out = nn.Linear(inner_dim, dim)

    def forward(self, x):
        h = self.heads
        q, k, v = self.to_qkv(self.norm(x)).chunk(3, dim=-1)
        q, k, v = map(lambda t: rearrange(t, "b n (h d) -> b h n d", h=h), (q, k, v))
        sim = einsum("b h i d, b h j d -> b h i j", q, k) * self.scale
        attn = sim.softmax(dim=-1)
        out = einsum("b h i j, b h j d -> b h i d", attn, v)
        out = rearrange(out, "b h n d -> b n (h d)")
        return self.to_out(out)


class VideoFormer(nn.Module):
    def __init__(self, *, frames, image_size, patch_size, num_classes, dim, depth, channels=3):
        super().__init__()
        num_patches = (image_size // patch_size) ** 2
        patch_dim = channels * patch_size**2
        self.to_patch_embedding = nn.Sequential(
            Rearrange("b f c (h p1) (w p2) -> b f (h w) (p1 p2 c)", p1=patch_size, p2=patch_size),
            nn.Linear(patch_dim, dim),
        )
        self.pos_embedding = nn.Parameter(torch.randn(1, frames, num_patches, dim))
        self.space_token = nn.Parameter(torch.randn(1, 1, dim))
        self.spatial = nn.ModuleList([Attention(dim) for _ in range(depth)])
        self.temporal = nn.ModuleList([Attention(dim) for _ in range(depth)])
        self.mlp_head = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, num_classes))

    def forward(self, video):
        x = self.to_patch_embedding(video)
        b, f, n, _ = x.shape
        x = x + self.pos_embedding[:, :f, :n]
        x = rearrange(x, "b f n d -> (b f) n d")
        tokens = repeat(self.space_token, "() n d -> (b f) n d", b=b, f=f)
        x = torch.cat((tokens, x), dim=1)
        for attn in self.spatial:
            x = attn(x) + x
        x = rearrange(x[:, 0], "(b f) d -> b f d", b=b)
        for attn in self.temporal:
            x = attn(x) + x
        return self.mlp_head(x.mean(dim=1))


model = VideoFormer(frames=4, image_size=32, patch_size=8, num_classes=6, dim=56, depth=1)
clip = torch.randn(2, 4, 3, 32, 32)
logits = model(clip)
print(logits.shape)
