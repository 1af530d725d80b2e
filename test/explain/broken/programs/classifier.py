import math
import torch
import torch.nn as nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=64):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        rates = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        table = torch.zeros(1, max_len, d_model)
        table[0, :, 0::2] = torch.sin(position * rates)
        table[0, :, 1::2] = torch.cos(position * rates)
        self.register_buffer("table", table)

    def forward(self, x):
        return x + self.table[:, : x.size(1)]


class TextClassifier(nn.Module):
    def __init__(self, vocab, d_model=60, heads=6, layers=2, classes=4):
        super().__init__()
        self.embed = nn.Embedding(vocab, d_model)
        self.positions = PositionalEncoding(d_model)
        layer = nn.TransformerEncoderLayer(d_model, heads, dim_feedforward=120, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers=layers)
        self.norm = nn.LayerNorm(d_model)
        self.classify = nn.Linear(d_model, classes)

    def forward(self, tokens):
        padding = tokens == 0
        x = self.positions(self.embed(tokens))
        x = self.encoder(x, src_key_padding_mask=padding)
        pooled = self.norm(x).mean(dim=1)
        return self.classify(pooled)


model = TextClassifier(vocab=300)
tokens = torch.randint(1, 300, (8, 25))
labels = torch.randint(0, 4, (8,))
logits = model(tokens)
loss = nn.functional.cross_entropy(logits, labels)
accuracy = (logits.argmax(1) == labels).float().mean()
print(logits.shape, loss.shape, accuracy.shape)
