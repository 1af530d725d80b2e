"""WGAN-GP, spectral norm by hand, self-attention, image pools, in the old style."""
import argparse
import os
import numpy as np
import math
import itertools
import sys
import datetime

from torch.utils.data import DataLoader
from torch.autograd import Variable
import torch.autograd as autograd
import torch.nn as nn
import torch.nn.functional as F
import torch


parser = argparse.ArgumentParser()
parser.add_argument("--n_epochs", type=int, default=1, help="number of epochs of training")
parser.add_argument("--batch_size", type=int, default=4, help="size of the batches")
parser.add_argument("--lr", type=float, default=0.0002, help="adam: learning rate")
parser.add_argument("--b1", type=float, default=0.5, help="adam: decay of first order momentum of gradient")
parser.add_argument("--b2", type=float, default=0.999)
parser.add_argument("--latent_dim", type=int, default=10)
parser.add_argument("--img_size", type=int, default=8)
parser.add_argument("--channels", type=int, default=1)
parser.add_argument("--n_critic", type=int, default=2)
opt = parser.parse_args()
print(opt)
img_shape = (opt.channels, opt.img_size, opt.img_size)
cuda = True if torch.cuda.is_available() else False
Tensor = torch.cuda.FloatTensor if cuda else torch.FloatTensor
LongTensor = torch.cuda.LongTensor if cuda else torch.LongTensor
torch.manual_seed(0); np.random.seed(0)

class Generator(nn.Module):
    def __init__(self):
        super(Generator, self).__init__()
        def block(in_feat, out_feat, normalize=True):
            layers = [nn.Linear(in_feat, out_feat)]
            if normalize:
                layers.append(nn.BatchNorm1d(out_feat, 0.8))
            layers.append(nn.LeakyReLU(0.2, inplace=True))
            return layers
        self.model = nn.Sequential(*block(opt.latent_dim, 16, normalize=False), *block(16, 32), nn.Linear(32, int(np.prod(img_shape))), nn.Tanh())
    def forward(self, z):
        img = self.model(z)
        img = img.view(img.shape[0], *img_shape)
        return img

class Discriminator(nn.Module):
    def __init__(self):
        super(Discriminator, self).__init__()
        self.model = nn.Sequential(nn.Linear(int(np.prod(img_shape)), 16), nn.LeakyReLU(0.2, inplace=True), nn.Linear(16, 1))
    def forward(self, img):
        return self.model(img.view(img.shape[0], -1))

def compute_gradient_penalty(D, real_samples, fake_samples):
    """Calculates the gradient penalty loss for WGAN GP"""
    alpha = Tensor(np.random.random((real_samples.size(0), 1, 1, 1)))
    interpolates = (alpha * real_samples + ((1 - alpha) * fake_samples)).requires_grad_(True)
    d_interpolates = D(interpolates)
    fake = Variable(Tensor(real_samples.shape[0], 1).fill_(1.0), requires_grad=False)
    gradients = autograd.grad(outputs=d_interpolates, inputs=interpolates, grad_outputs=fake, create_graph=True, retain_graph=True, only_inputs=True)[0]
    gradients = gradients.view(gradients.size(0), -1)
    gradient_penalty = ((gradients.norm(2, dim=1) - 1) ** 2).mean()
    return gradient_penalty

lambda_gp = 10
generator, discriminator = Generator(), Discriminator()
if cuda:
    generator.cuda()
optimizer_G = torch.optim.Adam(generator.parameters(), lr=opt.lr, betas=(opt.b1, opt.b2))
optimizer_D = torch.optim.Adam(discriminator.parameters(), lr=opt.lr, betas=(opt.b1, opt.b2))
print(generator, discriminator)
dataloader = [(torch.rand(opt.batch_size, *img_shape) * 2 - 1, None) for _ in range(4)]
batches_done = 0
for epoch in range(opt.n_epochs):
    for i, (imgs, _) in enumerate(dataloader):
        real_imgs = Variable(imgs.type(Tensor))
        optimizer_D.zero_grad()
        z = Variable(Tensor(np.random.normal(0, 1, (imgs.shape[0], opt.latent_dim))))
        fake_imgs = generator(z)
        real_validity, fake_validity = discriminator(real_imgs), discriminator(fake_imgs)
        gradient_penalty = compute_gradient_penalty(discriminator, real_imgs.data, fake_imgs.data)
        d_loss = -torch.mean(real_validity) + torch.mean(fake_validity) + lambda_gp * gradient_penalty
        d_loss.backward()
        optimizer_D.step()
        optimizer_G.zero_grad()
        if i % opt.n_critic == 0:
            fake_imgs = generator(z)
            g_loss = -torch.mean(discriminator(fake_imgs))
            g_loss.backward()
            optimizer_G.step()
            print("[Epoch %d/%d] [Batch %d/%d] [D loss: %.3f] [G loss: %.4f]" % (epoch, opt.n_epochs, i, len(dataloader), d_loss.item(), g_loss.item()))
            batches_done += opt.n_critic

# DCGAN pieces
def weights_init_normal(m):
    classname = m.__class__.__name__
    if classname.find("Conv") != -1:
        torch.nn.init.normal_(m.weight.data, 0.0, 0.02)
    elif classname.find("BatchNorm2d") != -1:
        torch.nn.init.normal_(m.weight.data, 1.0, 0.02)
        torch.nn.init.constant_(m.bias.data, 0.0)

