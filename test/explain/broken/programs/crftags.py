import torch
import torch.nn as nn


class LinearCRF(nn.Module):
    def __init__(self, n_tags):
        super().__init__()
        self.n_tags = n_tags
        self.transitions = nn.Parameter(torch.randn(n_tags, n_tags) * 0.1)
        self.start = nn.Parameter(torch.zeros(n_tags))

    def partition(self, emissions):
        alpha = self.start + emissions[:, 0]
        for t in range(1, emissions.size(1)):
            scores = alpha.unsqueeze(2) + self.transitions + emissions[:, t].unsqueeze(1)
            alpha = torch.logsumexp(scores, dim=1)
        return torch.logsumexp(alpha, dim=1)

    def score(self, emissions, tags):
        picked = emissions.gather(2, tags.unsqueeze(2)).squeeze(2)
        total = self.start[tags[:, 0]] + picked.sum(dim=1)
        return total + self.transitions[tags[:, :-1], tags[:, 1:]].sum(dim=1)

    def forward(self, emissions, tags):
        return (self.partition(emissions) - self.score(emissions, tags)).mean()


class Segmenter(nn.Module):
    def __init__(self, n_chars, n_tags, emb=16, hidden=20):
        super().__init__()
        self.emb = nn.Embedding(n_chars, emb)
        self.conv = nn.Conv1d(emb, emb, 3, padding=1)
        self.lstm = nn.LSTM(emb, hidden, batch_first=True, bidirectional=True)
        self.emit = nn.Linear(2 * hidden, n_tags)
        self.crf = LinearCRF(n_tags)

    def forward(self, chars, tags):
        x = self.emb(chars)
        x = torch.relu(self.conv(x.transpose(1, 2))).transpose(1, 2)
        h, _ = self.lstm(x)
        return self.crf(self.emit(h), tags)


TAGS = ["B", "M", "E", "S"]
chars = torch.randint(0, 70, (3, 11))
tags = torch.randint(0, len(TAGS), (3, 11))
model = Segmenter(n_chars=70, n_tags=len(TAGS))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
for _ in range(2):
    loss = model(chars, tags)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item() > 0)
