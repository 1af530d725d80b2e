import collections
import numpy as np
import torch
import torch.nn as nn

# %% what the agent remembers
Experience = collections.namedtuple("Experience", ["state", "action", "reward", "done", "new_state"])


class ExperienceBuffer:
    def __init__(self, capacity):
        self.buffer = collections.deque(maxlen=capacity)

    def append(self, experience):
        self.buffer.append(experience)

    def sample(self, batch_size):
        indices = np.random.choice(len(self.buffer), batch_size, replace=False)
        states, actions, rewards, dones, next_states = zip(*[self.buffer[int(i)] for i in indices])
        return (
            np.array(states, dtype=np.float32),
            np.array(actions, dtype=np.int64),
            np.array(rewards, dtype=np.float32),
            np.array(dones, dtype=bool),
            np.array(next_states, dtype=np.float32),
        )


# %% nets
class DQN(nn.Module):
    def __init__(self, obs_size, n_actions, hidden=32):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(obs_size, hidden), nn.ReLU(), nn.Linear(hidden, n_actions))

    def forward(self, x):
        return self.net(x)


GAMMA = 0.99
OBS_SIZE, N_ACTIONS = 6, 4
net, tgt_net = DQN(OBS_SIZE, N_ACTIONS), DQN(OBS_SIZE, N_ACTIONS)

# %% play at random
buffer = ExperienceBuffer(200)
state = np.random.rand(OBS_SIZE)
for step in range(60):
    new_state = np.random.rand(OBS_SIZE)
    buffer.append(Experience(state, step % N_ACTIONS, 1.0, step % 15 == 14, new_state))
    state = new_state


# %% learn
def calc_loss(batch):
    states, actions, rewards, dones, next_states = [torch.tensor(part) for part in batch]
    state_action_values = net(states).gather(1, actions.unsqueeze(-1)).squeeze(-1)
    with torch.no_grad():
        next_state_values = tgt_net(next_states).max(1)[0]
        next_state_values[dones] = 0.0
    return nn.functional.mse_loss(state_action_values, rewards + GAMMA * next_state_values)


optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
for _ in range(3):
    loss = calc_loss(buffer.sample(16))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
