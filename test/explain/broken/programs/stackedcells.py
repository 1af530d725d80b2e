import torch
import torch.nn as nn


class StackedLSTM(nn.Module):
    """Several LSTM cells, one above the other, with layer norm between."""

    def __init__(self, input_size, hidden_size, num_layers):
        super().__init__()
        self.hidden_size = hidden_size
        self.cells = nn.ModuleList()
        self.norms = nn.ModuleList()
        for layer in range(num_layers):
            layer_input = input_size if layer == 0 else hidden_size
            self.cells.append(nn.LSTMCell(layer_input, hidden_size))
            self.norms.append(nn.LayerNorm(hidden_size))

    def forward(self, x):
        batch = x.size(1)
        states = [
            (torch.zeros(batch, self.hidden_size), torch.zeros(batch, self.hidden_size)) for _ in self.cells
        ]
        outputs = []
        for t in range(x.size(0)):
            inp = x[t]
            for i, cell in enumerate(self.cells):
                h, c = cell(inp, states[i])
                states[i] = (h, c)
                inp = self.norms[i](h)
            outputs.append(inp)
        return torch.stack(outputs), states


class RowDigits(nn.Module):
    """Reads a picture row by row."""

    def __init__(self, rows=14, hidden=24):
        super().__init__()
        self.rnn = StackedLSTM(rows, hidden, num_layers=2)
        self.fc = nn.Linear(hidden, 10)

    def forward(self, images):
        rows = images.squeeze(1).permute(1, 0, 2)
        outputs, _ = self.rnn(rows)
        return self.fc(outputs[-1])


net = RowDigits()
images = torch.rand(6, 1, 14, 14)
digits = torch.randint(0, 10, (6,))
optimizer = torch.optim.RMSprop(net.parameters())
for step in range(3):
    loss = nn.functional.cross_entropy(net(images), digits)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
