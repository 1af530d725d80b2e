"""What parsing and compiling 2,000 lines of model code costs in a fresh process."""

import time

# One of ten parts of the file; NAME is replaced in each.
PART = '''
# --- NAME ----------------------------------------------------------------------------------------------------------


@dataclass
class NAMEConfig:
    """What a NAME is made of."""

    image_size: int = 224
    patch_size: int = 16
    width: int = 384
    depth: int = 12
    heads: int = 6
    mlp_ratio: float = 4.0
    dropout: float = 0.1
    num_classes: int = 1000
    stages: List[int] = field(default_factory=lambda: [2, 2, 6, 2])
    activation: str = "gelu"

    def __post_init__(self):
        if self.width % self.heads != 0:
            raise ValueError(f"width {self.width} is not a multiple of the {self.heads} heads")
        if self.image_size % self.patch_size:
            raise ValueError("the patches must cover the image")

    @property
    def num_patches(self) -> int:
        return (self.image_size // self.patch_size) ** 2


class NAMENorm(nn.Module):
    """Layer normalization for channels first."""

    def __init__(self, channels: int, eps: float = 1e-6) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean(1, keepdim=True)
        var = (x - mean).pow(2).mean(1, keepdim=True)
        x = (x - mean) / torch.sqrt(var + self.eps)
        return self.weight[:, None, None] * x + self.bias[:, None, None]


class NAMEBlock(nn.Module):
    expansion: int = 4

    def __init__(self, in_channels, channels, stride=1, downsample=None, groups=1, norm_layer=None):
        super(NAMEBlock, self).__init__()
        if norm_layer is None:
            norm_layer = nn.BatchNorm2d
        width = int(channels * (64 / 64.0)) * groups
        # The stride is at the 3x3 convolution.
        self.conv1 = nn.Conv2d(in_channels, width, kernel_size=1, bias=False)
        self.bn1 = norm_layer(width)
        self.conv2 = nn.Conv2d(width, width, kernel_size=3, stride=stride, padding=1, groups=groups, bias=False)
        self.bn2 = norm_layer(width)
        self.conv3 = nn.Conv2d(width, channels * self.expansion, kernel_size=1, bias=False)
        self.bn3 = norm_layer(channels * self.expansion)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample
        self.stride = stride

    def forward(self, x):
        identity = x

        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))

        if self.downsample is not None:
            identity = self.downsample(x)

        out += identity
        return self.relu(out)


class NAMEAttention(nn.Module):
    def __init__(self, config: NAMEConfig, causal: bool = False):
        super().__init__()
        self.heads = config.heads
        self.head_dim = config.width // config.heads
        self.scale = self.head_dim ** -0.5
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.proj = nn.Linear(config.width, config.width)
        self.drop = nn.Dropout(config.dropout)
        if causal:
            size = config.num_patches
            self.register_buffer("mask", torch.tril(torch.ones(size, size)).view(1, 1, size, size))
        self.causal = causal

    def forward(self, x: Tensor, mask: Optional[Tensor] = None) -> Tuple[Tensor, Tensor]:
        B, N, C = x.shape
        qkv = self.qkv(x).reshape(B, N, 3, self.heads, self.head_dim).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        scores = (q @ k.transpose(-2, -1)) * self.scale
        if self.causal:
            scores = scores.masked_fill(self.mask[:, :, :N, :N] == 0, float("-inf"))
        if mask is not None:
            scores = scores + mask.unsqueeze(1)
        weights = F.softmax(scores, dim=-1)
        out = (self.drop(weights) @ v).transpose(1, 2).reshape(B, N, C)
        return self.proj(out), weights


class NAMELayer(nn.Module):
    def __init__(self, config, index):
        super().__init__()
        hidden = int(config.width * config.mlp_ratio)
        self.norm1 = nn.LayerNorm(config.width)
        self.attention = NAMEAttention(config)
        self.norm2 = nn.LayerNorm(config.width)
        self.mlp = nn.Sequential(
            nn.Linear(config.width, hidden),
            {"gelu": nn.GELU, "relu": nn.ReLU}[config.activation](),
            nn.Dropout(config.dropout),
            nn.Linear(hidden, config.width),
        )
        self.index = index

    def forward(self, x):
        attended, _ = self.attention(self.norm1(x))
        x = x + attended
        return x + self.mlp(self.norm2(x))


class NAME(nn.Module):
    def __init__(self, config: NAMEConfig):
        super().__init__()
        self.config = config
        self.patches = nn.Conv2d(3, config.width, config.patch_size, stride=config.patch_size)
        self.position = nn.Parameter(torch.randn(1, config.num_patches, config.width) * 0.02)
        self.layers = nn.ModuleList([NAMELayer(config, i) for i in range(config.depth)])
        self.head = nn.Linear(config.width, config.num_classes)
        self.apply(self._init_weights)

    def _init_weights(self, m):
        if isinstance(m, (nn.Linear, nn.Conv2d)):
            nn.init.normal_(m.weight, std=0.02)
            if m.bias is not None:
                nn.init.zeros_(m.bias)
        elif isinstance(m, nn.LayerNorm):
            nn.init.ones_(m.weight)
            nn.init.zeros_(m.bias)

    @torch.no_grad()
    def predict(self, images):
        self.eval()
        probabilities = self(images).softmax(-1)
        best = probabilities.max(dim=-1)
        return [(int(i), round(float(p), 4)) for i, p in zip(best.indices, best.values)]

    def forward(self, x, return_features=False):
        x = self.patches(x).flatten(2).transpose(1, 2) + self.position
        features = []
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if return_features and i in {2, 5, 8, 11}:
                features.append(x)
        logits = self.head(x.mean(dim=1))
        return (logits, features) if return_features else logits


def make_NAME(name="small", pretrained=False, **kwargs):
    sizes = {"tiny": (192, 3), "small": (384, 6), "base": (768, 12)}
    width, heads = sizes[name]
    model = NAME(NAMEConfig(width=width, heads=heads, **kwargs))
    if pretrained:
        state = torch.load(f"{name}.pt", map_location="cpu")
        missing, unexpected = model.load_state_dict(state["model"], strict=False)
        print("missing: %s, unexpected: %s" % (missing, unexpected))
    return model


def train_NAME(model, loader, epochs=10, lr=3e-4, device="cpu"):
    optimizer = optim.AdamW(model.parameters(), lr=lr, weight_decay=0.05)
    criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
    history = {"loss": [], "accuracy": []}
    for epoch in range(1, epochs + 1):
        model.train()
        total, correct, count = 0.0, 0, 0
        for step, (images, labels) in enumerate(loader):
            images, labels = images.to(device), labels.to(device)
            optimizer.zero_grad()
            outputs = model(images)
            loss = criterion(outputs, labels)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
            optimizer.step()
            total += loss.item() * labels.size(0)
            correct += (outputs.argmax(dim=1) == labels).sum().item()
            count += labels.size(0)
            if step % 100 == 0:
                print(f"epoch {epoch:3d} step {step:5d} loss {total / count:.4f} accuracy {100.0 * correct / count:5.2f}%")
        history["loss"].append(total / count)
        history["accuracy"].append(correct / count)
    return history
'''

HEAD = '''
import math
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Tuple

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch import Tensor
'''

names = ["Oak", "Elm", "Ash", "Fir", "Yew", "Box", "Bay", "Fig", "Nut", "Gum"]
text = HEAD + "".join(PART.replace("NAME", name) for name in names)
lines = text.count("\n")
start = time.perf_counter()
compile(text, "models.py", "exec")
print(f"compiling {lines:,} lines of models {(time.perf_counter() - start) * 1e3}")
