import torch
import torch.nn as nn
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader

sentences = ["the cat sat", "a dog ran home fast", "birds fly", "the old dog sat down here"]
word2idx = {}
for sentence in sentences:
    for word in sentence.split():
        word2idx.setdefault(word, len(word2idx) + 1)
tag2idx = {"O": 0, "NOUN": 1, "VERB": 2, "DET": 3, "ADV": 4}

pairs = []
for sentence in sentences:
    ids = torch.tensor([word2idx[word] for word in sentence.split()])
    pairs.append((ids, torch.randint(0, len(tag2idx), ids.shape)))


def collate(batch):
    words, tags = zip(*batch)
    words = pad_sequence(words, batch_first=True, padding_value=0)
    tags = pad_sequence(tags, batch_first=True, padding_value=-100)
    return words, tags


loader = DataLoader(pairs, batch_size=2, collate_fn=collate)


class Tagger(nn.Module):
    def __init__(self, vocab_size, n_tags, emb_dim=16, hidden_dim=24):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, emb_dim, padding_idx=0)
        self.lstm = nn.LSTM(emb_dim, hidden_dim, batch_first=True, bidirectional=True)
        self.hidden2tag = nn.Linear(2 * hidden_dim, n_tags)

    def forward(self, words):
        out, _ = self.lstm(self.emb(words))
        return self.hidden2tag(out)


tagger = Tagger(len(word2idx) + 1, len(tag2idx))
loss_fn = nn.CrossEntropyLoss(ignore_index=-100)
for words, tags in loader:
    scores = tagger(words)
    loss = loss_fn(scores.view(-1, len(tag2idx)), tags.view(-1))
    loss.backward()
print(loss.item())
