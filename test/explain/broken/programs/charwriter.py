import torch
from torch import nn

text = "the quick brown fox jumps over the lazy dog. " * 20
chars = tuple(sorted(set(text)))
char2int = {ch: ii for ii, ch in enumerate(chars)}
encoded = torch.tensor([char2int[ch] for ch in text])


def get_batches(arr, batch_size, seq_length):
    n_batches = len(arr) // (batch_size * seq_length)
    arr = arr[: n_batches * batch_size * seq_length].view(batch_size, -1)
    for n in range(0, arr.size(1) - seq_length, seq_length):
        yield arr[:, n : n + seq_length], arr[:, n + 1 : n + seq_length + 1]


class CharRNN(nn.Module):
    def __init__(self, n_chars, n_hidden=64, n_layers=2, drop_prob=0.3):
        super().__init__()
        self.n_layers = n_layers
        self.n_hidden = n_hidden
        self.n_chars = n_chars
        self.lstm = nn.LSTM(n_chars, n_hidden, n_layers, dropout=drop_prob, batch_first=True)
        self.dropout = nn.Dropout(drop_prob)
        self.fc = nn.Linear(n_hidden, n_chars)

    def forward(self, x, hidden):
        r_output, hidden = self.lstm(x, hidden)
        out = self.dropout(r_output)
        out = out.contiguous().view(-1, self.n_hidden)
        return self.fc(out), hidden

    def init_hidden(self, batch_size):
        weight = next(self.parameters())
        return (
            weight.new_zeros(self.n_layers, batch_size, self.n_hidden),
            weight.new_zeros(self.n_layers, batch_size, self.n_hidden),
        )


batch_size, seq_length = 4, 25
net = CharRNN(len(chars))
opt = torch.optim.Adam(net.parameters(), lr=0.001)
criterion = nn.CrossEntropyLoss()
h = net.init_hidden(batch_size)
for x, y in get_batches(encoded, batch_size, seq_length):
    inputs = nn.functional.one_hot(x, len(chars)).float()
    h = tuple([each.detach() for each in h])
    net.zero_grad()
    output, h = net(inputs, h)
    loss = criterion(output, y.reshape(batch_size * seq_length))
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 5)
    opt.step()
print(output.shape, loss.shape)
