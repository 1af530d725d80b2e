import torch
import torch.nn as nn
from torch.utils.data import TensorDataset, DataLoader

MAXFEATURES = 500
MAXLEN = 30
EMBEDSIZE = 25
NUMHIDDEN = 20
BATCHSIZE = 16

# %% reviews as padded word numbers
x_train = torch.randint(0, MAXFEATURES, (40, MAXLEN))
y_train = torch.randint(0, 2, (40,))
train = DataLoader(TensorDataset(x_train, y_train), batch_size=BATCHSIZE, shuffle=True)


# %%
class SymbolModule(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(num_embeddings=MAXFEATURES, embedding_dim=EMBEDSIZE)
        self.lstm = nn.LSTM(input_size=EMBEDSIZE, hidden_size=NUMHIDDEN, batch_first=True)
        self.l_out = nn.Linear(NUMHIDDEN, 2)

    def forward(self, x):
        embeds = self.embedding(x)
        zeros = torch.zeros(1, x.size(0), NUMHIDDEN)
        lstm_out, _ = self.lstm(embeds, (zeros, zeros))
        return self.l_out(lstm_out[:, -1, :])


# %%
sym = SymbolModule()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(sym.parameters())
for epoch in range(2):
    for data, target in train:
        optimizer.zero_grad()
        output = sym(data)
        loss = criterion(output, target)
        loss.backward()
        optimizer.step()
print(epoch, loss.item())
