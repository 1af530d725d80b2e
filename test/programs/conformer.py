"""Spectrograms and mel filters by hand, a conformer, CTC, and a speaker embedding."""
import math
from typing import Optional

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


def hz_to_mel(freq):
    return 2595.0 * math.log10(1.0 + (freq / 700.0))


def mel_to_hz(mels):
    return 700.0 * (10.0 ** (mels / 2595.0) - 1.0)


def melscale_fbanks(n_freqs: int, f_min: float, f_max: float, n_mels: int, sample_rate: int) -> Tensor:
    all_freqs = torch.linspace(0, sample_rate // 2, n_freqs)
    m_pts = torch.linspace(hz_to_mel(f_min), hz_to_mel(f_max), n_mels + 2)
    f_pts = mel_to_hz(m_pts)
    f_diff = f_pts[1:] - f_pts[:-1]
    slopes = f_pts.unsqueeze(0) - all_freqs.unsqueeze(1)
    down_slopes = (-1.0 * slopes[:, :-2]) / f_diff[:-1]
    up_slopes = slopes[:, 2:] / f_diff[1:]
    return torch.max(torch.zeros(1), torch.min(down_slopes, up_slopes))


class MelSpectrogram(nn.Module):
    def __init__(self, sample_rate=8000, n_fft=64, hop=32, n_mels=10):
        super().__init__()
        self.n_fft, self.hop = n_fft, hop
        self.register_buffer("window", torch.hann_window(n_fft))
        self.register_buffer("fb", melscale_fbanks(n_fft // 2 + 1, 0.0, float(sample_rate // 2), n_mels, sample_rate))

    def forward(self, waveform: Tensor) -> Tensor:
        spec = torch.stft(waveform, self.n_fft, self.hop, window=self.window, center=True, pad_mode="reflect", normalized=False, onesided=True, return_complex=True)
        power = spec.abs().pow(2.0)
        return torch.matmul(power.transpose(-1, -2), self.fb).transpose(-1, -2)


def spec_augment(x, freq=3, time=4):
    f0, t0 = 2, 5
    x = x.clone()
    x[:, f0 : f0 + freq] = 0
    x[:, :, t0 : t0 + time] = 0
    return x


class Swish(nn.Module):
    def forward(self, x):
        return x * x.sigmoid()


class GLU(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        out, gate = x.chunk(2, dim=self.dim)
        return out * gate.sigmoid()


def calc_same_padding(kernel_size):
    pad = kernel_size // 2
    return (pad, pad - (kernel_size + 1) % 2)


class DepthWiseConv1d(nn.Module):
    def __init__(self, chan_in, chan_out, kernel_size, padding):
        super().__init__()
        self.padding = padding
        self.conv = nn.Conv1d(chan_in, chan_out, kernel_size, groups=chan_in)

    def forward(self, x):
        return self.conv(F.pad(x, self.padding))


class RelPosAttention(nn.Module):
    def __init__(self, dim, heads=2, max_pos_emb=16):
        super().__init__()
        self.heads, self.scale, self.max_pos_emb = heads, (dim // heads) ** -0.5, max_pos_emb
        self.to_q, self.to_kv, self.to_out = nn.Linear(dim, dim, bias=False), nn.Linear(dim, dim * 2, bias=False), nn.Linear(dim, dim)
        self.rel_pos_emb = nn.Embedding(2 * max_pos_emb + 1, dim // heads)

    def forward(self, x, mask: Optional[Tensor] = None):
        n, h = x.shape[-2], self.heads
        q, k, v = (self.to_q(x), *self.to_kv(x).chunk(2, dim=-1))
        q, k, v = map(lambda t: t.unflatten(-1, (h, -1)).transpose(1, 2), (q, k, v))
        dots = torch.einsum("bhid,bhjd->bhij", q, k) * self.scale
        seq = torch.arange(n)
        dist = (seq[:, None] - seq[None, :]).clamp(-self.max_pos_emb, self.max_pos_emb) + self.max_pos_emb
        rel = self.rel_pos_emb(dist).to(q)
        dots = dots + torch.einsum("bhnd,nrd->bhnr", q, rel) * self.scale
        if mask is not None:
            dots.masked_fill_(~(mask[:, None, :, None] * mask[:, None, None, :]), -torch.finfo(dots.dtype).max)
        out = torch.einsum("bhij,bhjd->bhid", dots.softmax(dim=-1), v)
        return self.to_out(out.transpose(1, 2).flatten(2))


class ConformerBlock(nn.Module):
    def __init__(self, dim, mult=2, kernel=7):
        super().__init__()
        ff = lambda: nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, dim * mult), Swish(), nn.Linear(dim * mult, dim))
        self.ff1, self.ff2 = ff(), ff()
        self.attn_norm, self.attn = nn.LayerNorm(dim), RelPosAttention(dim)
        inner = dim * 2
        self.conv_norm = nn.LayerNorm(dim)
        self.conv = nn.Sequential(nn.Conv1d(dim, inner * 2, 1), GLU(dim=1), DepthWiseConv1d(inner, inner, kernel, calc_same_padding(kernel)), nn.BatchNorm1d(inner), Swish(), nn.Conv1d(inner, dim, 1))
        self.post_norm = nn.LayerNorm(dim)

    def forward(self, x, mask=None):
        x = 0.5 * self.ff1(x) + x
        x = self.attn(self.attn_norm(x), mask=mask) + x
        x = self.conv(self.conv_norm(x).transpose(1, 2)).transpose(1, 2) + x
        return self.post_norm(0.5 * self.ff2(x) + x)


class Recognizer(nn.Module):
    def __init__(self, n_mels, dim, vocab):
        super().__init__()
        self.sub = nn.Sequential(nn.Conv2d(1, 4, 3, 2, 1), nn.ReLU(), nn.Conv2d(4, 4, 3, (2, 1), 1), nn.ReLU())
        self.proj = nn.Linear(4 * math.ceil(math.ceil(n_mels / 2) / 2), dim)
        self.block = ConformerBlock(dim)
        self.head = nn.Linear(dim, vocab)

    def forward(self, mel, lengths):
        x = self.sub(mel.unsqueeze(1))
        b, c, f, t = x.shape
        x = self.proj(x.permute(0, 3, 1, 2).reshape(b, t, c * f))
        out_len = torch.div(lengths + 1, 2, rounding_mode="trunc")
        mask = torch.arange(t)[None] < out_len[:, None]
        return self.head(self.block(x, mask)).log_softmax(-1), out_len


def ctc_greedy(logp, lengths, blank=0):
    texts = []
    for row, n in zip(logp.argmax(-1), lengths):
        ids = torch.unique_consecutive(row[:n])
        texts.append([i for i in ids.tolist() if i != blank])
    return texts


class StatsPooling(nn.Module):
    def forward(self, x):
        return torch.cat([x.mean(-1), x.std(-1)], dim=1)


class ArcMargin(nn.Module):
    def __init__(self, dim, classes, s=10.0, m=0.3):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(classes, dim))
        nn.init.xavier_uniform_(self.weight)
        self.s, self.cos_m, self.sin_m, self.th, self.mm = s, math.cos(m), math.sin(m), math.cos(math.pi - m), math.sin(math.pi - m) * m

    def forward(self, x, label):
        cosine = F.linear(F.normalize(x), F.normalize(self.weight))
        sine = torch.sqrt((1.0 - torch.pow(cosine, 2)).clamp(0, 1))
        phi = cosine * self.cos_m - sine * self.sin_m
        phi = torch.where(cosine > self.th, phi, cosine - self.mm)
        one_hot = torch.zeros(cosine.size())
        one_hot.scatter_(1, label.view(-1, 1).long(), 1)
        return ((one_hot * phi) + ((1.0 - one_hot) * cosine)) * self.s


torch.manual_seed(17)
t = torch.arange(1600) / 8000
wave = torch.stack([torch.sin(2 * math.pi * f * t) for f in (440.0, 1000.0)]) + 0.01 * torch.randn(2, 1600)
front = MelSpectrogram()
mel = front(wave)
print(front.fb.shape, front.fb.sum(0)[:4], mel.shape)
print(mel.mean(-1).argmax(-1), (10 * torch.log10(mel.clamp(min=1e-10))).mean() > -100)
back = torch.istft(torch.stft(wave, 64, 32, window=torch.hann_window(64), return_complex=True), 64, 32, window=torch.hann_window(64), length=1600)
print(torch.allclose(back, wave, atol=1e-4))
logmel = spec_augment(torch.log(mel + 1e-6))
logmel = (logmel - logmel.mean((1, 2), keepdim=True)) / logmel.std((1, 2), keepdim=True)
model = Recognizer(10, 16, 6)
print(model)
lengths = torch.tensor([51, 40])
targets, target_lengths = torch.tensor([1, 2, 3, 3, 4, 5, 1]), torch.tensor([4, 3])
opt = torch.optim.Adam(model.parameters(), lr=1e-2)
ctc = nn.CTCLoss(blank=0, zero_infinity=True)
for i in range(4):
    logp, out_len = model(logmel, lengths)
    loss = ctc(logp.transpose(0, 1), targets, out_len, target_lengths)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"{loss.item():.4f}", out_len.tolist())
print(ctc_greedy(logp, out_len))
speaker = nn.Sequential(nn.Conv1d(10, 12, 5, dilation=2), nn.ReLU(), nn.BatchNorm1d(12), StatsPooling(), nn.Linear(24, 8))
margin = ArcMargin(8, 3)
logits = margin(speaker(logmel), torch.tensor([0, 2]))
print(logits.shape, F.cross_entropy(logits, torch.tensor([0, 2])) > 0)
