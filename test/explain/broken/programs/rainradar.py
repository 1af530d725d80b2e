import torch
import torch.nn as nn

# %% radar pictures: time, height, width
HEIGHT, WIDTH = 24, 32
radar = torch.rand(2, 10, 1, HEIGHT, WIDTH)
past, future = radar[:, :6], radar[:, 6:]


# %% cell
class ConvLSTMCell(nn.Module):
    def __init__(self, input_dim, hidden_dim, kernel_size):
        super().__init__()
        self.hidden_dim = hidden_dim
        padding = kernel_size // 2
        self.conv = nn.Conv2d(input_dim + hidden_dim, 4 * hidden_dim, kernel_size, padding=padding)

    def forward(self, x, state):
        h, c = state
        gates = self.conv(torch.cat([x, h], dim=1))
        i, f, o, g = torch.split(gates, self.hidden_dim, dim=1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c

    def init_hidden(self, batch_size, image_size):
        height, width = image_size
        zeros = torch.zeros(batch_size, self.hidden_dim, height, width)
        return zeros, zeros


# %% model
class Nowcaster(nn.Module):
    def __init__(self, hidden_dim=8, kernel_size=3):
        super().__init__()
        self.encoder = ConvLSTMCell(1, hidden_dim, kernel_size)
        self.decoder = ConvLSTMCell(1, hidden_dim, kernel_size)
        self.to_rain = nn.Conv2d(hidden_dim, 1, 1)

    def forward(self, past, steps):
        b, t, c, h, w = past.size()
        state = self.encoder.init_hidden(b, (h, w))
        for step in range(t):
            state = self.encoder(past[:, step], state)
        frame = past[:, -1]
        frames = []
        for _ in range(steps):
            state = self.decoder(frame, state)
            frame = torch.sigmoid(self.to_rain(state[0]))
            frames.append(frame)
        return torch.stack(frames, dim=1)


# %% train
model = Nowcaster()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
predicted = model(past, future.size(1))
loss = nn.functional.binary_cross_entropy(predicted, future)
loss.backward()
optimizer.step()
print(loss.item())
