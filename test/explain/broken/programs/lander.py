# %%
import numpy as np
import torch
import torch.nn as nn
from torch.distributions import Categorical

STATE_DIM, N_ACTIONS = 8, 4
T = 16


# %%
class ActorCritic(nn.Module):
    def __init__(self, state_dim, action_dim, hidden=32):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(state_dim, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh())
        self.actor = nn.Linear(hidden, action_dim)
        self.critic = nn.Linear(hidden, 1)

    def forward(self, state):
        x = self.body(state)
        return self.actor(x), self.critic(x)

    def act(self, state):
        state = torch.from_numpy(state).float().unsqueeze(0)
        logits, value = self(state)
        dist = Categorical(logits=logits)
        action = dist.sample()
        return action.item(), dist.log_prob(action), value.squeeze()


# %%
class Memory:
    def __init__(self):
        self.states, self.actions, self.logprobs, self.rewards, self.values = [], [], [], [], []

    def tensors(self):
        states = torch.tensor(np.array(self.states), dtype=torch.float32)
        actions = torch.tensor(self.actions)
        logprobs = torch.cat(self.logprobs).detach()
        values = torch.stack(self.values).detach()
        return states, actions, logprobs, values


def discounted(rewards, gamma=0.99):
    returns, R = [], 0.0
    for r in reversed(rewards):
        R = r + gamma * R
        returns.insert(0, R)
    return torch.tensor(returns)


# %%
policy = ActorCritic(STATE_DIM, N_ACTIONS)
memory = Memory()
rng = np.random.default_rng(1)
for t in range(T):
    state = rng.standard_normal(STATE_DIM)
    action, logprob, value = policy.act(state)
    memory.states.append(state)
    memory.actions.append(action)
    memory.logprobs.append(logprob)
    memory.values.append(value)
    memory.rewards.append(float(t % 3))

# %%
states, actions, old_logprobs, old_values = memory.tensors()
returns = discounted(memory.rewards)
advantages = returns - old_values
advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
optimizer = torch.optim.Adam(policy.parameters(), lr=3e-4)
minibatches = torch.randperm(T).view(4, -1)

# %%
for idx in minibatches:
    logits, values = policy(states[idx])
    dist = Categorical(logits=logits)
    ratio = torch.exp(dist.log_prob(actions[idx]) - old_logprobs[idx])
    surr1 = ratio * advantages[idx]
    surr2 = torch.clamp(ratio, 0.8, 1.2) * advantages[idx]
    critic_loss = nn.functional.huber_loss(values.squeeze(1), returns[idx])
    loss = (-torch.min(surr1, surr2) + 0.5 * critic_loss - 0.01 * dist.entropy()).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(values.shape)
