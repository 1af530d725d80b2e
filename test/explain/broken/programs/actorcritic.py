import torch
import torch.nn as nn
from torch.distributions import Categorical


class LineWorld:
    """Walk to the right end; the state says where one is."""

    def __init__(self, length=8):
        self.length = length
        self.reset()

    def reset(self):
        self.place = self.length // 2
        return self.observe()

    def observe(self):
        state = torch.zeros(self.length)
        state[self.place] = 1.0
        return state

    def step(self, action):
        self.place = max(0, min(self.length - 1, self.place + (1 if action == 1 else -1)))
        done = self.place in (0, self.length - 1)
        reward = 1.0 if self.place == self.length - 1 else -0.1
        return self.observe(), reward, done


class ActorCritic(nn.Module):
    def __init__(self, n_states, n_actions, hidden=32):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(n_states, hidden), nn.Tanh())
        self.actor = nn.Linear(hidden, n_actions)
        self.critic = nn.Linear(hidden, 1)

    def forward(self, state):
        x = self.body(state)
        return Categorical(logits=self.actor(x)), self.critic(x).squeeze(-1)


env = LineWorld(length=8)
net = ActorCritic(n_states=8, n_actions=2)
optimizer = torch.optim.Adam(net.parameters(), lr=3e-3)

state = env.reset()
states, actions, rewards = [], [], []
for _ in range(16):
    with torch.no_grad():
        policy, _ = net(state)
    action = policy.sample()
    states.append(state)
    actions.append(action)
    state, reward, done = env.step(action.item())
    rewards.append(reward)
    if done:
        state = env.reset()

returns, running = [], 0.0
for reward in reversed(rewards):
    running = reward + 0.95 * running
    returns.insert(0, running)

policy, values = net(torch.stack(states))
returns = torch.tensor(returns)
advantage = returns - values
actor_loss = -(policy.log_prob(torch.stack(actions)) * advantage.detach()).mean()
critic_loss = nn.functional.smooth_l1_loss(values, returns)
loss = actor_loss + 0.5 * critic_loss
optimizer.zero_grad()
loss.backward()
optimizer.step()
print(values.shape)
