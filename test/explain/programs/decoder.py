import torch, torch.nn as nn, torch.nn.functional as F
class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(100, 16)
        self.attn = nn.Linear(32 + 32, 1)
        self.rnn = nn.GRU(16 + 32, 32, batch_first=True)
        self.out = nn.Linear(32, 100)
    def forward(self, y, h, enc):
        outs = []
        for t in range(y.shape[1]):
            e = self.emb(y[:, t:t+1])
            q = h[-1].unsqueeze(1).expand(-1, enc.size(1), -1)
            w = F.softmax(self.attn(torch.cat([enc, q], -1)), dim=1)
            ctx = (w * enc).sum(1, keepdim=True)
            o, h = self.rnn(torch.cat([e, ctx], -1), h)
            outs.append(self.out(o))
        return torch.cat(outs, 1)
dec, memory, h = Decoder(), torch.randn(4, 12, 32), torch.randn(1, 4, 32)
# %%
logits = dec(torch.randint(0, 100, (4, 7)), h, memory)
# %%
%trail unfold
# %%
%why logits
# %%
%summary dec torch.zeros(4, 7, dtype=torch.long), h, memory
# %%
dec(torch.zeros(4, 7, dtype=torch.long), h, memory[:2])
