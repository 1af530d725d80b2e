import torch
import torch.nn as nn
from einops import rearrange, repeat


class Attend(nn.Module):
    def __init__(self, dim, heads=4, dim_head=12):
        super().__init__()
        inner = heads * dim_head
        self.heads = heads
        self.to_qkv = nn.Linear(dim, inner * 3, bias=False)
        self.to_out = nn.Linear(inner, dim)

    def forward(self, x):
        qkv = self.to_qkv(x).chunk(3, dim=-1)
        q, k, v = [rearrange(t, "b n (h d) -> b h n d", h=self.heads) for t in qkv]
        attn = torch.einsum("bhid,bhjd->bhij", q, k).softmax(dim=-1)
        out = torch.einsum("bhij,bhjd->bhid", attn, v)
        return self.to_out(rearrange(out, "b h n d -> b n (h d)"))


class ViT(nn.Module):
    def __init__(self, image_size=40, patch=8, dim=32, classes=6, channels=3):
        super().__init__()
        self.patch = patch
        patches = (image_size // patch) ** 2
        self.embed = nn.Linear(channels * patch * patch, dim)
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim))
        self.pos = nn.Parameter(torch.randn(1, patches + 1, dim))
        self.norm = nn.LayerNorm(dim)
        self.attend = Attend(dim)
        self.head = nn.Linear(dim, classes)

    def forward(self, img):
        x = rearrange(img, "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=self.patch, p2=self.patch)
        x = self.embed(x)
        cls = repeat(self.cls_token, "1 1 d -> b 1 d", b=img.shape[0])
        x = torch.cat((cls, x), dim=1)
        x = x + self.pos
        x = x + self.attend(self.norm(x))
        return self.head(x[:, 0])


vit = ViT()
photos = torch.rand(3, 3, 40, 40)
print(vit(photos).shape)
