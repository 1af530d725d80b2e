# %%
import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
PAD = 0

# %%
class BiLSTMTagger(nn.Module):
    def __init__(self, vocab_size, emb_dim, hidden_dim, n_tags):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb_dim, padding_idx=PAD)
        self.lstm = nn.LSTM(emb_dim, hidden_dim, num_layers=1, bidirectional=True, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.hidden2tag = nn.Linear(hidden_dim * 2, n_tags)

    def forward(self, tokens, lengths):
        embeds = self.dropout(self.embedding(tokens))
        packed = pack_padded_sequence(embeds, lengths, batch_first=True, enforce_sorted=False)
        packed_out, _ = self.lstm(packed)
        out, _ = pad_packed_sequence(packed_out, batch_first=True)
        return self.hidden2tag(self.dropout(out))


# %%
sentences = [torch.randint(1, 120, (n,)) for n in (9, 5, 12, 7)]
tags = [torch.randint(0, len(TAGS), (len(s),)) for s in sentences]
lengths = torch.tensor([len(s) for s in sentences])
tokens = pad_sequence(sentences, batch_first=True, padding_value=PAD)
targets = pad_sequence(tags, batch_first=True, padding_value=-100)

# %%
tagger = BiLSTMTagger(120, 32, 40, len(TAGS))
loss_fn = nn.CrossEntropyLoss(ignore_index=-100)
scores = tagger(tokens, lengths)
loss = loss_fn(scores.view(-1, len(TAGS)), targets.view(-1))
loss.backward()
correct = (scores.argmax(dim=-1) == targets).sum()
print(scores.shape, loss.shape, correct.shape)
