import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn


class Tagger(nn.Module):
    def __init__(self, vocabulary=100, tags=5):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, 32)
        self.lstm = nn.LSTM(32, 64, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(128, tags)

    def forward(self, words):
        x = self.embedding(words)
        x, _ = self.lstm(x)
        return self.fc(x)


model = Tagger()
words = torch.randint(0, 100, (4, 12))
tags = torch.randint(0, 5, (4, 12))
scores = model(words)
loss = nn.CrossEntropyLoss()(scores.view(-1, 5), tags.view(-1))
print(scores.shape, loss.shape)
