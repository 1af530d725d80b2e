# %%
import torch
import torch.nn as nn
import torch.nn.functional as F

SRC_VOCAB, TGT_VOCAB = 61, 53
HIDDEN = 32
MAX_LEN = 9
SOS = 1


# %%
class EncoderRNN(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.embedding = nn.Embedding(input_size, hidden_size)
        self.gru = nn.GRU(hidden_size, hidden_size, num_layers=2, bidirectional=True)

    def forward(self, input_seq, hidden=None):
        embedded = self.embedding(input_seq)
        outputs, hidden = self.gru(embedded, hidden)
        outputs = outputs[:, :, :self.hidden_size] + outputs[:, :, self.hidden_size:]
        return outputs, hidden


class LuongAttn(nn.Module):
    def __init__(self, hidden_size):
        super().__init__()
        self.attn = nn.Linear(hidden_size, hidden_size)

    def forward(self, rnn_output, encoder_outputs):
        energy = self.attn(encoder_outputs)
        scores = torch.sum(rnn_output * energy, dim=2)
        return F.softmax(scores.t(), dim=1).unsqueeze(1)


# %%
class LuongDecoder(nn.Module):
    def __init__(self, hidden_size, output_size, n_layers=2):
        super().__init__()
        self.embedding = nn.Embedding(output_size, hidden_size)
        self.gru = nn.GRU(hidden_size, hidden_size, n_layers)
        self.attn = LuongAttn(hidden_size)
        self.concat = nn.Linear(hidden_size * 2, hidden_size)
        self.out = nn.Linear(hidden_size, output_size)

    def forward(self, input_step, last_hidden, encoder_outputs):
        embedded = self.embedding(input_step)
        rnn_output, hidden = self.gru(embedded, last_hidden)
        attn_weights = self.attn(rnn_output, encoder_outputs)
        context = attn_weights.bmm(encoder_outputs.transpose(0, 1))
        rnn_output = rnn_output.squeeze(0)
        context = context.squeeze(1)
        concat_output = torch.tanh(self.concat(torch.cat((rnn_output, context), 1)))
        return self.out(concat_output), hidden


# %%
encoder = EncoderRNN(SRC_VOCAB, HIDDEN)
decoder = LuongDecoder(HIDDEN, TGT_VOCAB)
batch_size = 5
source = torch.randint(0, SRC_VOCAB, (12, batch_size))
target = torch.randint(0, TGT_VOCAB, (MAX_LEN, batch_size))

# %%
encoder_outputs, encoder_hidden = encoder(source)
decoder_hidden = encoder_hidden[:2]
decoder_input = torch.full((1, batch_size), SOS)
loss = 0
for t in range(MAX_LEN):
    decoder_output, decoder_hidden = decoder(decoder_input, decoder_hidden, encoder_outputs)
    loss += F.cross_entropy(decoder_output, target[t])
    decoder_input = target[t].view(1, -1)
loss.backward()
print(decoder_output.shape)
