from math import sqrt

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class HParams(dict):
    def __getattr__(self, k):
        try:
            return self[k]
        except KeyError:
            raise AttributeError(k)

    def parse(self, s):
        for item in s.split(","):
            k, v = item.split("=")
            self[k.strip()] = type(self[k.strip()])(v)
        return self


def create_hparams(hparams_string=None):
    hparams = HParams(n_mel_channels=6, n_symbols=20, symbols_embedding_dim=12, encoder_kernel_size=5, encoder_n_convolutions=2,
                      encoder_embedding_dim=12, prenet_dim=8, attention_rnn_dim=16, decoder_rnn_dim=16, attention_dim=10,
                      attention_location_n_filters=4, attention_location_kernel_size=7, p_decoder_dropout=0.1, max_decoder_steps=5, gate_threshold=0.5)
    return hparams.parse(hparams_string) if hparams_string else hparams


class LinearNorm(torch.nn.Module):
    def __init__(self, in_dim, out_dim, bias=True, w_init_gain="linear"):
        super(LinearNorm, self).__init__()
        self.linear_layer = torch.nn.Linear(in_dim, out_dim, bias=bias)
        torch.nn.init.xavier_uniform_(self.linear_layer.weight, gain=torch.nn.init.calculate_gain(w_init_gain))

    def forward(self, x):
        return self.linear_layer(x)


class ConvNorm(torch.nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size=1, stride=1, padding=None, dilation=1, bias=True, w_init_gain="linear"):
        super(ConvNorm, self).__init__()
        if padding is None:
            assert kernel_size % 2 == 1
            padding = int(dilation * (kernel_size - 1) / 2)
        self.conv = torch.nn.Conv1d(in_channels, out_channels, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation, bias=bias)
        torch.nn.init.xavier_uniform_(self.conv.weight, gain=torch.nn.init.calculate_gain(w_init_gain))

    def forward(self, signal):
        return self.conv(signal)


def get_mask_from_lengths(lengths):
    max_len = torch.max(lengths).item()
    ids = torch.arange(0, max_len, out=torch.LongTensor(max_len))
    return (ids < lengths.unsqueeze(1)).bool()


class LocationLayer(nn.Module):
    def __init__(self, n_filters, kernel_size, attention_dim):
        super(LocationLayer, self).__init__()
        self.location_conv = ConvNorm(2, n_filters, kernel_size=kernel_size, bias=False)
        self.location_dense = LinearNorm(n_filters, attention_dim, bias=False, w_init_gain="tanh")

    def forward(self, attention_weights_cat):
        processed = self.location_conv(attention_weights_cat)
        return self.location_dense(processed.transpose(1, 2))


class Attention(nn.Module):
    def __init__(self, rnn_dim, embedding_dim, attention_dim, n_filters, kernel_size):
        super(Attention, self).__init__()
        self.query_layer = LinearNorm(rnn_dim, attention_dim, bias=False, w_init_gain="tanh")
        self.memory_layer = LinearNorm(embedding_dim, attention_dim, bias=False, w_init_gain="tanh")
        self.v = LinearNorm(attention_dim, 1, bias=False)
        self.location_layer = LocationLayer(n_filters, kernel_size, attention_dim)
        self.score_mask_value = -float("inf")

    def forward(self, hidden, memory, processed_memory, weights_cat, mask):
        query = self.query_layer(hidden.unsqueeze(1))
        energies = self.v(torch.tanh(query + self.location_layer(weights_cat) + processed_memory)).squeeze(-1)
        if mask is not None:
            energies.data.masked_fill_(mask, self.score_mask_value)
        weights = F.softmax(energies, dim=1)
        context = torch.bmm(weights.unsqueeze(1), memory)
        return context.squeeze(1), weights


class Prenet(nn.Module):
    def __init__(self, in_dim, sizes):
        super(Prenet, self).__init__()
        in_sizes = [in_dim] + sizes[:-1]
        self.layers = nn.ModuleList([LinearNorm(in_size, out_size, bias=False) for (in_size, out_size) in zip(in_sizes, sizes)])

    def forward(self, x):
        for linear in self.layers:
            x = F.dropout(F.relu(linear(x)), p=0.5, training=True)
        return x


