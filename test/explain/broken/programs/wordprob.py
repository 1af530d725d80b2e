import torch
import torch.nn as nn
import torch.nn.functional as F

# %% corpus
text = "the quick brown fox jumps over the lazy dog and the quick red fox runs over the hill".split()
vocab = sorted(set(text))
stoi = {word: i for i, word in enumerate(vocab)}
CONTEXT = 3
EMBED = 10

# %% pairs
contexts, nexts = [], []
for i in range(len(text) - CONTEXT):
    contexts.append([stoi[word] for word in text[i : i + CONTEXT]])
    nexts.append(stoi[text[i + CONTEXT]])
X = torch.tensor(contexts)
Y = torch.tensor(nexts)

# %% parameters by hand
g = torch.Generator().manual_seed(7)
C = torch.randn((len(vocab), EMBED), generator=g)
W1 = torch.randn((CONTEXT * EMBED, 24), generator=g)
b1 = torch.randn(24, generator=g)
W2 = torch.randn((24, len(vocab)), generator=g)
b2 = torch.randn(len(vocab), generator=g)
parameters = [C, W1, b1, W2, b2]
for p in parameters:
    p.requires_grad = True

# %% training
for step in range(3):
    emb = C[X]
    h = torch.tanh(emb.view(emb.shape[0], -1) @ W1 + b1)
    logits = h @ W2 + b2
    loss = F.cross_entropy(logits, Y)
    for p in parameters:
        p.grad = None
    loss.backward()
    for p in parameters:
        p.data -= 0.1 * p.grad

# %% sampling
context = [0] * CONTEXT
for _ in range(4):
    emb = C[torch.tensor([context])]
    h = torch.tanh(emb.view(1, -1) @ W1 + b1)
    probs = F.softmax(h @ W2 + b2, dim=1)
    index = torch.multinomial(probs, num_samples=1, generator=g).item()
    context = context[1:] + [index]
print(len(context))
