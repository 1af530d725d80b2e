import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.parametrizations import weight_norm
from collections import deque
import time


class Chomp1d(nn.Module):
    def __init__(self, chomp_size):
        super(Chomp1d, self).__init__()
        self.chomp_size = chomp_size

    def forward(self, x):
        return x[:, :, : -self.chomp_size].contiguous()


class TemporalBlock(nn.Module):
    def __init__(self, n_inputs, n_outputs, kernel_size, stride, dilation, padding, dropout=0.2):
        super(TemporalBlock, self).__init__()
        self.conv1 = weight_norm(nn.Conv1d(n_inputs, n_outputs, kernel_size, stride=stride, padding=padding, dilation=dilation))
        self.chomp1 = Chomp1d(padding)
        self.relu1 = nn.ReLU()
        self.dropout1 = nn.Dropout(dropout)
        self.conv2 = weight_norm(nn.Conv1d(n_outputs, n_outputs, kernel_size, stride=stride, padding=padding, dilation=dilation))
        self.chomp2 = Chomp1d(padding)
        self.relu2 = nn.ReLU()
        self.dropout2 = nn.Dropout(dropout)
        self.net = nn.Sequential(
            self.conv1, self.chomp1, self.relu1, self.dropout1, self.conv2, self.chomp2, self.relu2, self.dropout2
        )
        self.downsample = nn.Conv1d(n_inputs, n_outputs, 1) if n_inputs != n_outputs else None
        self.relu = nn.ReLU()
        self.init_weights()

    def init_weights(self):
        self.conv1.weight.data.normal_(0, 0.01)
        self.conv2.weight.data.normal_(0, 0.01)
        if self.downsample is not None:
            self.downsample.weight.data.normal_(0, 0.01)

    def forward(self, x):
        out = self.net(x)
        res = x if self.downsample is None else self.downsample(x)
        return self.relu(out + res)


class TemporalConvNet(nn.Module):
    def __init__(self, num_inputs, num_channels, kernel_size=2, dropout=0.2):
        super(TemporalConvNet, self).__init__()
        layers = []
        num_levels = len(num_channels)
        for i in range(num_levels):
            dilation_size = 2**i
            in_channels = num_inputs if i == 0 else num_channels[i - 1]
            out_channels = num_channels[i]
            layers += [
                TemporalBlock(in_channels, out_channels, kernel_size, stride=1, dilation=dilation_size,
                              padding=(kernel_size - 1) * dilation_size, dropout=dropout)
            ]
        self.network = nn.Sequential(*layers)

    def forward(self, x):
        return self.network(x)


class CausalConv1d(nn.Conv1d):
    def __init__(self, in_channels, out_channels, kernel_size, dilation=1, **kw):
        self.left = (kernel_size - 1) * dilation
        super().__init__(in_channels, out_channels, kernel_size, dilation=dilation, **kw)

    def forward(self, x):
        return super().forward(F.pad(x, (self.left, 0)))


class WaveNet(nn.Module):
    def __init__(self, classes=32, layers=3, blocks=2, residual=8, dilated=8, skip=16, end=16):
        super().__init__()
        self.layers, self.blocks = layers, blocks
        self.start_conv = nn.Conv1d(classes, residual, kernel_size=1, bias=False)
        self.filter_convs, self.gate_convs = nn.ModuleList(), nn.ModuleList()
        self.residual_convs, self.skip_convs = nn.ModuleList(), nn.ModuleList()
        self.dilations = []
        receptive_field = 1
        for b in range(blocks):
            additional_scope, new_dilation = 1, 1
            for i in range(layers):
                self.dilations.append(new_dilation)
                self.filter_convs.append(CausalConv1d(residual, dilated, 2, dilation=new_dilation, bias=False))
                self.gate_convs.append(CausalConv1d(residual, dilated, 2, dilation=new_dilation, bias=False))
                self.residual_convs.append(nn.Conv1d(dilated, residual, 1))
                self.skip_convs.append(nn.Conv1d(dilated, skip, 1))
                receptive_field += additional_scope
                additional_scope *= 2
                new_dilation *= 2
        self.end_conv_1 = nn.Conv1d(skip, end, 1, bias=True)
        self.end_conv_2 = nn.Conv1d(end, classes, 1, bias=True)
        self.receptive_field = receptive_field

    def forward(self, input):
        x = self.start_conv(input)
        skip = 0
        for f, g, r, s in zip(self.filter_convs, self.gate_convs, self.residual_convs, self.skip_convs):
            residual = x
            x = torch.tanh(f(x)) * torch.sigmoid(g(x))
            try:
                skip = skip[:, :, -x.size(2):]
            except TypeError:
                skip = 0
            skip = s(x) + skip
            x = r(x) + residual
        return self.end_conv_2(F.relu(self.end_conv_1(F.relu(skip))))

    @torch.no_grad()
    def generate_fast(self, num_samples, first, temperature=1.0):
        queue = deque(first.tolist(), maxlen=self.receptive_field)
        out = []
        for _ in range(num_samples):
            x = F.one_hot(torch.tensor(list(queue)), 32).T.float().unsqueeze(0)
            logits = self(x)[0, :, -1] / temperature
            queue.append(int(torch.argmax(logits)))
            out.append(queue[-1])
        return out


def mu_law_encode(x, quantization=32):
    mu = torch.tensor(quantization - 1.0)
    x_mu = torch.sign(x) * torch.log1p(mu * torch.abs(x)) / torch.log1p(mu)
    return ((x_mu + 1) / 2 * mu + 0.5).to(torch.int64)


def mu_law_decode(y, quantization=32):
    mu = quantization - 1.0
    x = y.float() / mu * 2 - 1
    return x.sign() * (torch.exp(x.abs() * torch.log1p(torch.tensor(mu))) - 1) / mu


torch.manual_seed(1111)
tcn = TemporalConvNet(1, [6, 6, 12], kernel_size=3, dropout=0.0)
print(tcn)
print([n for n, _ in tcn.network[0].conv1.named_parameters()])
seq = torch.randn(2, 1, 20)
out = tcn(seq)
print(out.shape, out.sum())
seq2 = seq.clone()
seq2[:, :, 10:] += 1
print((tcn(seq2)[:, :, :10] == out[:, :, :10]).all())
wave = torch.sin(torch.arange(60) / 4.0)
codes = mu_law_encode(wave)
print(codes[:12], mu_law_decode(codes)[:4])
model = WaveNet()
print(model.receptive_field, model.dilations, sum([p.nelement() for p in model.parameters()]))
opt = torch.optim.RMSprop(model.parameters(), lr=3e-3)
onehot = F.one_hot(codes, 32).t().float()[None]
start = time.time()
for i in range(6):
    logits = model(onehot[:, :, :-1])
    loss = F.cross_entropy(logits, codes[None, 1:])
    opt.zero_grad()
    loss.backward()
    opt.step()
    print("step %d loss %.4f" % (i, loss.item()))
assert time.time() - start >= 0
print(model.generate_fast(5, codes[:20]))
