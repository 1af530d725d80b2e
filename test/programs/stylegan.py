import math
from functools import partial

import torch
from torch import nn
from torch.nn import functional as F
from torch import autograd, optim


class EqualLR:
    def __init__(self, name):
        self.name = name

    def compute_weight(self, module):
        weight = getattr(module, self.name + "_orig")
        fan_in = weight.data.size(1) * weight.data[0][0].numel()
        return weight * math.sqrt(2 / fan_in)

    @staticmethod
    def apply(module, name):
        fn = EqualLR(name)
        weight = getattr(module, name)
        del module._parameters[name]
        module.register_parameter(name + "_orig", nn.Parameter(weight.data))
        module.register_forward_pre_hook(fn)
        return fn

    def __call__(self, module, input):
        weight = self.compute_weight(module)
        setattr(module, self.name, weight)


def equal_lr(module, name="weight"):
    EqualLR.apply(module, name)
    return module


class PixelNorm(nn.Module):
    def forward(self, input):
        return input * torch.rsqrt(torch.mean(input**2, dim=1, keepdim=True) + 1e-8)


class EqualLinear(nn.Module):
    def __init__(self, in_dim, out_dim, bias_init=0, lr_mul=1.0, activation=None):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_dim, in_dim).div_(lr_mul))
        self.bias = nn.Parameter(torch.zeros(out_dim).fill_(bias_init))
        self.activation = activation
        self.scale = (1 / math.sqrt(in_dim)) * lr_mul
        self.lr_mul = lr_mul

    def forward(self, input):
        out = F.linear(input, self.weight * self.scale, bias=self.bias * self.lr_mul)
        return F.leaky_relu(out, 0.2) * math.sqrt(2) if self.activation else out

    def __repr__(self):
        return f"{self.__class__.__name__}({self.weight.shape[1]}, {self.weight.shape[0]})"


def make_kernel(k):
    k = torch.tensor(k, dtype=torch.float32)
    if k.ndim == 1:
        k = k[None, :] * k[:, None]
    k /= k.sum()
    return k


class Blur(nn.Module):
    def __init__(self, kernel, pad, upsample_factor=1):
        super().__init__()
        kernel = make_kernel(kernel)
        if upsample_factor > 1:
            kernel = kernel * (upsample_factor**2)
        self.register_buffer("kernel", kernel)
        self.pad = pad

    def forward(self, x):
        c = x.shape[1]
        x = F.pad(x, (self.pad[0], self.pad[1], self.pad[0], self.pad[1]))
        return F.conv2d(x, self.kernel[None, None].repeat(c, 1, 1, 1).flip([2, 3]), groups=c)


