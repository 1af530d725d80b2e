import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence
from torch.utils.data import DataLoader, Dataset


class Utterances(Dataset):
    def __init__(self, count, n_mfcc=13):
        lengths = torch.randint(20, 40, (count,)).tolist()
        self.clips = [torch.randn(length, n_mfcc) for length in lengths]
        self.words = torch.randint(0, 6, (count,))

    def __len__(self):
        return len(self.clips)

    def __getitem__(self, i):
        return self.clips[i], self.words[i]


def collate(batch):
    batch.sort(key=lambda pair: len(pair[0]), reverse=True)
    clips, words = zip(*batch)
    lengths = torch.tensor([len(clip) for clip in clips])
    return pad_sequence(clips, batch_first=True), lengths, torch.stack(words)


class SpeechRNN(nn.Module):
    def __init__(self, n_mfcc=13, hidden=16, n_words=6):
        super().__init__()
        self.gru = nn.GRU(n_mfcc, hidden, num_layers=2, batch_first=True, bidirectional=True)
        self.score = nn.Linear(hidden * 2, 1)
        self.fc = nn.Linear(hidden * 2, n_words)

    def forward(self, clips, lengths):
        packed = pack_padded_sequence(clips, lengths, batch_first=True)
        out, _ = self.gru(packed)
        out, _ = pad_packed_sequence(out, batch_first=True)
        mask = torch.arange(out.size(1))[None, :] < lengths[:, None]
        score = self.score(out).squeeze(2).masked_fill(~mask, float("-inf"))
        weights = F.softmax(score, dim=1)
        return self.fc((out * weights.unsqueeze(2)).sum(dim=1))


net = SpeechRNN()
for clips, lengths, words in DataLoader(Utterances(12), batch_size=4, collate_fn=collate):
    loss = F.cross_entropy(net(clips, lengths), words)
    loss.backward()
print(loss.item() > 0)
