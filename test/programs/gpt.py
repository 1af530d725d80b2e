import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn


class GPT(nn.Module):
    def __init__(self, vocabulary=65, length=16, dim=32):
        super().__init__()
        self.token = nn.Embedding(vocabulary, dim)
        self.position = nn.Embedding(length, dim)
        self.attention = nn.MultiheadAttention(dim, 4, batch_first=True)
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, vocabulary)

    def forward(self, tokens):
        n, length = tokens.shape
        x = self.token(tokens) + self.position(torch.arange(length))
        y, _ = self.attention(x, x, x)
        return self.head(self.norm(x + y))


model = GPT()
tokens = torch.randint(0, 65, (4, 16))
logits = model(tokens)
loss = nn.functional.cross_entropy(logits.view(-1, 65), tokens.view(-1))
print(logits.shape, loss.shape)
