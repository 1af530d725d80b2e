import torch
import torch.nn as nn


class Encoder(nn.Module):
    def __init__(self, input_dim, emb_dim, hid_dim):
        super().__init__()
        self.embedding = nn.Embedding(input_dim, emb_dim)
        self.rnn = nn.GRU(emb_dim, hid_dim, batch_first=True)

    def forward(self, src):
        embedded = self.embedding(src)
        outputs, hidden = self.rnn(embedded)
        return outputs, hidden


class Attention(nn.Module):
    def __init__(self, hid_dim):
        super().__init__()
        self.attn = nn.Linear(hid_dim * 2, hid_dim)
        self.v = nn.Linear(hid_dim, 1, bias=False)

    def forward(self, hidden, encoder_outputs):
        src_len = encoder_outputs.shape[1]
        hidden = hidden.permute(1, 0, 2).repeat(1, src_len, 1)
        energy = torch.tanh(self.attn(torch.cat((hidden, encoder_outputs), dim=2)))
        return torch.softmax(self.v(energy).squeeze(2), dim=1)


class Decoder(nn.Module):
    def __init__(self, output_dim, emb_dim, hid_dim):
        super().__init__()
        self.embedding = nn.Embedding(output_dim, emb_dim)
        self.attention = Attention(hid_dim)
        self.rnn = nn.GRU(emb_dim + hid_dim, hid_dim, batch_first=True)
        self.fc_out = nn.Linear(hid_dim, output_dim)

    def forward(self, token, hidden, encoder_outputs):
        embedded = self.embedding(token.unsqueeze(1))
        weights = self.attention(hidden, encoder_outputs)
        context = torch.bmm(weights.unsqueeze(1), encoder_outputs)
        output, hidden = self.rnn(torch.cat((embedded, context), dim=2), hidden)
        return self.fc_out(output.squeeze(1)), hidden


encoder = Encoder(90, 20, 36)
decoder = Decoder(70, 28, 36)
source = torch.randint(0, 90, (5, 11))
target = torch.randint(0, 70, (5, 7))
memory, state = encoder(source)
steps = []
token = target[:, 0]
for t in range(1, 7):
    logits, state = decoder(token, state, memory)
    steps.append(logits)
    token = target[:, t]
result = torch.stack(steps, dim=1)
loss = nn.CrossEntropyLoss()(result.reshape(-1, 70), target[:, 1:].reshape(-1))
print(result.shape, loss.shape)
