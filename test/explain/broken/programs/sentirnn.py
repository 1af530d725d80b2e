import torch
import torch.nn as nn
from torch.utils.data import TensorDataset, DataLoader

reviews = torch.randint(1, 200, (50, 20))
ratings = torch.randint(0, 2, (50,))
train = DataLoader(TensorDataset(reviews, ratings), batch_size=16, shuffle=True, drop_last=True)


class SentimentRNN(nn.Module):
    def __init__(self, vocab_size, output_size, embedding_dim, hidden_dim, n_layers):
        super().__init__()
        self.n_layers = n_layers
        self.hidden_dim = hidden_dim
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_dim, n_layers, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.fc = nn.Linear(hidden_dim, output_size)
        self.sig = nn.Sigmoid()

    def forward(self, x, hidden):
        embeds = self.embedding(x)
        lstm_out, hidden = self.lstm(embeds, hidden)
        last = self.dropout(lstm_out[:, -1, :])
        return self.sig(self.fc(last)), hidden

    def init_hidden(self, batch_size):
        h = torch.zeros(self.n_layers, batch_size, self.hidden_dim)
        c = torch.zeros(self.n_layers, batch_size, self.hidden_dim)
        return h, c


net = SentimentRNN(200, 1, 24, 32, 2)
criterion = nn.BCELoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
for epoch in range(1):
    hidden = net.init_hidden(16)
    for inputs, labels in train:
        hidden = tuple(each.detach() for each in hidden)
        net.zero_grad()
        output, hidden = net(inputs, hidden)
        loss = criterion(output.squeeze(1), labels.float())
        loss.backward()
        optimizer.step()
print(loss.item())
