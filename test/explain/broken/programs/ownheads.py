import torch
import torch.nn as nn


class SelfAttention(nn.Module):
    def __init__(self, embed_size, heads):
        super().__init__()
        self.heads = heads
        self.head_dim = embed_size // heads
        self.values = nn.Linear(embed_size, embed_size)
        self.keys = nn.Linear(embed_size, embed_size)
        self.queries = nn.Linear(embed_size, embed_size)
        self.fc_out = nn.Linear(heads * self.head_dim, embed_size)

    def forward(self, values, keys, query, mask):
        n = query.shape[0]
        v_len, k_len, q_len = values.shape[1], keys.shape[1], query.shape[1]
        values = self.values(values).reshape(n, v_len, self.heads, self.head_dim)
        keys = self.keys(keys).reshape(n, k_len, self.heads, self.head_dim)
        query = self.queries(query).reshape(n, q_len, self.heads, self.head_dim)
        energy = torch.einsum("nqhd,nkhd->nhqk", query, keys)
        energy = energy.masked_fill(mask == 0, float("-1e20"))
        attention = torch.softmax(energy / self.head_dim**0.5, dim=3)
        out = torch.einsum("nhql,nlhd->nqhd", attention, values)
        return self.fc_out(out.reshape(n, q_len, self.heads * self.head_dim))


class Encoder(nn.Module):
    def __init__(self, vocab, embed_size, heads, max_length):
        super().__init__()
        self.word = nn.Embedding(vocab, embed_size)
        self.position = nn.Embedding(max_length, embed_size)
        self.attention = SelfAttention(embed_size, heads)
        self.norm = nn.LayerNorm(embed_size)

    def forward(self, tokens, mask):
        n, length = tokens.shape
        positions = torch.arange(0, length).expand(n, length)
        x = self.word(tokens) + self.position(positions)
        return self.norm(self.attention(x, x, x, mask) + x)


def make_mask(tokens, pad=0):
    return (tokens != pad).unsqueeze(1).unsqueeze(2)


tokens = torch.randint(0, 20, (4, 9))
encoder = Encoder(vocab=20, embed_size=24, heads=3, max_length=50)
print(encoder(tokens, make_mask(tokens)).shape)