class Encoder(nn.Module):
    def __init__(self, h):
        super(Encoder, self).__init__()
        self.convolutions = nn.ModuleList(
            nn.Sequential(ConvNorm(h.encoder_embedding_dim, h.encoder_embedding_dim, h.encoder_kernel_size, w_init_gain="relu"), nn.BatchNorm1d(h.encoder_embedding_dim))
            for _ in range(h.encoder_n_convolutions)
        )
        self.lstm = nn.LSTM(h.encoder_embedding_dim, int(h.encoder_embedding_dim / 2), 1, batch_first=True, bidirectional=True)

    def forward(self, x, input_lengths):
        for conv in self.convolutions:
            x = F.dropout(F.relu(conv(x)), 0.5, self.training)
        x = x.transpose(1, 2)
        x = nn.utils.rnn.pack_padded_sequence(x, input_lengths.cpu().numpy(), batch_first=True)
        self.lstm.flatten_parameters()
        outputs, _ = self.lstm(x)
        outputs, _ = nn.utils.rnn.pad_packed_sequence(outputs, batch_first=True)
        return outputs


class Decoder(nn.Module):
    def __init__(self, h):
        super(Decoder, self).__init__()
        self.h = h
        self.prenet = Prenet(h.n_mel_channels, [h.prenet_dim, h.prenet_dim])
        self.attention_rnn = nn.LSTMCell(h.prenet_dim + h.encoder_embedding_dim, h.attention_rnn_dim)
        self.attention_layer = Attention(h.attention_rnn_dim, h.encoder_embedding_dim, h.attention_dim, h.attention_location_n_filters, h.attention_location_kernel_size)
        self.decoder_rnn = nn.LSTMCell(h.attention_rnn_dim + h.encoder_embedding_dim, h.decoder_rnn_dim, 1)
        self.linear_projection = LinearNorm(h.decoder_rnn_dim + h.encoder_embedding_dim, h.n_mel_channels)
        self.gate_layer = LinearNorm(h.decoder_rnn_dim + h.encoder_embedding_dim, 1, bias=True, w_init_gain="sigmoid")

    def initialize_decoder_states(self, memory, mask):
        B, MAX_TIME, h = memory.size(0), memory.size(1), self.h
        z = lambda n: memory.new_zeros(B, n)
        self.attention_hidden, self.attention_cell = z(h.attention_rnn_dim), z(h.attention_rnn_dim)
        self.decoder_hidden, self.decoder_cell = z(h.decoder_rnn_dim), z(h.decoder_rnn_dim)
        self.attention_weights, self.attention_weights_cum = z(MAX_TIME), z(MAX_TIME)
        self.attention_context = z(h.encoder_embedding_dim)
        self.memory, self.processed_memory, self.mask = memory, self.attention_layer.memory_layer(memory), mask

    def decode(self, decoder_input):
        cell_input = torch.cat((decoder_input, self.attention_context), -1)
        self.attention_hidden, self.attention_cell = self.attention_rnn(cell_input, (self.attention_hidden, self.attention_cell))
        self.attention_hidden = F.dropout(self.attention_hidden, self.h.p_decoder_dropout, self.training)
        cat = torch.cat((self.attention_weights.unsqueeze(1), self.attention_weights_cum.unsqueeze(1)), dim=1)
        self.attention_context, self.attention_weights = self.attention_layer(self.attention_hidden, self.memory, self.processed_memory, cat, self.mask)
        self.attention_weights_cum = self.attention_weights_cum + self.attention_weights
        x = torch.cat((self.attention_hidden, self.attention_context), -1)
        self.decoder_hidden, self.decoder_cell = self.decoder_rnn(x, (self.decoder_hidden, self.decoder_cell))
        both = torch.cat((self.decoder_hidden, self.attention_context), dim=1)
        return self.linear_projection(both), self.gate_layer(both), self.attention_weights

    def forward(self, memory, decoder_inputs, memory_lengths):
        go = memory.new_zeros(1, memory.size(0), self.h.n_mel_channels)
        frames = torch.cat((go, decoder_inputs.permute(2, 0, 1)), dim=0)
        frames = self.prenet(frames)
        self.initialize_decoder_states(memory, mask=~get_mask_from_lengths(memory_lengths))
        mels, gates, aligns = [], [], []
        while len(mels) < frames.size(0) - 1:
            mel, gate, align = self.decode(frames[len(mels)])
            mels += [mel]
            gates += [gate.squeeze(1)]
            aligns += [align]
        return torch.stack(mels).permute(1, 2, 0).contiguous(), torch.stack(gates).t().contiguous(), torch.stack(aligns).transpose(0, 1)

    @torch.no_grad()
    def inference(self, memory):
        self.initialize_decoder_states(memory, mask=None)
        mel, outputs = memory.new_zeros(memory.size(0), self.h.n_mel_channels), []
        while True:
            mel, gate, _ = self.decode(self.prenet(mel))
            outputs.append(mel)
            if torch.sigmoid(gate).max() > self.h.gate_threshold:
                break
            elif len(outputs) == self.h.max_decoder_steps:
                print("Warning! Reached max decoder steps")
                break
        return torch.stack(outputs, dim=2)


