import collections
import itertools
import math
import random
import string
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset, Sampler, WeightedRandomSampler, default_collate

CORPUS = """
we are what we repeatedly do excellence then is not an act but a habit
the quick brown fox jumps over the lazy dog and the dog barks at the fox
to be or not to be that is the question whether tis nobler in the mind
"""


class Vocab:
    def __init__(self, tokens, min_freq=1):
        counter = collections.Counter(tokens)
        self.itos = ["<unk>"] + sorted((t for t, c in counter.items() if c >= min_freq), key=lambda t: (-counter[t], t))
        self.stoi = collections.defaultdict(int, {t: i for i, t in enumerate(self.itos)})
        self.freqs = np.array([counter.get(t, 1) for t in self.itos], dtype=np.float64)

    def __len__(self):
        return len(self.itos)

    def __getitem__(self, t):
        return self.stoi[t]

    def __contains__(self, t):
        return t in self.stoi


class SkipGramDataset(Dataset):
    def __init__(self, ids, window=2):
        self.pairs = [(c, ids[j]) for i, c in enumerate(ids) for j in range(max(0, i - window), min(len(ids), i + window + 1)) if j != i]

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, i):
        return self.pairs[i]


class SkipGramNeg(nn.Module):
    def __init__(self, n_vocab, n_embed, noise_dist=None):
        super().__init__()
        self.n_vocab, self.n_embed, self.noise_dist = n_vocab, n_embed, noise_dist
        self.in_embed = nn.Embedding(n_vocab, n_embed)
        self.out_embed = nn.Embedding(n_vocab, n_embed)
        self.in_embed.weight.data.uniform_(-1, 1)
        self.out_embed.weight.data.uniform_(-1, 1)

    def forward_noise(self, batch_size, n_samples):
        noise_dist = torch.ones(self.n_vocab) if self.noise_dist is None else self.noise_dist
        noise_words = torch.multinomial(noise_dist, batch_size * n_samples, replacement=True)
        return self.out_embed(noise_words).view(batch_size, n_samples, self.n_embed)

    def forward(self, centers, contexts, k=3):
        v = self.in_embed(centers)
        u = self.out_embed(contexts)
        n = self.forward_noise(centers.shape[0], k)
        out_loss = torch.bmm(u.view(-1, 1, self.n_embed), v.view(-1, self.n_embed, 1)).sigmoid().log().squeeze()
        noise_loss = torch.bmm(n.neg(), v.unsqueeze(2)).sigmoid().log().squeeze().sum(1)
        return -(out_loss + noise_loss).mean()


def cosine_similarity(embedding, valid_size=5):
    embed_vectors = embedding.weight
    magnitudes = embed_vectors.pow(2).sum(dim=1).sqrt().unsqueeze(0)
    valid_examples = np.array(random.sample(range(len(embed_vectors)), valid_size))
    valid_examples = torch.LongTensor(valid_examples)
    return valid_examples, torch.mm(embedding(valid_examples), embed_vectors.t()) / magnitudes


class BalancedBatchSampler(Sampler):
    def __init__(self, labels, n_classes, n_samples):
        self.labels = np.asarray(labels)
        self.labels_set = list(set(self.labels.tolist()))
        self.label_to_indices = {label: np.where(self.labels == label)[0] for label in self.labels_set}
        for l in self.labels_set:
            np.random.shuffle(self.label_to_indices[l])
        self.n_classes, self.n_samples = n_classes, n_samples

    def __iter__(self):
        for _ in range(len(self)):
            classes = np.random.choice(self.labels_set, self.n_classes, replace=False)
            yield [int(i) for c in classes for i in self.label_to_indices[c][: self.n_samples]]

    def __len__(self):
        return len(self.labels) // (self.n_classes * self.n_samples)


def pdist(vectors):
    return -2 * vectors.mm(torch.t(vectors)) + vectors.pow(2).sum(dim=1).view(1, -1) + vectors.pow(2).sum(dim=1).view(-1, 1)


def hardest_negative(loss_values):
    hard = np.argmax(loss_values)
    return hard if loss_values[hard] > 0 else None


