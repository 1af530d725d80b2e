import torch
import torch.nn as nn

# %% words to numbers
PAD, BOS, EOS = 0, 1, 2
pairs = [([5, 9, 12, 7, 8, 30], [4, 6]), ([11, 3, 25], [7]), ([8, 8, 14, 21], [9, 10, 6])]
src_vocab, tgt_vocab = 31, 12


def pad(rows):
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


src = pad([source for source, _ in pairs])
tgt = pad([[BOS] + target + [EOS] for _, target in pairs])


# %% model
class Summarizer(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, d_model=32, nhead=4, max_len=64):
        super().__init__()
        self.src_emb = nn.Embedding(src_vocab, d_model, padding_idx=PAD)
        self.tgt_emb = nn.Embedding(tgt_vocab, d_model, padding_idx=PAD)
        self.pos = nn.Embedding(max_len, d_model)
        self.transformer = nn.Transformer(
            d_model, nhead, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=64, batch_first=True
        )
        self.generator = nn.Linear(d_model, tgt_vocab)

    def embed(self, table, tokens):
        return table(tokens) + self.pos(torch.arange(tokens.size(1)))

    def forward(self, src, tgt):
        causal = nn.Transformer.generate_square_subsequent_mask(tgt.size(1))
        hidden = self.transformer(
            self.embed(self.src_emb, src),
            self.embed(self.tgt_emb, tgt),
            tgt_mask=causal,
            src_key_padding_mask=(src == PAD),
            memory_key_padding_mask=(src == PAD),
        )
        return self.generator(hidden)


# %% training
model = Summarizer(src_vocab, tgt_vocab)
criterion = nn.CrossEntropyLoss(ignore_index=PAD)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
tgt_in, tgt_out = tgt[:, :-1], tgt[:, 1:]
for epoch in range(2):
    logits = model(src, tgt_in)
    loss = criterion(logits.reshape(-1, tgt_vocab), tgt_out.reshape(-1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% greedy
model.eval()
out = torch.full((1, 1), BOS)
with torch.no_grad():
    for _ in range(4):
        step = model(src[:1], out)[:, -1].argmax(dim=-1, keepdim=True)
        out = torch.cat([out, step], dim=1)
print(out.shape)
