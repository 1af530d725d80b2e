import torch
from torch import nn

torch.manual_seed(0)
text = "hello shapes of the world "
letters = sorted(set(text))
index = {c: i for i, c in enumerate(letters)}


class Model(nn.Module):
    def __init__(self, size, hidden=16):
        super().__init__()
        self.embed = nn.Embedding(size, 8)
        self.rnn = nn.GRU(8, hidden, num_layers=2, batch_first=True, dropout=0.1)
        self.out = nn.Linear(hidden, size)

    def forward(self, x, h=None):
        y, h = self.rnn(self.embed(x), h)
        return self.out(y), h


model = Model(len(letters))
print(model)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
ids = torch.tensor([[index[c] for c in text]])
for step in range(5):
    scores, _ = model(ids[:, :-1])
    loss = nn.functional.cross_entropy(scores.transpose(1, 2), ids[:, 1:])
    optimizer.zero_grad()
    loss.backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    print(step, f"{loss.item():.4f} {norm.item():.4f}")
model.eval()
with torch.no_grad():
    h, x, said = None, ids[:, :1], ""
    for _ in range(10):
        scores, h = model(x, h)
        x = scores[:, -1:].argmax(-1)
        said += letters[x.item()]
print(repr(said), h.shape)
