# %%
import torch
import torch.nn as nn

IMG_SIZE = 64
PATCH = 4
WINDOW = 4


# %%
def window_partition(x, window_size):
    B, H, W, C = x.shape
    x = x.view(B, H // window_size, window_size, W // window_size, window_size, C)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, window_size, window_size, C)


def window_reverse(windows, window_size, H, W):
    B = windows.shape[0] // (H * W // window_size // window_size)
    x = windows.view(B, H // window_size, W // window_size, window_size, window_size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)


class WindowAttention(nn.Module):
    def __init__(self, dim, window_size, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.scale = (dim // num_heads) ** -0.5
        n = window_size * window_size
        self.bias = nn.Parameter(torch.zeros(num_heads, n, n))
        self.qkv = nn.Linear(dim, dim * 3)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x):
        B_, N, C = x.shape
        qkv = self.qkv(x).reshape(B_, N, 3, self.num_heads, C // self.num_heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        attn = (q * self.scale) @ k.transpose(-2, -1)
        attn = (attn + self.bias.unsqueeze(0)).softmax(dim=-1)
        x = (attn @ v).transpose(1, 2).reshape(B_, N, C)
        return self.proj(x)


# %%
class SwinBlock(nn.Module):
    def __init__(self, dim, resolution, num_heads, window_size, shift=0, mlp_ratio=4):
        super().__init__()
        self.resolution = resolution
        self.window_size = window_size
        self.shift = shift
        self.norm1 = nn.LayerNorm(dim)
        self.attn = WindowAttention(dim, window_size, num_heads)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, dim * mlp_ratio), nn.GELU(), nn.Linear(dim * mlp_ratio, dim))

    def forward(self, x):
        H, W = self.resolution
        B, L, C = x.shape
        shortcut = x
        x = self.norm1(x).view(B, H, W, C)
        if self.shift > 0:
            x = torch.roll(x, shifts=(-self.shift, -self.shift), dims=(1, 2))
        windows = window_partition(x, self.window_size)
        windows = windows.view(-1, self.window_size * self.window_size, C)
        attn = self.attn(windows)
        attn = attn.view(-1, self.window_size, self.window_size, C)
        x = window_reverse(attn, self.window_size, H, W)
        x = shortcut + x.view(B, H * W, C)
        return x + self.mlp(self.norm2(x))


class PatchMerging(nn.Module):
    def __init__(self, resolution, dim):
        super().__init__()
        self.resolution = resolution
        self.norm = nn.LayerNorm(4 * dim)
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)

    def forward(self, x):
        H, W = self.resolution
        B, L, C = x.shape
        x = x.view(B, H, W, C)
        x = torch.cat([x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]], -1)
        return self.reduction(self.norm(x.view(B, -1, 4 * C)))


# %%
class Swinlet(nn.Module):
    def __init__(self, img_size, patch_size, embed_dim=24, num_heads=3, num_classes=10):
        super().__init__()
        res = img_size // patch_size
        self.patch_embed = nn.Conv2d(3, embed_dim, patch_size, patch_size)
        self.stage1 = nn.Sequential(
            SwinBlock(embed_dim, (res, res), num_heads, WINDOW),
            SwinBlock(embed_dim, (res, res), num_heads, WINDOW, shift=2),
        )
        self.merge = PatchMerging((res, res), embed_dim)
        self.stage2 = SwinBlock(embed_dim * 2, (res // 2, res // 2), num_heads * 2, WINDOW)
        self.norm = nn.LayerNorm(embed_dim * 2)
        self.head = nn.Linear(embed_dim * 2, num_classes)

    def forward(self, x):
        x = self.patch_embed(x).flatten(2).transpose(1, 2)
        x = self.stage1(x)
        x = self.merge(x)
        x = self.norm(self.stage2(x))
        return self.head(x.mean(dim=1))


# %%
model = Swinlet(IMG_SIZE, PATCH)
photos = torch.rand(2, 3, IMG_SIZE, IMG_SIZE)
print(model(photos).shape)
