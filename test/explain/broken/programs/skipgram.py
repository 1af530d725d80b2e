# %%
import torch
import torch.nn as nn
import torch.nn.functional as F

corpus = "the cat sat on the mat while the dog ran in the yard and the bird sang".split()
vocab = sorted(set(corpus))
word_to_ix = {w: i for i, w in enumerate(vocab)}
WINDOW = 2
NEG = 5
EMB = 16


# %%
class SkipGram(nn.Module):
    def __init__(self, vocab_size, emb_dim):
        super().__init__()
        self.center = nn.Embedding(vocab_size, emb_dim)
        self.context = nn.Embedding(vocab_size, emb_dim)

    def forward(self, center, pos, neg):
        v = self.center(center)
        u = self.context(pos)
        n = self.context(neg)
        pos_score = torch.sum(v * u, dim=1)
        neg_score = torch.bmm(n, v.unsqueeze(2)).squeeze(2)
        return -(F.logsigmoid(pos_score) + F.logsigmoid(-neg_score).sum(1)).mean()


class CBOW(nn.Module):
    def __init__(self, vocab_size, emb_dim, context_size):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, emb_dim)
        self.linear1 = nn.Linear(context_size * emb_dim, 64)
        self.linear2 = nn.Linear(64, vocab_size)

    def forward(self, inputs):
        embeds = self.emb(inputs).view(inputs.size(0), -1)
        out = F.relu(self.linear1(embeds))
        return F.log_softmax(self.linear2(out), dim=1)


# %%
pairs = []
contexts, middles = [], []
for i in range(WINDOW, len(corpus) - WINDOW):
    around = [corpus[j] for j in range(i - WINDOW, i + WINDOW + 1) if j != i]
    contexts.append([word_to_ix[w] for w in around])
    middles.append(word_to_ix[corpus[i]])
    pairs += [(word_to_ix[corpus[i]], word_to_ix[w]) for w in around]
pairs = torch.tensor(pairs)
center, pos = pairs[:, 0], pairs[:, 1]
neg = torch.randint(0, len(vocab), (len(pairs), NEG))

# %%
sg = SkipGram(len(vocab), EMB)
loss = sg(center, pos, neg)
loss.backward()

# %%
cbow = CBOW(len(vocab), EMB, 2 * WINDOW)
log_probs = cbow(torch.tensor(contexts))
nll = nn.NLLLoss()(log_probs, torch.tensor(middles))
nll.backward()
print(log_probs.size(1) == len(vocab))

# %%
with torch.no_grad():
    query = sg.center.weight[word_to_ix["cat"]]
    sims = F.cosine_similarity(query.unsqueeze(0), sg.center.weight, dim=1)
    nearest = sims.topk(3).indices
print([vocab[int(i)] for i in nearest][0])