class FunctionNegativeTripletSelector:
    def __init__(self, margin, negative_selection_fn):
        self.margin, self.negative_selection_fn = margin, negative_selection_fn

    def get_triplets(self, embeddings, labels):
        distance_matrix = pdist(embeddings.detach()).cpu()
        labels = labels.cpu().data.numpy()
        triplets = []
        for label in sorted(set(labels)):
            label_mask = labels == label
            label_indices = np.where(label_mask)[0]
            if len(label_indices) < 2:
                continue
            negative_indices = np.where(np.logical_not(label_mask))[0]
            anchor_positives = np.array(list(itertools.combinations(label_indices, 2)))
            ap_distances = distance_matrix[anchor_positives[:, 0], anchor_positives[:, 1]]
            for (a, p), d in zip(anchor_positives, ap_distances):
                loss_values = d - distance_matrix[torch.LongTensor(np.array([a])), torch.LongTensor(negative_indices)] + self.margin
                hard = self.negative_selection_fn(loss_values.data.cpu().numpy())
                if hard is not None:
                    triplets.append([a, p, negative_indices[hard]])
        return torch.LongTensor(np.array(triplets))


class OnlineTripletLoss(nn.Module):
    def __init__(self, margin, selector):
        super().__init__()
        self.margin, self.selector = margin, selector

    def forward(self, embeddings, target):
        triplets = self.selector.get_triplets(embeddings, target)
        ap = (embeddings[triplets[:, 0]] - embeddings[triplets[:, 1]]).pow(2).sum(1)
        an = (embeddings[triplets[:, 0]] - embeddings[triplets[:, 2]]).pow(2).sum(1)
        return F.relu(ap - an + self.margin).mean(), len(triplets)


class EmbeddingNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.convnet = nn.Sequential(nn.Conv2d(1, 8, 5), nn.PReLU(), nn.MaxPool2d(2, stride=2), nn.Flatten())
        self.fc = nn.Sequential(nn.Linear(8 * 4 * 4, 16), nn.PReLU(), nn.Linear(16, 2))

    def forward(self, x):
        return self.fc(self.convnet(x))

    def get_embedding(self, x):
        return F.normalize(self(x), p=2, dim=1)


random.seed(1)
np.random.seed(1)
torch.manual_seed(1)
tokens = CORPUS.translate(str.maketrans("", "", string.punctuation)).split()
vocab = Vocab(tokens)
print(len(vocab), vocab.itos[:6], vocab["fox"], "zebra" in vocab, vocab.freqs[:4])
ids = [vocab[t] for t in tokens]
freq = vocab.freqs / vocab.freqs.sum()
noise = torch.from_numpy(freq**0.75 / np.sum(freq**0.75))
ds = SkipGramDataset(ids)
print(len(ds), ds[0], default_collate([ds[0], ds[1]]))
model = SkipGramNeg(len(vocab), 8, noise)
opt = torch.optim.SparseAdam([p for p in []] or [torch.zeros(1, requires_grad=True)]) if False else torch.optim.Adam(model.parameters(), lr=0.03)
for epoch in range(2):
    total = 0.0
    for centers, contexts in DataLoader(ds, batch_size=64, shuffle=True, drop_last=True):
        loss = model(centers, contexts)
        opt.zero_grad()
        loss.backward()
        opt.step()
        total += loss.item()
    print("Epoch: {}/{}\tLoss: {:.4f}".format(epoch + 1, 2, total))
examples, similarity = cosine_similarity(model.in_embed)
_, closest = similarity.topk(3)
for i, e in enumerate(examples):
    print(vocab.itos[e.item()] + " | " + ", ".join(vocab.itos[j] for j in closest[i].tolist()[1:]))

images, labels = torch.rand(24, 1, 12, 12), torch.arange(24) % 4
sampler = BalancedBatchSampler(labels, n_classes=3, n_samples=4)
net = EmbeddingNet()
print(net)
criterion = OnlineTripletLoss(1.0, FunctionNegativeTripletSelector(1.0, hardest_negative))
opt = torch.optim.Adam(net.parameters(), lr=1e-2)
loader = DataLoader(list(zip(images, labels)), batch_sampler=sampler)
for x, y in loader:
    loss, n = criterion(net(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print("%.4f" % loss.item(), n, y.tolist())
print(net.get_embedding(images[:2]).norm(dim=1))
ws = WeightedRandomSampler([0.1, 0.9, 0.4], 6, replacement=True)
print(list(ws), len(ws))
