import random
from collections import deque, namedtuple

import torch
import torch.nn as nn
import torch.nn.functional as F

Transition = namedtuple("Transition", ("state", "action", "reward", "next_state", "done"))


class QNet(nn.Module):
    def __init__(self, n_observations, n_actions):
        super().__init__()
        self.fc1 = nn.Linear(n_observations, 32)
        self.fc2 = nn.Linear(32, 32)
        self.fc3 = nn.Linear(32, n_actions)

    def forward(self, x):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


n_observations, n_actions, batch_size, gamma = 4, 2, 16, 0.99
policy = QNet(n_observations, n_actions)
target = QNet(n_observations, n_actions)
target.load_state_dict(policy.state_dict())

memory = deque(maxlen=100)
state = torch.randn(n_observations)
for step in range(40):
    with torch.no_grad():
        action = policy(state.unsqueeze(0)).argmax(dim=1).item()
    next_state = torch.randn(n_observations)
    memory.append(Transition(state, action, random.random(), next_state, step % 10 == 9))
    state = next_state

batch = Transition(*zip(*random.sample(memory, batch_size)))
states = torch.stack(batch.state)
actions = torch.tensor(batch.action)
rewards = torch.tensor(batch.reward)
next_states = torch.stack(batch.next_state)
done = torch.tensor(batch.done).float()

q = policy(states).gather(1, actions.unsqueeze(1)).squeeze(1)
with torch.no_grad():
    best = target(next_states).max(dim=1)[0]
expected = rewards + gamma * best * (1 - done)
loss = F.smooth_l1_loss(q, expected)
loss.backward()
print(q.shape)
