# %%
import torch
from torch import nn

# %%
VOCAB = 500
EMBED = 24
HIDDEN = 40


# %%
class Sentiment(nn.Module):
    def __init__(self, vocab_size, embed_dim, hidden_dim, n_layers=2):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=0)
        self.rnn = nn.LSTM(embed_dim, hidden_dim, num_layers=n_layers, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.3)
        self.out = nn.Linear(hidden_dim * 2, 1)

    def forward(self, ids):
        emb = self.drop(self.embed(ids))
        output, (hidden, cell) = self.rnn(emb)
        last = torch.cat((hidden[-2], hidden[-1]), dim=1)
        return self.out(last).squeeze(1)


# %%
model = Sentiment(VOCAB, EMBED, HIDDEN)
reviews = torch.randint(1, VOCAB, (6, 30))
labels = torch.randint(0, 2, (6,)).float()

# %%
scores = model(reviews)
loss = nn.BCEWithLogitsLoss()(scores, labels)
print(scores.shape, loss.shape)
