import torch, torch.nn as nn, torch.nn.functional as F
class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head):
        super().__init__()
        self.c_attn = nn.Linear(n_embd, 3 * n_embd)
        self.c_proj = nn.Linear(n_embd, n_embd)
        self.n_head, self.n_embd = n_head, n_embd
        self.register_buffer('bias', torch.tril(torch.ones(64, 64)).view(1, 1, 64, 64))
    def forward(self, x):
        B, T, C = x.size()
        q, k, v = self.c_attn(x).split(self.n_embd, dim=2)
        k = k.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        q = q.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        v = v.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        att = (q @ k.transpose(-2, -1)) * 0.1
        att = att.masked_fill(self.bias[:, :, :T, :T] == 0, float('-inf'))
        self.att = att = F.softmax(att, dim=-1)
        y = att @ v
        y = y.transpose(1, 2).contiguous().view(B, T, C)
        return self.c_proj(y)
class GPT(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte = nn.Embedding(1000, 48)
        self.wpe = nn.Embedding(64, 48)
        self.h = nn.ModuleList([CausalSelfAttention(48, 4) for _ in range(3)])
        self.head = nn.Linear(48, 1000, bias=False)
    def forward(self, idx):
        B, T = idx.shape
        x = self.wte(idx) + self.wpe(torch.arange(T))
        for layer in self.h:
            x = x + layer(x)
        return self.head(x)
gpt = GPT()
idx = torch.randint(0, 1000, (2, 16))
logits = gpt(idx)
loss = F.cross_entropy(logits.view(-1, logits.size(-1)), idx.view(-1))
loss.backward()
opt = torch.optim.Adam(gpt.parameters(), lr=1e-3)
for step in range(5):
    logits = gpt(idx)
    loss = F.cross_entropy(logits.view(-1, logits.size(-1)), idx.view(-1))
    opt.zero_grad()
    loss.backward()
    opt.step()
