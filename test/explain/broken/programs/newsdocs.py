import torch
import torch.nn as nn

# %% documents of sentences of words
hp = {"vocab": 200, "embed": 20, "word_hidden": 16, "sent_hidden": 12, "topics": 4}


class Attend(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.project = nn.Linear(dim, dim)
        self.context = nn.Linear(dim, 1, bias=False)

    def forward(self, h):
        a = torch.softmax(self.context(torch.tanh(self.project(h))), dim=1)
        return (a * h).sum(dim=1), a.squeeze(-1)


class HAN(nn.Module):
    def __init__(self, hp):
        super().__init__()
        self.emb = nn.Embedding(hp["vocab"], hp["embed"])
        self.words = nn.GRU(hp["embed"], hp["word_hidden"], bidirectional=True, batch_first=True)
        self.word_attention = Attend(2 * hp["word_hidden"])
        self.sentences = nn.GRU(2 * hp["word_hidden"], hp["sent_hidden"], bidirectional=True, batch_first=True)
        self.sentence_attention = Attend(2 * hp["sent_hidden"])
        self.fc = nn.Linear(2 * hp["sent_hidden"], hp["topics"])

    def forward(self, docs):
        batch, n_sent, n_word = docs.size()
        words = docs.view(batch * n_sent, n_word)
        h, _ = self.words(self.emb(words))
        sentences, _ = self.word_attention(h)
        sentences = sentences.view(batch, n_sent, -1)
        h, _ = self.sentences(sentences)
        doc, weights = self.sentence_attention(h)
        return self.fc(doc), weights


# %% train
docs = torch.randint(0, hp["vocab"], (3, 5, 9))
topics = torch.tensor([0, 2, 3])
model = HAN(hp)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(2):
    scores, weights = model(docs)
    loss = nn.functional.cross_entropy(scores, topics)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(weights.shape)
