# torch.utils.data: orders, batches, workers in this process, messages.
import torch, random
from torch.utils.data import *
import torch.utils.data as D
from collections import namedtuple, OrderedDict
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
torch.manual_seed(3)
ds = TensorDataset(torch.arange(20).view(10,2).float(), torch.arange(10))
for x,y in DataLoader(ds, batch_size=3, shuffle=True): print(x,y)
print(torch.rand(2))
for x,y in DataLoader(ds, batch_size=4, drop_last=True): print(y)
print(torch.rand(2))
g=torch.Generator().manual_seed(4)
for x,y in DataLoader(ds, batch_size=4, shuffle=True, generator=g): print(y)
a,b = random_split(ds,[7,3]); print(a.indices,b.indices,len(a),a[0],type(a).__name__)
a,b,c = random_split(range(11),[.5,.3,.2], generator=torch.Generator().manual_seed(42)); print(list(a),list(b),list(c))
class My(Dataset):
    def __init__(self,n): self.n=n
    def __len__(self): return self.n
    def __getitem__(self,i): return {'a':torch.tensor(i),'b':(i,float(i)),'c':str(i),'d':[i,i+1]}
print(next(iter(DataLoader(My(5),batch_size=2))))
P=namedtuple('P','x y')
class Pd(Dataset):
    def __len__(self): return 4
    def __getitem__(self,i): return P(i,torch.ones(2)*i), torch.rand(1), random.random()
random.seed(0); torch.manual_seed(0)
print(next(iter(DataLoader(Pd(),batch_size=2))))
torch.manual_seed(0)
for b in DataLoader(Pd(),batch_size=1,num_workers=2,shuffle=True): print(b)
print(torch.rand(1))
class It(IterableDataset):
    def __iter__(self):
        w=get_worker_info()
        print(w if w is None else (w.id,w.num_workers))
        yield from range(7)
print(list(DataLoader(It(),batch_size=3)),list(DataLoader(It(),batch_size=3,drop_last=True)))
print(list(DataLoader(It(),batch_size=None)))
print(list(RandomSampler(range(5))), list(RandomSampler(range(5),replacement=True,num_samples=40)), list(RandomSampler(range(5),num_samples=12)))
print(list(WeightedRandomSampler([.1,.9,.5],5)), list(SubsetRandomSampler([3,5,7])), list(BatchSampler(SequentialSampler(range(7)),3,True)), list(BatchSampler(SequentialSampler(range(7)),3,False)))
print(len(DataLoader(ds,batch_size=3)),len(ds+ds),(ds+ds)[12],(ds+ds)[-1])
attempt(lambda: (ds+ds)[-30])
attempt(lambda: DataLoader(ds,num_workers=-1))
attempt(lambda: DataLoader(ds,batch_size=0))
attempt(lambda: DataLoader(ds,sampler=[1],shuffle=True))
attempt(lambda: DataLoader(It(),shuffle=True))
attempt(lambda: DataLoader(ds,batch_size=None,drop_last=True))
attempt(lambda: DataLoader([],shuffle=True))
attempt(lambda: random_split(ds,[4,5]))
attempt(lambda: TensorDataset(torch.ones(2),torch.ones(3)))
attempt(lambda: list(DataLoader([torch.ones(2),torch.ones(3)],batch_size=2)))
attempt(lambda: list(DataLoader([object(),object()],batch_size=2))[0] if 0 else default_collate([(1,2),(3,4)]))
attempt(lambda: default_collate([{1},{2}]))
attempt(lambda: default_collate([[1,2],[3]]))
attempt(lambda: default_collate([True,False]))
attempt(lambda: default_collate([1.5,2]))
attempt(lambda: Dataset()[0])
attempt(lambda: next(iter(DataLoader(My(3),batch_size=3,collate_fn=lambda b: len(b)))))
def sb():
    d=DataLoader(ds); d.batch_size=3
attempt(sb)
d=DataLoader(ds,batch_sampler=BatchSampler(SequentialSampler(ds),3,True)); print(d.batch_size, len(d))
print(len(list(DataLoader(ConcatDataset([ds,ds]),4))))
print(StackDataset(ds,ds)[1], list(ChainDataset([It(),It()])))
for i,(x,) in enumerate(DataLoader(TensorDataset(torch.randn(6,2)),2,True)): print(i,x)
