import torch
import torch.nn as nn
import torch.nn.functional as F


class TextCNN(nn.Module):
    def __init__(self, vocab_size, embedding_dim, n_filters, filter_sizes, output_dim, dropout, pad_idx):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim, padding_idx=pad_idx)
        self.convs = nn.ModuleList(
            [
                nn.Conv2d(in_channels=1, out_channels=n_filters, kernel_size=(fs, embedding_dim))
                for fs in filter_sizes
            ]
        )
        self.fc = nn.Linear(len(filter_sizes) * n_filters, output_dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, text):
        embedded = self.embedding(text)
        embedded = embedded.unsqueeze(1)
        conved = [F.relu(conv(embedded)).squeeze(3) for conv in self.convs]
        pooled = [F.max_pool1d(conv, conv.shape[2]).squeeze(2) for conv in conved]
        cat = self.dropout(torch.cat(pooled, dim=1))
        return self.fc(cat)


class SkipGram(nn.Module):
    def __init__(self, vocab_size, embed_size):
        super().__init__()
        self.in_embed = nn.Embedding(vocab_size, embed_size)
        self.out_embed = nn.Embedding(vocab_size, embed_size)

    def forward(self, input_labels, pos_labels, neg_labels):
        input_embedding = self.in_embed(input_labels)
        pos_embedding = self.out_embed(pos_labels)
        neg_embedding = self.out_embed(neg_labels)
        pos_dot = torch.bmm(pos_embedding, input_embedding.unsqueeze(2)).squeeze(2)
        neg_dot = torch.bmm(neg_embedding, -input_embedding.unsqueeze(2)).squeeze(2)
        return -(F.logsigmoid(pos_dot).sum(1) + F.logsigmoid(neg_dot).sum(1))


VOCAB = 200
model = TextCNN(VOCAB, 50, 20, [3, 4, 5], 2, 0.5, pad_idx=0)
reviews = torch.randint(1, VOCAB, (6, 30))
sentiment = torch.randint(0, 2, (6,))
logits = model(reviews)
loss = F.cross_entropy(logits, sentiment)

skipgram = SkipGram(VOCAB, 16)
center = torch.randint(0, VOCAB, (8,))
positive = torch.randint(0, VOCAB, (8, 4))
negative = torch.randint(0, VOCAB, (8, 12))
sg_loss = skipgram(center, positive, negative).mean()
print(logits.shape, loss.shape, sg_loss.shape)
