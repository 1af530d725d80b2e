import torch
import torch.nn as nn

d_model = 64
nhead = 8


class DecoderBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(d_model, nhead)
        self.cross_attn = nn.MultiheadAttention(d_model, nhead)
        self.norm1 = nn.LayerNorm(d_model)
        self.norm2 = nn.LayerNorm(d_model)
        self.ff = nn.Sequential(nn.Linear(d_model, 256), nn.ReLU(), nn.Linear(256, d_model))

    def forward(self, tgt, memory, tgt_mask, memory_padding):
        attended, _ = self.self_attn(tgt, tgt, tgt, attn_mask=tgt_mask)
        tgt = self.norm1(tgt + attended)
        attended, weights = self.cross_attn(tgt, memory, memory, key_padding_mask=memory_padding)
        tgt = self.norm2(tgt + attended)
        return tgt + self.ff(tgt), weights


memory = torch.randn(15, 4, 64)
target = torch.randn(10, 4, 64)
mask = torch.triu(torch.ones(10, 10), diagonal=1).bool()
padding = torch.zeros(4, 15).bool()
block = DecoderBlock()
out, weights = block(target, memory, mask, padding)
print(out.shape, weights.shape)
