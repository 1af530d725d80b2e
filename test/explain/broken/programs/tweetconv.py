import torch
import torch.nn as nn
import torch.nn.functional as F

MAX_LEN = 16
alphabet = "abcdefghijklmnopqrstuvwxyz "


def encode(text, max_len=MAX_LEN):
    ids = [alphabet.index(letter) + 1 for letter in text.lower() if letter in alphabet][:max_len]
    return ids + [0] * (max_len - len(ids))


class TweetConv(nn.Module):
    def __init__(self, vocab_size, emb_dim=12, n_filters=10, kernel_sizes=(3, 4, 5), n_classes=3):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb_dim)
        self.convs = nn.ModuleList([nn.Conv1d(emb_dim, n_filters, k) for k in kernel_sizes])
        self.fc = nn.Linear(len(kernel_sizes) * n_filters, n_classes)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        embedded = self.embedding(x).permute(0, 2, 1)
        conved = [F.relu(conv(embedded)) for conv in self.convs]
        pooled = [F.max_pool1d(c, c.shape[2]).squeeze(2) for c in conved]
        return self.fc(self.dropout(torch.cat(pooled, dim=1)))


tweets = ["good morning", "so tired of rain", "the match was great", "no more words"]
batch = torch.tensor([encode(tweet) for tweet in tweets])
mood = torch.tensor([2, 0, 2, 1])
model = TweetConv(len(alphabet) + 1)
loss = F.cross_entropy(model(batch), mood)
loss.backward()
print(loss.item() > 0)
