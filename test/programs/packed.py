import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

torch.manual_seed(0)
sequences = [torch.randn(n, 3) for n in (5, 2, 4)]
lengths = torch.tensor([len(s) for s in sequences])
batch = pad_sequence(sequences, batch_first=True)
packed = pack_padded_sequence(batch, lengths, batch_first=True, enforce_sorted=False)
print(batch.shape, packed.data.shape, packed.batch_sizes, packed.sorted_indices)
lstm = nn.LSTM(3, 4, bidirectional=True, batch_first=True)
out, (h, c) = lstm(packed)
padded, sizes = pad_packed_sequence(out, batch_first=True)
print(padded.shape, sizes, h.shape, c.shape)
print(padded[1])
print(h[:, 0])
