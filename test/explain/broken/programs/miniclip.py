import torch
import torch.nn as nn
import torch.nn.functional as F

# %%
cfg = dict(embed_dim=32, vocab=100, text_width=24, image_width=48, context=10)


# %%
class TextTower(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.tokens = nn.Embedding(cfg["vocab"], cfg["text_width"])
        self.position = nn.Parameter(torch.randn(cfg["context"], cfg["text_width"]) * 0.01)
        self.rnn = nn.GRU(cfg["text_width"], cfg["text_width"], batch_first=True)
        self.proj = nn.Linear(cfg["text_width"], cfg["embed_dim"])

    def forward(self, text):
        x = self.tokens(text) + self.position
        _, h = self.rnn(x)
        return self.proj(h[-1])


class ImageTower(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.conv = nn.Conv2d(3, cfg["image_width"], 8, stride=8)
        self.proj = nn.Linear(cfg["image_width"], cfg["embed_dim"])

    def forward(self, image):
        x = self.conv(image).mean(dim=(2, 3))
        return self.proj(x)


# %%
def clip_loss(image_emb, text_emb, scale):
    image_emb = F.normalize(image_emb, dim=-1)
    text_emb = F.normalize(text_emb, dim=-1)
    logits = scale * image_emb @ text_emb.t()
    labels = torch.arange(len(logits))
    return (F.cross_entropy(logits, labels) + F.cross_entropy(logits.t(), labels)) / 2


# %%
images = torch.rand(6, 3, 32, 32)
texts = torch.randint(0, 100, (6, 10))
text_tower, image_tower = TextTower(cfg), ImageTower(cfg)
loss = clip_loss(image_tower(images), text_tower(texts), 10.0)
loss.backward()
print(loss.item() > 0)
