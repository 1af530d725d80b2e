import torch
import torch.nn as nn

# %% config
cfg = {"image_size": 32, "patch": 8, "width": 48, "vocab": 90, "max_words": 12, "answers": 15, "heads": 6}


# %% branches
class ImageBranch(nn.Module):
    def __init__(self, image_size, patch, width):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, stride=patch)
        self.pos = nn.Parameter(torch.zeros(1, (image_size // patch) ** 2, width))

    def forward(self, images):
        x = self.patches(images).flatten(2).transpose(1, 2)
        return x + self.pos


class TextBranch(nn.Module):
    def __init__(self, vocab, max_words, width):
        super().__init__()
        self.words = nn.Embedding(vocab, width)
        self.pos = nn.Parameter(torch.zeros(max_words, width))

    def forward(self, tokens):
        return self.words(tokens) + self.pos[: tokens.size(1)]


class Answerer(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        width = cfg["width"]
        self.image = ImageBranch(cfg["image_size"], cfg["patch"], width)
        self.text = TextBranch(cfg["vocab"], cfg["max_words"], width)
        self.cross = nn.MultiheadAttention(width, cfg["heads"], batch_first=True)
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(2 * width, cfg["answers"])

    def forward(self, images, question):
        seen = self.image(images)
        asked = self.text(question)
        joined, weights = self.cross(asked, seen, seen)
        asked = self.norm(asked + joined)
        both = torch.cat([asked.mean(dim=1), seen.mean(dim=1)], dim=-1)
        return self.head(both), weights


# %% a batch
images = torch.rand(4, 3, cfg["image_size"], cfg["image_size"])
question = torch.randint(0, cfg["vocab"], (4, 9))
answer = torch.randint(0, cfg["answers"], (4,))

# %% step
model = Answerer(cfg)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
logits, weights = model(images, question)
loss = nn.functional.cross_entropy(logits, answer)
loss.backward()
optimizer.step()
accuracy = (logits.argmax(dim=1) == answer).float().mean()
print(loss.item(), weights.shape)
