import torch
import torch.nn as nn
import torch.nn.functional as F

settings = {"stack": 4, "screen": 44, "actions": 3, "steps": 6}


class ActorCritic(nn.Module):
    def __init__(self, stack, actions):
        super().__init__()
        self.conv1 = nn.Conv2d(stack, 8, 8, stride=4)
        self.conv2 = nn.Conv2d(8, 16, 4, stride=2)
        self.fc = nn.Linear(16 * 4 * 4, 32)
        self.actor = nn.Linear(32, actions)
        self.critic = nn.Linear(32, 1)

    def forward(self, frames):
        x = frames.float() / 255
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.relu(self.fc(x.flatten(start_dim=1)))
        return self.actor(x), self.critic(x).squeeze(-1)


net = ActorCritic(settings["stack"], settings["actions"])
screen = torch.randint(0, 256, (settings["steps"] + 3, settings["screen"], settings["screen"]), dtype=torch.uint8)
frames = torch.stack([screen[i : i + 4] for i in range(settings["steps"])])
rewards = torch.rand(settings["steps"])

logits, values = net(frames)
actions = torch.multinomial(F.softmax(logits, dim=1), 1).squeeze(1)
log_probs = F.log_softmax(logits, dim=1)[torch.arange(len(actions)), actions]

returns = torch.zeros(settings["steps"])
running = torch.zeros(1)
for t in reversed(range(settings["steps"])):
    running = rewards[t] + 0.99 * running
    returns[t] = running
advantages = returns - values.detach()
policy_loss = -(log_probs * advantages).mean()
value_loss = F.mse_loss(values, returns)
(policy_loss + 0.5 * value_loss).backward()
print(logits.shape, values.shape)
