import io
import math
import os
import textwrap
from io import open

import torch
import torch.nn as nn
import torch.nn.functional as F

TEXT = textwrap.dedent(
    """
    It was the best of times,
    it was the worst of times,
    it was the age of wisdom,
    it was the age of foolishness
    """
).strip()


class Dictionary(object):
    def __init__(self):
        self.word2idx, self.idx2word = {}, []

    def add_word(self, word):
        if word not in self.word2idx:
            self.idx2word.append(word)
            self.word2idx[word] = len(self.idx2word) - 1
        return self.word2idx[word]

    def __len__(self):
        return len(self.idx2word)


class Corpus(object):
    def __init__(self, stream):
        self.dictionary = Dictionary()
        self.train = self.tokenize(stream)

    def tokenize(self, f):
        idss = []
        for line in f:
            words = line.split() + ["<eos>"]
            ids = [self.dictionary.add_word(w) for w in words]
            idss.append(torch.tensor(ids).type(torch.int64))
        return torch.cat(idss)


class RNNModel(nn.Module):
    """Container module with an encoder, a recurrent module, and a decoder."""

    def __init__(self, rnn_type, ntoken, ninp, nhid, nlayers, dropout=0.5, tie_weights=False):
        super(RNNModel, self).__init__()
        self.ntoken = ntoken
        self.drop = nn.Dropout(dropout)
        self.encoder = nn.Embedding(ntoken, ninp)
        if rnn_type in ["LSTM", "GRU"]:
            self.rnn = getattr(nn, rnn_type)(ninp, nhid, nlayers, dropout=dropout)
        else:
            try:
                nonlinearity = {"RNN_TANH": "tanh", "RNN_RELU": "relu"}[rnn_type]
            except KeyError as e:
                raise ValueError("""An invalid option for `--model` was supplied,
                                 options are ['LSTM', 'GRU', 'RNN_TANH' or 'RNN_RELU']""") from e
            self.rnn = nn.RNN(ninp, nhid, nlayers, nonlinearity=nonlinearity, dropout=dropout)
        self.decoder = nn.Linear(nhid, ntoken)
        if tie_weights:
            if nhid != ninp:
                raise ValueError("When using the tied flag, nhid must be equal to emsize")
            self.decoder.weight = self.encoder.weight
        self.init_weights()
        self.rnn_type, self.nhid, self.nlayers = rnn_type, nhid, nlayers

    def init_weights(self):
        initrange = 0.1
        nn.init.uniform_(self.encoder.weight, -initrange, initrange)
        nn.init.zeros_(self.decoder.bias)
        nn.init.uniform_(self.decoder.weight, -initrange, initrange)

    def forward(self, input, hidden):
        emb = self.drop(self.encoder(input))
        output, hidden = self.rnn(emb, hidden)
        output = self.drop(output)
        decoded = self.decoder(output)
        decoded = decoded.view(-1, self.ntoken)
        return F.log_softmax(decoded, dim=1), hidden

    def init_hidden(self, bsz):
        weight = next(self.parameters())
        if self.rnn_type == "LSTM":
            return (weight.new_zeros(self.nlayers, bsz, self.nhid), weight.new_zeros(self.nlayers, bsz, self.nhid))
        return weight.new_zeros(self.nlayers, bsz, self.nhid)


def batchify(data, bsz):
    nbatch = data.size(0) // bsz
    data = data.narrow(0, 0, nbatch * bsz)
    return data.view(bsz, -1).t().contiguous()


def repackage_hidden(h):
    """Wraps hidden states in new Tensors, to detach them from their history."""
    if isinstance(h, torch.Tensor):
        return h.detach()
    return tuple(repackage_hidden(v) for v in h)


def get_batch(source, i, bptt=4):
    seq_len = min(bptt, len(source) - 1 - i)
    return source[i : i + seq_len], source[i + 1 : i + 1 + seq_len].view(-1)


