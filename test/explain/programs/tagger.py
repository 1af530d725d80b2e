import torch, torch.nn as nn
from torch.nn.utils.rnn import pad_sequence, pack_padded_sequence, pad_packed_sequence

class Tagger(nn.Module):
    def __init__(self, vocab, tags, emb=16, hid=24):
        super().__init__()
        self.embed = nn.Embedding(vocab, emb, padding_idx=0)
        self.lstm = nn.LSTM(emb, hid, num_layers=2, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * hid, tags)

    def forward(self, tokens, lengths):
        packed = pack_padded_sequence(self.embed(tokens), lengths, batch_first=True, enforce_sorted=False)
        states, (h, c) = self.lstm(packed)
        states, _ = pad_packed_sequence(states, batch_first=True)
        return self.out(states)
# %%
sentences = [torch.tensor([3, 5, 7, 2]), torch.tensor([4, 1]), torch.tensor([9, 9, 9])]
tokens = pad_sequence(sentences, batch_first=True)
lengths = torch.tensor([len(s) for s in sentences])
# %%
model = Tagger(10, 5)
scores = model(tokens, lengths)
# %%
scores?
# %%
model.lstm?
# %%
%why scores
# %%
%summary model tokens, lengths
# %%
%draw model tokens, lengths
# %%
nn.init.trunc_normal_(model.out.weight);
# %%
class Wrapper(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = model
    def twice(self, tokens, lengths):
        return self(tokens, lengths), self(tokens, lengths)
    def forward(self, tokens, lengths):
        return self.model(tokens, lengths).log_softmax(-1), None
wrapped = Wrapper()
# %%
a, b = wrapped.twice(tokens, lengths)
# %%
wrapped.model.out(torch.randn(2, 3, 48))?