class TextMelCollate:
    def __call__(self, batch):
        input_lengths, order = torch.sort(torch.LongTensor([len(x[0]) for x in batch]), dim=0, descending=True)
        text_padded = torch.LongTensor(len(batch), int(input_lengths[0]))
        text_padded.zero_()
        n = max(x[1].size(1) for x in batch)
        mel_padded, gate_padded, output_lengths = torch.zeros(len(batch), batch[0][1].size(0), n), torch.zeros(len(batch), n), torch.LongTensor(len(batch))
        for i in range(len(order)):
            text, mel = batch[order[i]]
            text_padded[i, : text.size(0)] = text
            mel_padded[i, :, : mel.size(1)] = mel
            gate_padded[i, mel.size(1) - 1 :] = 1
            output_lengths[i] = mel.size(1)
        return text_padded, input_lengths, mel_padded, gate_padded, output_lengths


class Tacotron(nn.Module):
    def __init__(self, h):
        super().__init__()
        self.embedding = nn.Embedding(h.n_symbols, h.symbols_embedding_dim)
        val = sqrt(3.0) * sqrt(2.0 / (h.n_symbols + h.symbols_embedding_dim))
        self.embedding.weight.data.uniform_(-val, val)
        self.encoder, self.decoder = Encoder(h), Decoder(h)

    def forward(self, text, lengths, mels):
        return self.decoder(self.encoder(self.embedding(text).transpose(1, 2), lengths), mels, lengths)


hparams = create_hparams("max_decoder_steps=3, gate_threshold=0.99")
print(hparams.gate_threshold, hparams.max_decoder_steps)
try:
    hparams.nothing
except AttributeError as e:
    print("no", e)
torch.manual_seed(1234)
model = Tacotron(hparams)
print(model)
data = [(torch.randint(0, 20, (n,)), torch.rand(6, m)) for n, m in ((4, 5), (7, 3), (5, 6))]
text, in_len, mel, gate, out_len = TextMelCollate()(data)
print(text, in_len, out_len, gate)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2, weight_decay=1e-6)
for i in range(3):
    model.zero_grad()
    m, g, a = model(text, in_len, mel)
    mask = get_mask_from_lengths(out_len)
    m = m.masked_fill(~mask.expand(6, *mask.shape).permute(1, 0, 2), 0.0)
    loss = nn.MSELoss()(m, mel) + nn.BCEWithLogitsLoss()(g.view(-1, 1), gate.view(-1, 1))
    loss.backward()
    grad_norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    print("Train loss {} {:.5f} Grad Norm {:.5f}".format(i, loss.item(), grad_norm))
print(a[1].sum(-1).round(decimals=4), a[1, 0])
model.eval()
print(model.decoder.inference(model.encoder(model.embedding(text[:1]).transpose(1, 2), in_len[:1])).shape)
