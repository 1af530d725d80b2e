import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.emb = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb, hid, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(hid * 2, hid)

    def forward(self, src):
        outputs, h = self.rnn(self.emb(src))
        hidden = torch.tanh(self.fc(torch.cat((h[0], h[1]), dim=1)))
        return outputs, hidden


class Attention(nn.Module):
    def __init__(self, hid):
        super().__init__()
        self.attn = nn.Linear(hid * 3, hid)
        self.v = nn.Linear(hid, 1, bias=False)

    def forward(self, hidden, outputs):
        steps = outputs.shape[1]
        hidden = hidden.unsqueeze(1).repeat(1, steps, 1)
        energy = torch.tanh(self.attn(torch.cat((hidden, outputs), dim=2)))
        return F.softmax(self.v(energy).squeeze(2), dim=1)


class Decoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.emb = nn.Embedding(vocab, emb)
        self.attention = Attention(hid)
        self.rnn = nn.GRU(emb + hid * 2, hid, batch_first=True)
        self.out = nn.Linear(hid, vocab)

    def forward(self, token, hidden, outputs):
        embedded = self.emb(token.unsqueeze(1))
        weights = self.attention(hidden, outputs).unsqueeze(1)
        context = torch.bmm(weights, outputs)
        output, hidden = self.rnn(torch.cat((embedded, context), dim=2), hidden.unsqueeze(0))
        return self.out(output.squeeze(1)), hidden.squeeze(0)


src = torch.randint(0, 30, (6, 11))
trg = torch.randint(0, 20, (6, 8))
encoder, decoder = Encoder(30, 12, 16), Decoder(20, 12, 16)
outputs, hidden = encoder(src)
loss = 0
for t in range(1, trg.shape[1]):
    logits, hidden = decoder(trg[:, t - 1], hidden, outputs)
    loss = loss + F.cross_entropy(logits, trg[:, t])
loss.backward()
print(loss.item())
