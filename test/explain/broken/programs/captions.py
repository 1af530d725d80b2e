# %%
import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence

EMBED, HIDDEN, VOCAB = 24, 36, 80


# %%
class EncoderCNN(nn.Module):
    def __init__(self, embed_size):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2), nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2), nn.ReLU(),
            nn.Conv2d(32, 48, 3, stride=2), nn.ReLU(),
            nn.AdaptiveAvgPool2d(2),
        )
        self.linear = nn.Linear(48 * 2 * 2, embed_size)
        self.bn = nn.BatchNorm1d(embed_size, momentum=0.01)

    def forward(self, images):
        with torch.no_grad():
            features = self.backbone(images)
        features = features.reshape(features.size(0), -1)
        return self.bn(self.linear(features))


class DecoderRNN(nn.Module):
    def __init__(self, embed_size, hidden_size, vocab_size, num_layers):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, embed_size)
        self.lstm = nn.LSTM(embed_size, hidden_size, num_layers, batch_first=True)
        self.linear = nn.Linear(hidden_size, vocab_size)

    def forward(self, features, captions, lengths):
        embeddings = self.embed(captions)
        embeddings = torch.cat((features.unsqueeze(1), embeddings), 1)
        packed = pack_padded_sequence(embeddings, lengths, batch_first=True)
        hiddens, _ = self.lstm(packed)
        return self.linear(hiddens[0])

    def sample(self, features, max_len=6):
        sampled_ids = []
        states = None
        inputs = features.unsqueeze(1)
        for _ in range(max_len):
            hiddens, states = self.lstm(inputs, states)
            outputs = self.linear(hiddens.squeeze(1))
            predicted = outputs.argmax(1)
            sampled_ids.append(predicted)
            inputs = self.embed(predicted).unsqueeze(1)
        return torch.stack(sampled_ids, 1)


# %%
def collate_fn(data):
    data.sort(key=lambda pair: len(pair[1]), reverse=True)
    images, captions = zip(*data)
    images = torch.stack(images, 0)
    lengths = [len(cap) for cap in captions]
    targets = torch.zeros(len(captions), max(lengths)).long()
    for i, cap in enumerate(captions):
        targets[i, :lengths[i]] = cap
    return images, targets, lengths


# %%
samples = [(torch.rand(3, 60, 60), torch.randint(1, VOCAB, (n,))) for n in (5, 9, 7)]
encoder = EncoderCNN(EMBED)
decoder = DecoderRNN(EMBED, HIDDEN, VOCAB, 1)
criterion = nn.CrossEntropyLoss()

# %%
images, captions, lengths = collate_fn(samples)
targets = pack_padded_sequence(captions, lengths, batch_first=True)[0]
features = encoder(images)
outputs = decoder(features, captions, lengths)
loss = criterion(outputs, targets)
loss.backward()

# %%
encoder.eval()
ids = decoder.sample(encoder(images))
sentence = [f"w{i}" for i in ids[0].tolist()]
print(len(sentence))
