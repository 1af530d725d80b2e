"""Clips: factorized 3-D convolutions, a convolutional LSTM, a non-local block, a slow and a fast pathway."""
import math
from typing import Callable, List, Optional, Sequence, Tuple, Type, Union

import torch
from torch import Tensor, nn
import torch.nn.functional as F


class Conv2Plus1D(nn.Sequential):
    def __init__(self, in_planes: int, out_planes: int, midplanes: int, stride: int = 1, padding: int = 1) -> None:
        super().__init__(
            nn.Conv3d(in_planes, midplanes, kernel_size=(1, 3, 3), stride=(1, stride, stride), padding=(0, padding, padding), bias=False),
            nn.BatchNorm3d(midplanes),
            nn.ReLU(inplace=True),
            nn.Conv3d(midplanes, out_planes, kernel_size=(3, 1, 1), stride=(stride, 1, 1), padding=(padding, 0, 0), bias=False),
        )

    @staticmethod
    def get_downsample_stride(stride: int) -> Tuple[int, int, int]:
        return stride, stride, stride


class BasicBlock(nn.Module):
    expansion: int = 1

    def __init__(self, inplanes, planes, conv_builder, stride=1, downsample: Optional[nn.Module] = None):
        midplanes = (inplanes * planes * 3 * 3 * 3) // (inplanes * 3 * 3 + 3 * planes)
        super().__init__()
        self.conv1 = nn.Sequential(conv_builder(inplanes, planes, midplanes, stride), nn.BatchNorm3d(planes), nn.ReLU(inplace=True))
        self.conv2 = nn.Sequential(conv_builder(planes, planes, midplanes), nn.BatchNorm3d(planes))
        self.relu = nn.ReLU(inplace=True)
        self.downsample = downsample
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        residual = x
        out = self.conv2(self.conv1(x))
        if self.downsample is not None:
            residual = self.downsample(x)
        out += residual
        return self.relu(out)


class NonLocalBlock(nn.Module):
    def __init__(self, c, inter=None, sub_sample=True):
        super().__init__()
        self.inter = inter or max(c // 2, 1)
        self.g, self.theta, self.phi = (nn.Conv3d(c, self.inter, 1) for _ in range(3))
        self.W = nn.Sequential(nn.Conv3d(self.inter, c, 1), nn.BatchNorm3d(c))
        nn.init.constant_(self.W[1].weight, 0)
        if sub_sample:
            self.g = nn.Sequential(self.g, nn.MaxPool3d((1, 2, 2)))
            self.phi = nn.Sequential(self.phi, nn.MaxPool3d((1, 2, 2)))

    def forward(self, x):
        b = x.size(0)
        g = self.g(x).view(b, self.inter, -1).permute(0, 2, 1)
        theta = self.theta(x).view(b, self.inter, -1).permute(0, 2, 1)
        phi = self.phi(x).view(b, self.inter, -1)
        f = torch.matmul(theta, phi)
        y = torch.matmul(F.softmax(f, dim=-1), g).permute(0, 2, 1).contiguous()
        return self.W(y.view(b, self.inter, *x.size()[2:])) + x


class ConvLSTMCell(nn.Module):
    def __init__(self, input_dim, hidden_dim, kernel_size, bias):
        super().__init__()
        self.hidden_dim = hidden_dim
        padding = kernel_size[0] // 2, kernel_size[1] // 2
        self.conv = nn.Conv2d(input_dim + hidden_dim, 4 * hidden_dim, kernel_size, padding=padding, bias=bias)

    def forward(self, input_tensor, cur_state):
        h_cur, c_cur = cur_state
        combined_conv = self.conv(torch.cat([input_tensor, h_cur], dim=1))
        cc_i, cc_f, cc_o, cc_g = torch.split(combined_conv, self.hidden_dim, dim=1)
        c_next = torch.sigmoid(cc_f) * c_cur + torch.sigmoid(cc_i) * torch.tanh(cc_g)
        return torch.sigmoid(cc_o) * torch.tanh(c_next), c_next

    def init_hidden(self, batch_size, image_size):
        return tuple(torch.zeros(batch_size, self.hidden_dim, *image_size, device=self.conv.weight.device) for _ in "hc")


class ConvLSTM(nn.Module):
    def __init__(self, input_dim, hidden_dim, kernel_size, num_layers, batch_first=False, bias=True, return_all_layers=False):
        super().__init__()
        if not (isinstance(kernel_size, tuple) or (isinstance(kernel_size, list) and all([isinstance(elem, tuple) for elem in kernel_size]))):
            raise ValueError("`kernel_size` must be tuple or list of tuples")
        hidden_dim = hidden_dim if isinstance(hidden_dim, list) else [hidden_dim] * num_layers
        self.batch_first, self.return_all_layers = batch_first, return_all_layers
        dims = [input_dim] + hidden_dim
        self.cell_list = nn.ModuleList([ConvLSTMCell(a, b, kernel_size, bias) for a, b in zip(dims, dims[1:])])

    def forward(self, x, hidden_state=None):
        if not self.batch_first:
            x = x.permute(1, 0, 2, 3, 4)
        b, seq_len, _, h, w = x.size()
        hidden_state = hidden_state or [c.init_hidden(b, (h, w)) for c in self.cell_list]
        layers, last = [], []
        for cell, (h, c) in zip(self.cell_list, hidden_state):
            inner = []
            for t in range(seq_len):
                h, c = cell(x[:, t, :, :, :], [h, c])
                inner.append(h)
            x = torch.stack(inner, dim=1)
            layers.append(x)
            last.append([h, c])
        return (layers, last) if self.return_all_layers else (layers[-1:], last[-1:])


class SlowFast(nn.Module):
    def __init__(self, classes, alpha=4):
        super().__init__()
        self.alpha = alpha
        self.slow, self.fast = BasicBlock(3, 8, Conv2Plus1D, 2, nn.Sequential(nn.Conv3d(3, 8, 1, 2, bias=False), nn.BatchNorm3d(8))), nn.Conv3d(3, 4, (5, 3, 3), (1, 2, 2), (2, 1, 1))
        self.lateral = nn.Conv3d(4, 4, (5, 1, 1), stride=(alpha * 2, 1, 1), padding=(2, 0, 0), bias=False)
        self.non_local = NonLocalBlock(12)
        self.pool, self.fc = nn.AdaptiveAvgPool3d((1, 1, 1)), nn.Linear(16, classes)

    def forward(self, x):
        slow, fast = self.slow(x[:, :, :: self.alpha]), self.fast(x)
        both = self.non_local(torch.cat([slow, self.lateral(fast)], 1))
        return self.fc(torch.cat([self.pool(both).flatten(1), self.pool(fast).flatten(1)], 1))


torch.manual_seed(12)
clip = torch.rand(2, 3, 8, 16, 16)
net = SlowFast(5)
print(net)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for i in range(3):
    loss = F.cross_entropy(net(clip), torch.tensor([1, 4]))
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(f"{i} {loss.item():.4f}")
lstm = ConvLSTM(3, [4, 6], (3, 3), 2, batch_first=True, return_all_layers=True)
outs, last = lstm(clip.transpose(1, 2))
print([tuple(o.shape) for o in outs], [tuple(t.shape) for s in last for t in s], torch.equal(outs[1][:, -1], last[1][0]))
try:
    ConvLSTM(3, 4, 3, 1)
except ValueError as e:
    print(e)
print(F.interpolate(clip, size=(4, 8, 8), mode="trilinear", align_corners=False).mean().round(decimals=4), F.max_pool3d(clip, 2, return_indices=True)[1][0, 0, 0, 0, :3])