class ModulatedConv2d(nn.Module):
    def __init__(self, in_channel, out_channel, kernel_size, style_dim, demodulate=True, upsample=False):
        super().__init__()
        self.eps = 1e-8
        self.kernel_size, self.in_channel, self.out_channel = kernel_size, in_channel, out_channel
        self.upsample, self.demodulate = upsample, demodulate
        if upsample:
            blur_kernel = [1, 3, 3, 1]
            p = (len(blur_kernel) - 2) - (kernel_size - 1)
            self.blur = Blur(blur_kernel, pad=((p + 1) // 2 + 1, p // 2 + 1), upsample_factor=2)
        self.scale = 1 / math.sqrt(in_channel * kernel_size**2)
        self.padding = kernel_size // 2
        self.weight = nn.Parameter(torch.randn(1, out_channel, in_channel, kernel_size, kernel_size))
        self.modulation = EqualLinear(style_dim, in_channel, bias_init=1)

    def __repr__(self):
        return f"{type(self).__name__}({self.in_channel}, {self.out_channel}, {self.kernel_size}, upsample={self.upsample})"

    def forward(self, input, style):
        batch, in_channel, height, width = input.shape
        style = self.modulation(style).view(batch, 1, in_channel, 1, 1)
        weight = self.scale * self.weight * style
        if self.demodulate:
            demod = torch.rsqrt(weight.pow(2).sum([2, 3, 4]) + 1e-8)
            weight = weight * demod.view(batch, self.out_channel, 1, 1, 1)
        weight = weight.view(batch * self.out_channel, in_channel, self.kernel_size, self.kernel_size)
        input = input.view(1, batch * in_channel, height, width)
        if self.upsample:
            weight = weight.view(batch, self.out_channel, in_channel, self.kernel_size, self.kernel_size)
            weight = weight.transpose(1, 2).reshape(batch * in_channel, self.out_channel, self.kernel_size, self.kernel_size)
            out = F.conv_transpose2d(input, weight, padding=0, stride=2, groups=batch)
            _, _, height, width = out.shape
            out = self.blur(out.view(batch, self.out_channel, height, width))
        else:
            out = F.conv2d(input, weight, padding=self.padding, groups=batch)
            _, _, height, width = out.shape
            out = out.view(batch, self.out_channel, height, width)
        return out


class NoiseInjection(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, image, noise=None):
        if noise is None:
            batch, _, height, width = image.shape
            noise = image.new_empty(batch, 1, height, width).normal_()
        return image + self.weight * noise


class StyledConv(nn.Module):
    def __init__(self, i, o, style_dim, upsample=False):
        super().__init__()
        self.conv = ModulatedConv2d(i, o, 3, style_dim, upsample=upsample)
        self.noise = NoiseInjection()
        self.bias = nn.Parameter(torch.zeros(1, o, 1, 1))

    def forward(self, x, style, noise=None):
        return F.leaky_relu(self.noise(self.conv(x, style), noise) + self.bias, 0.2)


class Generator(nn.Module):
    def __init__(self, style_dim=16, n_mlp=2, channels={4: 8, 8: 8, 16: 4}):
        super().__init__()
        self.style = nn.Sequential(PixelNorm(), *[EqualLinear(style_dim, style_dim, lr_mul=0.01, activation="fused_lrelu") for _ in range(n_mlp)])
        self.input = nn.Parameter(torch.randn(1, channels[4], 4, 4))
        self.convs = nn.ModuleList([StyledConv(channels[4], channels[4], style_dim)])
        self.to_rgbs = nn.ModuleDict({"4": ModulatedConv2d(channels[4], 3, 1, style_dim, demodulate=False)})
        res = list(channels)
        for a, b in zip(res, res[1:]):
            self.convs.append(StyledConv(channels[a], channels[b], style_dim, upsample=True))
            self.to_rgbs[str(b)] = ModulatedConv2d(channels[b], 3, 1, style_dim, demodulate=False)

    def forward(self, z):
        w = self.style(z)
        out, image = self.input.repeat(z.shape[0], 1, 1, 1), None
        for conv, (size, rgb) in zip(self.convs, self.to_rgbs.items()):
            out = conv(out, w)
            skip = rgb(out, w)
            image = skip if image is None else skip + F.interpolate(image, scale_factor=2, mode="bilinear", align_corners=False)
        return image, w


class Discriminator(nn.Sequential):
    def __init__(self):
        super().__init__(
            equal_lr(nn.Conv2d(3, 6, 3, padding=1)), nn.LeakyReLU(0.2), nn.AvgPool2d(2),
            equal_lr(nn.Conv2d(6, 8, 3, padding=1)), nn.LeakyReLU(0.2), nn.AdaptiveAvgPool2d(2), nn.Flatten(), EqualLinear(32, 1),
        )

    def forward(self, x):
        group = min(x.shape[0], 2)
        y = x.view(group, -1, *x.shape[1:])
        std = torch.sqrt(y.var(0, unbiased=False) + 1e-8).mean()
        return super().forward(x) + 0.1 * std


def d_logistic_loss(real_pred, fake_pred):
    return F.softplus(-real_pred).mean() + F.softplus(fake_pred).mean()


def d_r1_loss(real_pred, real_img):
    (grad_real,) = autograd.grad(outputs=real_pred.sum(), inputs=real_img, create_graph=True)
    return grad_real.pow(2).reshape(grad_real.shape[0], -1).sum(1).mean()


def accumulate(model1, model2, decay=0.999):
    par1, par2 = dict(model1.named_parameters()), dict(model2.named_parameters())
    for k in par1.keys():
        par1[k].data.mul_(decay).add_(par2[k].data, alpha=1 - decay)


torch.manual_seed(21)
g, g_ema, d = Generator(), Generator(), Discriminator()
accumulate(g_ema, g, 0)
print(g)
print(d)
g_optim, d_optim = optim.Adam(g.parameters(), lr=0.002, betas=(0.0, 0.99)), optim.Adam(d.parameters(), lr=0.002, betas=(0.0, 0.99))
real = torch.rand(4, 3, 16, 16)
for i in range(3):
    fake, _ = g(torch.randn(4, 16))
    d_loss = d_logistic_loss(d(real), d(fake.detach()))
    d.zero_grad()
    d_loss.backward()
    d_optim.step()
    real.requires_grad = True
    r1 = d_r1_loss(d(real), real)
    d.zero_grad()
    (5 * r1).backward()
    d_optim.step()
    real.requires_grad = False
    g_loss = F.softplus(-d(g(torch.randn(4, 16))[0])).mean()
    g.zero_grad()
    g_loss.backward()
    g_optim.step()
    accumulate(g_ema, g, 0.5)
    print(f"{i} d: {d_loss.item():.4f}; g: {g_loss.item():.4f}; r1: {r1.item():.6f}")
with torch.no_grad():
    img, w = g_ema(torch.randn(2, 16))
print(img.shape, w.std(0)[:3])
