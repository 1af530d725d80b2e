import torch
import torch.nn as nn

IMAGE_DIM = 40
TEXT_DIM = 32


class CrossBlock(nn.Module):
    def __init__(self, text_dim, image_dim, heads=4):
        super().__init__()
        self.norm = nn.LayerNorm(text_dim)
        self.cross = nn.MultiheadAttention(text_dim, heads, kdim=image_dim, vdim=image_dim, batch_first=True)
        self.ff = nn.Sequential(nn.Linear(text_dim, text_dim * 2), nn.ReLU(), nn.Linear(text_dim * 2, text_dim))

    def forward(self, text, image):
        attended, weights = self.cross(self.norm(text), image, image)
        text = text + attended
        return text + self.ff(text), weights


class Captioner(nn.Module):
    def __init__(self, vocab=70, layers=2):
        super().__init__()
        self.words = nn.Embedding(vocab, TEXT_DIM)
        self.backbone = nn.Conv2d(3, IMAGE_DIM, kernel_size=8, stride=8)
        self.blocks = nn.ModuleList([CrossBlock(TEXT_DIM, IMAGE_DIM) for _ in range(layers)])
        self.vocab = nn.Linear(TEXT_DIM, vocab)

    def forward(self, photos, captions):
        image = self.backbone(photos).flatten(2).permute(0, 2, 1)
        text = self.words(captions)
        for block in self.blocks:
            text, weights = block(text, image)
        return self.vocab(text), weights


photos = torch.rand(3, 3, 32, 32)
captions = torch.randint(0, 70, (3, 9))
model = Captioner()
logits, weights = model(photos, captions[:, :-1])
loss = nn.functional.cross_entropy(logits.transpose(1, 2), captions[:, 1:])
loss.backward()
print(weights.shape)