class Self_Attn(nn.Module):
    """ Self attention Layer"""
    def __init__(self, in_dim, activation):
        super().__init__()
        self.chanel_in, self.activation = in_dim, activation
        self.query_conv = nn.Conv2d(in_channels=in_dim, out_channels=in_dim // 2, kernel_size=1)
        self.key_conv = nn.Conv2d(in_channels=in_dim, out_channels=in_dim // 2, kernel_size=1)
        self.value_conv = nn.Conv2d(in_channels=in_dim, out_channels=in_dim, kernel_size=1)
        self.gamma = nn.Parameter(torch.zeros(1))
        self.softmax = nn.Softmax(dim=-1)
    def forward(self, x):
        m_batchsize, C, width, height = x.size()
        proj_query = self.query_conv(x).view(m_batchsize, -1, width * height).permute(0, 2, 1)
        proj_key = self.key_conv(x).view(m_batchsize, -1, width * height)
        attention = self.softmax(torch.bmm(proj_query, proj_key))
        out = torch.bmm(self.proj_value(x) if hasattr(self, 'proj_value') else self.value_conv(x).view(m_batchsize, -1, width * height), attention.permute(0, 2, 1))
        out = out.view(m_batchsize, C, width, height)
        return self.gamma * out + x, attention

def l2normalize(v, eps=1e-12): return v / (v.norm() + eps)

class SpectralNorm(nn.Module):
    def __init__(self, module, name='weight', power_iterations=1):
        super(SpectralNorm, self).__init__()
        self.module, self.name, self.power_iterations = module, name, power_iterations
        if not self._made_params():
            self._make_params()
    def _update_u_v(self):
        u, v, w = getattr(self.module, self.name + "_u"), getattr(self.module, self.name + "_v"), getattr(self.module, self.name + "_bar")
        height = w.data.shape[0]
        for _ in range(self.power_iterations):
            v.data = l2normalize(torch.mv(torch.t(w.view(height, -1).data), u.data))
            u.data = l2normalize(torch.mv(w.view(height, -1).data, v.data))
        sigma = u.dot(w.view(height, -1).mv(v))
        setattr(self.module, self.name, w / sigma.expand_as(w))
    def _made_params(self):
        try:
            u = getattr(self.module, self.name + "_u")
            return True
        except AttributeError:
            return False
    def _make_params(self):
        w = getattr(self.module, self.name)
        height, width = w.data.shape[0], w.view(w.data.shape[0], -1).data.shape[1]
        u = nn.Parameter(w.data.new(height).normal_(0, 1), requires_grad=False)
        v = nn.Parameter(w.data.new(width).normal_(0, 1), requires_grad=False)
        u.data, v.data = l2normalize(u.data), l2normalize(v.data)
        w_bar = nn.Parameter(w.data)
        del self.module._parameters[self.name]
        self.module.register_parameter(self.name + "_u", u)
        self.module.register_parameter(self.name + "_v", v)
        self.module.register_parameter(self.name + "_bar", w_bar)
    def forward(self, *args):
        self._update_u_v()
        return self.module.forward(*args)

class ReplayBuffer:
    def __init__(self, max_size=3):
        assert max_size > 0, "Empty buffer or trying to create a black hole. Be careful."
        self.max_size, self.data = max_size, []
    def push_and_pop(self, data):
        to_return = []
        for element in data.data:
            element = torch.unsqueeze(element, 0)
            if len(self.data) < self.max_size:
                self.data.append(element)
                to_return.append(element)
            else:
                if np.random.uniform(0, 1) > 0.5:
                    i = np.random.randint(0, self.max_size - 1)
                    to_return.append(self.data[i].clone())
                    self.data[i] = element
                else:
                    to_return.append(element)
        return Variable(torch.cat(to_return))

net = nn.Sequential(SpectralNorm(nn.Conv2d(3, 8, 4, 2, 1)), nn.LeakyReLU(0.1), SpectralNorm(nn.Conv2d(8, 4, 3)))

x = torch.randn(2, 3, 8, 8)
y = net(x); y.sum().backward()
print(net, y.shape, y.norm(), [n for n, p in net.named_parameters() if p.requires_grad], net[0].module.weight_bar.grad.norm())
attn = Self_Attn(4, 'relu').apply(weights_init_normal)
o, a = attn(y); print(o.shape, torch.allclose(a.sum(-1), torch.ones(2, 4)), attn.gamma)
G = nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(3, 4, 3, stride=1, padding=1), nn.BatchNorm2d(4, 0.8), nn.InstanceNorm2d(4), nn.ReflectionPad2d(3), nn.Conv2d(4, 3, 7), nn.Tanh()).apply(weights_init_normal)
print(G(x).shape, G, sum([np.prod(p.size()) for p in G.parameters()]))
buf = ReplayBuffer(); print([buf.push_and_pop(torch.arange(3.).view(3, 1) + 10 * i).flatten().tolist() for i in range(3)])
valid = Variable(Tensor(np.ones((2, *(1, 1, 1)))), requires_grad=False); print(valid.shape, valid.dtype, LongTensor(np.array([1, 2])), Tensor(2, 1).fill_(0.5))
