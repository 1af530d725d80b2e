import torch
import torch.nn as nn

# %%
class MultiHeadAttentionLayer(nn.Module):
    def __init__(self, hid_dim, n_heads):
        super().__init__()
        self.hid_dim = hid_dim
        self.n_heads = n_heads
        self.head_dim = hid_dim // n_heads
        self.fc_q = nn.Linear(hid_dim, hid_dim)
        self.fc_k = nn.Linear(hid_dim, hid_dim)
        self.fc_v = nn.Linear(hid_dim, hid_dim)
        self.fc_o = nn.Linear(hid_dim, hid_dim)

    def forward(self, query, key, value, mask=None):
        batch_size = query.shape[0]
        Q = self.fc_q(query).view(batch_size, -1, self.n_heads, self.head_dim).permute(0, 2, 1, 3)
        K = self.fc_k(key).view(batch_size, -1, self.n_heads, self.head_dim).permute(0, 2, 1, 3)
        V = self.fc_v(value).view(batch_size, -1, self.n_heads, self.head_dim).permute(0, 2, 1, 3)
        energy = torch.matmul(Q, K.permute(0, 1, 3, 2)) / self.head_dim ** 0.5
        if mask is not None:
            energy = energy.masked_fill(mask == 0, -1e10)
        x = torch.matmul(torch.softmax(energy, dim=-1), V)
        x = x.permute(0, 2, 1, 3).contiguous()
        x = x.view(batch_size, -1, self.hid_dim)
        return self.fc_o(x)


class Decoder(nn.Module):
    def __init__(self, output_dim, hid_dim, n_heads, max_length=40):
        super().__init__()
        self.tok_embedding = nn.Embedding(output_dim, hid_dim)
        self.pos_embedding = nn.Embedding(max_length, hid_dim)
        self.self_attention = MultiHeadAttentionLayer(hid_dim, n_heads)
        self.encoder_attention = MultiHeadAttentionLayer(hid_dim, n_heads)
        self.norm = nn.LayerNorm(hid_dim)
        self.fc_out = nn.Linear(hid_dim, output_dim)

    def forward(self, trg, enc_src, trg_mask, src_mask):
        batch_size, trg_len = trg.shape
        pos = torch.arange(0, trg_len).unsqueeze(0).repeat(batch_size, 1)
        trg = self.tok_embedding(trg) + self.pos_embedding(pos)
        trg = self.norm(trg + self.self_attention(trg, trg, trg, trg_mask))
        trg = self.norm(trg + self.encoder_attention(trg, enc_src, enc_src, src_mask))
        return self.fc_out(trg)


# %% masks
PAD = 1


def make_src_mask(src):
    return (src != PAD).unsqueeze(1).unsqueeze(2)


def make_trg_mask(trg):
    pad_mask = (trg != PAD).unsqueeze(1).unsqueeze(2)
    sub_mask = torch.tril(torch.ones((trg.shape[1], trg.shape[1]))).bool()
    return pad_mask & sub_mask


# %% one batch
OUTPUT_DIM, HID_DIM = 60, 32
src = torch.randint(2, 50, (4, 11))
trg = torch.randint(2, OUTPUT_DIM, (4, 16))
enc_src = torch.randn(4, 11, HID_DIM)
decoder = Decoder(OUTPUT_DIM, HID_DIM, n_heads=4)
criterion = nn.CrossEntropyLoss(ignore_index=PAD)
output = decoder(trg[:, :-1], enc_src, make_trg_mask(trg[:, :-1]), make_src_mask(src))
output = output.contiguous().view(-1, OUTPUT_DIM)
target = trg[:, 1:].contiguous().view(-1)
loss = criterion(output, target)
loss.backward()
print(loss.item())
