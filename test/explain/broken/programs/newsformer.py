import math

import torch
import torch.nn as nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=64):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(1, max_len, d_model)
        pe[0, :, 0::2] = torch.sin(position * div)
        pe[0, :, 1::2] = torch.cos(position * div)
        self.register_buffer("pe", pe)

    def forward(self, x):
        return x + self.pe[:, : x.size(1)]


class NewsFormer(nn.Module):
    def __init__(self, vocab, d_model=32, nhead=4, layers=2, classes=4):
        super().__init__()
        self.embed = nn.Embedding(vocab, d_model, padding_idx=0)
        self.pos = PositionalEncoding(d_model)
        layer = nn.TransformerEncoderLayer(d_model, nhead, dim_feedforward=64, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers=layers)
        self.out = nn.Linear(d_model, classes)

    def forward(self, tokens):
        padding = tokens == 0
        x = self.pos(self.embed(tokens))
        x = self.encoder(x, src_key_padding_mask=padding)
        keep = (~padding).unsqueeze(-1).float()
        pooled = (x * keep).sum(dim=1) / keep.sum(dim=1)
        return self.out(pooled)


headlines = torch.randint(1, 90, (5, 12))
headlines[0, 7:] = 0
headlines[3, 9:] = 0
topics = torch.randint(0, 4, (5,))
model = NewsFormer(90)
model.train()
loss = nn.CrossEntropyLoss()(model(headlines), topics)
loss.backward()
print(loss.item())
