import torch
import torch.nn as nn

# %% settings
config = {"vocab_size": 120, "bert_hid_size": 48, "lstm_hid_size": 32, "label_num": 5, "dropout": 0.1}


# %% stands in for a pretrained encoder
class TinyBert(nn.Module):
    def __init__(self, vocab_size, hidden=48, heads=4, layers=2):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden, padding_idx=0)
        layer = nn.TransformerEncoderLayer(hidden, heads, dim_feedforward=96, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers)

    def forward(self, tokens):
        padding = tokens.eq(0)
        return self.encoder(self.embed(tokens), src_key_padding_mask=padding)


class Tagger(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.bert = TinyBert(config["vocab_size"])
        self.lstm = nn.LSTM(config["bert_hid_size"], config["lstm_hid_size"], batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(config["dropout"])
        self.fc = nn.Linear(config["lstm_hid_size"] * 2, config["label_num"])

    def forward(self, tokens):
        hidden, _ = self.lstm(self.bert(tokens))
        return self.fc(self.dropout(hidden))


# %% one batch
tokens = torch.randint(1, config["vocab_size"], (3, 12))
tokens[1, 9:] = 0
tokens[2, 7:] = 0
tags = torch.randint(0, config["label_num"], (3, 12))

model = Tagger(config)
loss_fn = nn.CrossEntropyLoss(ignore_index=0)
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
logits = model(tokens)
loss = loss_fn(logits.transpose(1, 2), tags)
loss.backward()
optimizer.step()
print(loss.item(), logits.argmax(-1).shape)
