# %%
import random
from collections import deque, namedtuple

import torch
import torch.nn as nn
import torch.nn.functional as F

Transition = namedtuple("Transition", ("state", "action", "reward", "next_state", "done"))
N_FRAMES = 4
FRAME = 84
N_ACTIONS = 6
GAMMA = 0.99
random.seed(0)


# %%
class DuelingDQN(nn.Module):
    def __init__(self, n_frames, n_actions):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(n_frames, 16, kernel_size=8, stride=4),
            nn.ReLU(),
            nn.Conv2d(16, 32, kernel_size=4, stride=2),
            nn.ReLU(),
            nn.Conv2d(32, 32, kernel_size=3, stride=1),
            nn.ReLU(),
        )
        self.advantage = nn.Sequential(nn.Linear(32 * 7 * 7, 64), nn.ReLU(), nn.Linear(64, n_actions))
        self.value = nn.Sequential(nn.Linear(32 * 7 * 7, 64), nn.ReLU(), nn.Linear(64, 1))

    def forward(self, x):
        x = self.features(x / 255.0)
        x = x.view(x.size(0), -1)
        value = self.value(x)
        advantage = self.advantage(x)
        return value + advantage - advantage.mean(dim=1, keepdim=True)


# %%
class ReplayBuffer:
    def __init__(self, capacity):
        self.buffer = deque(maxlen=capacity)

    def push(self, *args):
        self.buffer.append(Transition(*args))

    def sample(self, batch_size):
        batch = Transition(*zip(*random.sample(self.buffer, batch_size)))
        states = torch.stack(batch.state)
        next_states = torch.stack(batch.next_state)
        actions = torch.tensor(batch.action)
        rewards = torch.tensor(batch.reward)
        dones = torch.tensor(batch.done, dtype=torch.float32)
        return states, actions, rewards, next_states, dones


# %%
buffer = ReplayBuffer(100)
frames = torch.randint(0, 256, (10, N_FRAMES, FRAME, FRAME)).float()
for i in range(9):
    buffer.push(frames[i], i % N_ACTIONS, float(i == 4), frames[i + 1], i == 8)
policy_net = DuelingDQN(N_FRAMES, N_ACTIONS)
target_net = DuelingDQN(N_FRAMES, N_ACTIONS)
target_net.load_state_dict(policy_net.state_dict())

# %%
states, actions, rewards, next_states, dones = buffer.sample(4)
q = policy_net(states).gather(1, actions.unsqueeze(1)).squeeze(1)
with torch.no_grad():
    next_q = target_net(next_states).max(1)[0]
expected = rewards + GAMMA * next_q * (1 - dones)
td_error = expected - q
weights = torch.rand(4)
loss = torch.dot(weights, td_error.pow(2))
loss.backward()
print(q.shape)

# %%
with torch.no_grad():
    action = policy_net(frames[0].unsqueeze(0)).argmax(dim=1).item()
print(0 <= action < N_ACTIONS)
