# torchvision.transforms, datasets, utils and ops.
import torch, warnings
from torchvision import datasets, transforms as T, utils
import torchvision.transforms.functional as TF
import torchvision
import numpy as np
def at(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,'|',e)
at(lambda: datasets.MNIST('./nodata'))
at(lambda: datasets.MNIST('./nodata',train=False,transform=T.ToTensor()))
at(lambda: datasets.CIFAR10('./nodata'))
at(lambda: datasets.FashionMNIST('./nodata'))
at(lambda: datasets.ImageFolder('./nodata'))
f=datasets.FakeData(10,(3,4,4),5,transform=T.ToTensor()); print(f, len(f)); x,y=f[0]; print(x.shape,x.dtype,y, x[0,0])
at(lambda: f[10])
at(lambda: T.ToTensor()(3)); at(lambda: T.ToTensor()(torch.ones(1))); at(lambda: T.Normalize([0.5],[0.5])(3)); at(lambda: T.Normalize([.5],[0.])(torch.ones(1,2,2)));at(lambda: T.Normalize([.5],[.5])(torch.ones(1,2,2,dtype=torch.uint8)))
at(lambda: T.Resize(3)(5))
at(lambda: T.RandomCrop(9)(torch.ones(1,4,4)))
at(lambda: T.CenterCrop(2)(torch.arange(16.).view(1,4,4)))
at(lambda: T.CenterCrop(6)(torch.ones(1,4,4)).shape)
torch.manual_seed(0)
img=torch.rand(3,8,10)
c=T.Compose([T.RandomCrop(6,padding=1),T.RandomHorizontalFlip(),T.RandomVerticalFlip(.3),T.Normalize((.5,.5,.5),(.2,.2,.2))]); print(c, c(img)[0,0])
for t in [T.RandomResizedCrop(5),T.ColorJitter(.4,.4,.4,.1),T.RandomGrayscale(.9),T.RandomErasing(1.),T.GaussianBlur(3),T.Pad(1),T.Grayscale(),T.RandomApply([T.Pad(1)],.8),T.RandomErasing(.9,value='random'),T.Resize((16,20)),T.Resize(12),T.CenterCrop((4,6)),T.RandomInvert(1.),T.Pad((1,2),padding_mode='reflect'),T.ConvertImageDtype(torch.uint8),T.Lambda(lambda x:x*2),T.FiveCrop(3),T.RandomSolarize(.5,1.)]:
    print(t if not isinstance(t,T.ConvertImageDtype) else 'c')
    r=t(img); r=r[1] if isinstance(r,tuple) else r
    print(tuple(r.shape), r.dtype, [round(v,4) for v in r.flatten()[:6].tolist()], round(r.double().sum().item(),3))
print(T.ToTensor()(np.arange(12,dtype=np.uint8).reshape(2,2,3)))
print(T.ToTensor()(np.ones((2,2))).dtype)
p=T.ToPILImage()(img); print(p.size,p.mode,T.ToTensor()(p)[0,0,:3], np.array(p).shape, T.ToPILImage())
print(utils.make_grid(torch.rand(5,1,3,3),nrow=3).shape, utils.make_grid([torch.rand(3,2,2)]*4,normalize=True)[0,2,:4])
print(T.InterpolationMode.BILINEAR, T.ToTensor(), T.PILToTensor())
print(TF.hflip(img)[0,0,:2], TF.crop(img,1,1,2,2)[0], TF.rgb_to_grayscale(img)[0,0,:2], TF.adjust_brightness(img,2.)[0,0,:2],TF.adjust_hue(img,.2)[:,0,0])
from torchvision.ops import *
import torchvision.ops as O
b=torch.tensor([[0.,0,10,10],[1,1,11,11],[20,20,30,30]])
print(O.box_iou(b,b), O.box_area(b), O.box_convert(b,'xyxy','cxcywh'), O.generalized_box_iou(b,b), O.clip_boxes_to_image(b,(15,25)), O.remove_small_boxes(b,5))
print(O.StochasticDepth(.2,'row'), O.MLP(4,[8,2]), O.SqueezeExcitation(4,2), O.FrozenBatchNorm2d(3), O.Permute([0,2,1]))
print(O.sigmoid_focal_loss(torch.zeros(3),torch.ones(3),reduction='mean'), O.stochastic_depth(torch.ones(4,2),.5,'row'))
