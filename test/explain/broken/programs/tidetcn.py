import torch
import torch.nn as nn
import torch.nn.functional as F


class CausalBlock(nn.Module):
    def __init__(self, n_inputs, n_outputs, kernel_size, dilation):
        super().__init__()
        self.padding = (kernel_size - 1) * dilation
        self.conv1 = nn.Conv1d(n_inputs, n_outputs, kernel_size, padding=self.padding, dilation=dilation)
        self.conv2 = nn.Conv1d(n_outputs, n_outputs, kernel_size, padding=self.padding, dilation=dilation)
        self.downsample = nn.Conv1d(n_inputs, n_outputs, 1) if n_inputs != n_outputs else None

    def forward(self, x):
        out = F.relu(self.conv1(x)[:, :, : -self.padding])
        out = F.relu(self.conv2(out)[:, :, : -self.padding])
        residual = x if self.downsample is None else self.downsample(x)
        return F.relu(out + residual)


class TideNet(nn.Module):
    def __init__(self, num_inputs, channels, kernel_size=3):
        super().__init__()
        blocks = []
        for i, width in enumerate(channels):
            before = num_inputs if i == 0 else channels[i - 1]
            blocks.append(CausalBlock(before, width, kernel_size, dilation=2**i))
        self.tcn = nn.Sequential(*blocks)
        self.linear = nn.Linear(channels[-1], 1)

    def forward(self, x):
        y = self.tcn(x.transpose(1, 2))
        return self.linear(y[:, :, -1])


stations = torch.randn(7, 48, 5)
height = torch.randn(7, 1)
net = TideNet(5, [8, 8, 16])
loss = F.mse_loss(net(stations), height)
loss.backward()
print(loss.item())
