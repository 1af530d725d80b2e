import random
from collections import deque, namedtuple

import torch
import torch.nn as nn
import torch.optim as optim

Transition = namedtuple("Transition", ("state", "action", "next_state", "reward", "done"))
N_OBS, N_ACTIONS, BATCH_SIZE, GAMMA = 4, 3, 12, 0.99


class ReplayMemory:
    def __init__(self, capacity):
        self.memory = deque([], maxlen=capacity)

    def push(self, *args):
        self.memory.append(Transition(*args))

    def sample(self, batch_size):
        return random.sample(list(self.memory), batch_size)

    def __len__(self):
        return len(self.memory)


class DuelingDQN(nn.Module):
    def __init__(self, n_observations, n_actions, hidden=24):
        super().__init__()
        self.layer1 = nn.Linear(n_observations, hidden)
        self.layer2 = nn.Linear(hidden, hidden)
        self.value = nn.Linear(hidden, 1)
        self.advantage = nn.Linear(hidden, n_actions)

    def forward(self, x):
        x = torch.relu(self.layer1(x))
        x = torch.relu(self.layer2(x))
        value = self.value(x)
        advantage = self.advantage(x)
        return value + advantage - advantage.mean(dim=1, keepdim=True)


policy_net = DuelingDQN(N_OBS, N_ACTIONS)
target_net = DuelingDQN(N_OBS, N_ACTIONS)
target_net.load_state_dict(policy_net.state_dict())
optimizer = optim.AdamW(policy_net.parameters(), lr=1e-3)
memory = ReplayMemory(100)
for step in range(30):
    state = torch.randn(1, N_OBS)
    with torch.no_grad():
        action = policy_net(state).max(1).indices.view(1, 1)
    memory.push(state, action, torch.randn(1, N_OBS), torch.tensor([1.0]), torch.tensor([float(step % 10 == 9)]))

transitions = memory.sample(BATCH_SIZE)
batch = Transition(*zip(*transitions))
state_batch = torch.cat(batch.state)
action_batch = torch.cat(batch.action)
next_state_batch = torch.cat(batch.next_state)
reward_batch = torch.cat(batch.reward)
done_batch = torch.cat(batch.done)

state_action_values = policy_net(state_batch).gather(1, action_batch)
with torch.no_grad():
    next_state_values = target_net(next_state_batch).max(1).values
expected = reward_batch + GAMMA * next_state_values * (1 - done_batch)
loss = nn.SmoothL1Loss()(state_action_values, expected.unsqueeze(1))
optimizer.zero_grad()
loss.backward()
torch.nn.utils.clip_grad_value_(policy_net.parameters(), 100)
optimizer.step()
print(state_action_values.shape, loss.shape)
