import argparse
from collections import OrderedDict, namedtuple
from types import SimpleNamespace
import torch, torch.nn as nn
import torch.nn.functional as F
parser = argparse.ArgumentParser()
parser.add_argument('--hidden', type=int, default=40)
parser.add_argument('--latent-dim', type=int, default=6)
parser.add_argument('--batch', type=int, default=5)
args = parser.parse_args([])
class VAE(nn.Module):
    def __init__(self, args):
        super().__init__()
        self.args = args
        self.fc1 = nn.Linear(784, args.hidden)
        self.mu = nn.Linear(args.hidden, args.latent_dim)
        self.fc2 = nn.Linear(args.latent_dim, self.hidden2)
        self.fc3 = nn.Linear(self.hidden2, 28 * 28)
    @property
    def hidden2(self):
        return self.args.hidden * 2
    def forward(self, x):
        h = F.relu(self.fc1(x.view(-1, 784)))
        return self.fc3(F.relu(self.fc2(self.mu(h))))
vae = VAE(args)
r = vae(torch.randn(args.batch, 1, 28, 28))
class MLP(nn.Module):
    def __init__(self, *sizes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:]))
    def forward(self, x):
        for l in self.layers: x = F.relu(l(x))
        return x
z = MLP(20, 30, 11)(torch.randn(3, 20))
class MLP2(nn.Module):
    def __init__(self, layer_sizes):
        super().__init__()
        layers = []
        for i in range(len(layer_sizes) - 1):
            layers.append(nn.Linear(layer_sizes[i], layer_sizes[i + 1]))
            layers.append(nn.ReLU())
        self.net = nn.Sequential(*layers)
    def forward(self, x): return self.net(x)
z2 = MLP2([20, 31, 17, 9])(torch.randn(3, 20))
class Model(nn.Module):
    HIDDEN = 13
    def __init__(self, opts):
        super().__init__()
        self.a = nn.Linear(opts['in'], self.HIDDEN)
        self.b = nn.Linear(Model.HIDDEN, opts.get('out', 7))
        self.norm = nn.LayerNorm(opts['out'])
    def forward(self, x): return self.norm(self.b(self.a(x)))
opts = {'in': 21, 'out': 8}
z3 = Model(opts)(torch.randn(4, 21))
conf = SimpleNamespace(width=22, classes=12)
head = nn.Sequential(OrderedDict([('fc', nn.Linear(conf.width, conf.classes)), ('act', nn.ReLU())]))
z4 = head(torch.randn(2, conf.width))
Hyper = namedtuple('Hyper', 'emb hid')
hp = Hyper(emb=14, hid=18)
class Tagger(nn.Module):
    def __init__(self, vocab, hp, bidirectional=True):
        super().__init__()
        self.emb = nn.Embedding(vocab, hp.emb)
        self.lstm = nn.LSTM(hp.emb, hp.hid, batch_first=True, bidirectional=bidirectional)
        self.fc = nn.Linear(hp.hid * (2 if bidirectional else 1), 5)
    def forward(self, x):
        o, (h, c) = self.lstm(self.emb(x))
        return self.fc(o)
words = ['a', 'b', 'c', 'd']
word2ix = {w: i for i, w in enumerate(words)}
tag = Tagger(len(word2ix), hp)
z5 = tag(torch.tensor([[word2ix[w] for w in 'abca']]))
layers = []
in_f = 16
for h in [32, 24]:
    layers += [nn.Linear(in_f, h), nn.Tanh()]
    in_f = h
layers.append(nn.Linear(in_f, 3))
seq = nn.Sequential(*layers)
z6 = seq(torch.randn(7, 16))
def conv_bn(c_in, c_out, k=3, **kw):
    return nn.Sequential(nn.Conv2d(c_in, c_out, k, **kw), nn.BatchNorm2d(c_out))
class Net(nn.Module):
    def __init__(self, base=8, mult=(1, 2, 4)):
        super().__init__()
        chans = [base * m for m in mult]
        self.stem = conv_bn(3, chans[0])
        self.body = nn.Sequential(*[conv_bn(i, o, stride=2) for i, o in zip(chans, chans[1:])])
        self.fc = nn.Linear(chans[-1], 10)
    def forward(self, x):
        x = self.body(self.stem(x))
        return self.fc(x.mean((2, 3)))
z7 = Net()(torch.randn(2, 3, 33, 33))