class LayerNormLSTMCell(nn.LSTMCell):
    def __init__(self, input_size, hidden_size, bias=True):
        super().__init__(input_size, hidden_size, bias)
        self.ln_ih, self.ln_hh, self.ln_ho = nn.LayerNorm(4 * hidden_size), nn.LayerNorm(4 * hidden_size), nn.LayerNorm(hidden_size)

    def forward(self, input, hidden=None):
        hx, cx = (input.new_zeros(input.size(0), self.hidden_size),) * 2 if hidden is None else hidden
        gates = self.ln_ih(F.linear(input, self.weight_ih, self.bias_ih)) + self.ln_hh(F.linear(hx, self.weight_hh, self.bias_hh))
        i, f, o = gates[:, : 3 * self.hidden_size].sigmoid().chunk(3, 1)
        g = gates[:, 3 * self.hidden_size :].tanh()
        cy = (f * cx) + (i * g)
        return o * self.ln_ho(cy).tanh(), cy


class WeightDrop(torch.nn.Module):
    def __init__(self, module, weights, dropout=0):
        super().__init__()
        self.module, self.weights, self.dropout = module, weights, dropout
        for name_w in self.weights:
            w = getattr(self.module, name_w)
            del self.module._parameters[name_w]
            self.module.register_parameter(name_w + "_raw", nn.Parameter(w.data))

    def forward(self, *args):
        for name_w in self.weights:
            raw_w = getattr(self.module, name_w + "_raw")
            setattr(self.module, name_w, F.dropout(raw_w, p=self.dropout, training=self.training))
        return self.module.forward(*args)


torch.manual_seed(1111)
corpus = Corpus(io.StringIO(TEXT * 3))
ntokens = len(corpus.dictionary)
train_data = batchify(corpus.train, 4)
print(ntokens, train_data.shape, corpus.dictionary.idx2word[:5])
criterion = nn.NLLLoss()
for kind in ("LSTM", "GRU", "RNN_TANH", "RNN_RELU"):
    model = RNNModel(kind, ntokens, 12, 12, 2, 0.2, tie_weights=True)
    if kind == "LSTM":
        print(model)
    hidden = model.init_hidden(4)
    lr = 5.0
    for epoch in range(2):
        total = 0.0
        for batch, i in enumerate(range(0, train_data.size(0) - 1, 4)):
            data, targets = get_batch(train_data, i)
            model.zero_grad()
            hidden = repackage_hidden(hidden)
            output, hidden = model(data, hidden)
            loss = criterion(output, targets)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 0.25)
            for p in model.parameters():
                p.data.add_(p.grad, alpha=-lr)
            total += loss.item()
        print("| {:8s} | epoch {:3d} | {:5d} batches | loss {:5.3f} | ppl {:8.3f}".format(kind, epoch, batch + 1, total / (batch + 1), math.exp(total / (batch + 1))))
try:
    RNNModel("QRNN", 2, 2, 2, 2)
except ValueError as e:
    print(str(e).split(",")[0], type(e.__cause__).__name__, e.__cause__)
try:
    RNNModel("GRU", 2, 3, 4, 2, tie_weights=True)
except ValueError as e:
    print(e)
cell = LayerNormLSTMCell(5, 6)
h = c = torch.zeros(2, 6)
for t in range(3):
    h, c = cell(torch.randn(2, 5), (h, c))
print(cell, h.mean() < 1)
wd = WeightDrop(nn.LSTMCell(4, 3), ["weight_hh"], dropout=0.5)
print(wd, [n for n, _ in wd.named_parameters()], wd(torch.ones(1, 4), (torch.ones(1, 3), torch.ones(1, 3)))[0].shape)
model.eval()
with torch.no_grad():
    hidden, inp, words = model.init_hidden(1), torch.zeros(1, 1, dtype=torch.long), []
    for _ in range(6):
        output, hidden = model(inp, hidden)
        word_idx = torch.multinomial(output.squeeze().div(0.8).exp().cpu(), 1)[0]
        inp.fill_(word_idx)
        words.append(corpus.dictionary.idx2word[word_idx])
print(" ".join(words))
