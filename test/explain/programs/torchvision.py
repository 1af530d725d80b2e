import torch, torchvision
vgg = torchvision.models.vgg11()
z = vgg(torch.randn(1, 3, 224, 224))
# %%
%why vgg.classifier[0].in_features
# %%
%summary vgg (1, 3, 224, 224) --depth 1
