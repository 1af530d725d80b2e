# torch.utils.data.dataloader.
class _Now:
    worker = None


class WorkerInfo:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        return f"WorkerInfo(id={self.id}, num_workers={self.num_workers}, seed={self.seed}, dataset={self.dataset})"


def get_worker_info():
    return _Now.worker


class _Forever(Sampler):
    def __iter__(self):
        while True:
            yield None


class _Fetcher:
    def __init__(self, loader, dataset):
        self.dataset, self.collate_fn, self.drop_last = dataset, loader.collate_fn, loader.drop_last
        self.batched = loader._auto_collation
        self.source = iter(dataset) if loader._iterable else None
        self.ended = False

    def fetch(self, index):
        return self.collate_fn(self._samples(index))

    def _samples(self, index):
        if self.source is None:
            if not self.batched:
                return self.dataset[index]
            if getattr(self.dataset, "__getitems__", None):
                return self.dataset.__getitems__(index)
            return [self.dataset[each] for each in index]
        if self.ended:
            raise StopIteration
        if not self.batched:
            return next(self.source)
        samples = list(itertools.islice(self.source, len(index)))
        self.ended = len(samples) < len(index)
        if len(samples) == 0 or (self.drop_last and self.ended):
            raise StopIteration
        return samples


def _replica(loader):
    """A worker's own dataset, where workers may write to theirs: `worker_init_fn` and `__iter__` do."""
    if loader.worker_init_fn is None and not loader._iterable:
        return loader.dataset
    try:
        return copy.deepcopy(loader.dataset)
    except Exception:  # what holds a file or a generator is shared
        return loader.dataset


class _Worker:
    """A worker lives in this process: it has random streams of its own, which are put in place while it works."""

    def __init__(self, loader, number, base_seed):
        self.seed = base_seed + number
        self.info = WorkerInfo(id=number, num_workers=loader.num_workers, seed=self.seed, dataset=_replica(loader))
        self.streams = None
        self.done = False
        self.work(lambda: self._start(loader, number))

    def _start(self, loader, number):
        _random.seed(self.seed)
        torch.manual_seed(self.seed)
        if loader.worker_init_fn is not None:
            loader.worker_init_fn(number)
        self.fetcher = _Fetcher(loader, self.info.dataset)

    def work(self, job):
        outside = (torch.get_rng_state(), _random.getstate(), _Now.worker)
        _Now.worker = self.info
        if self.streams is not None:
            torch.set_rng_state(self.streams[0])
            _random.setstate(self.streams[1])
        try:
            return job()
        finally:
            self.streams = (torch.get_rng_state(), _random.getstate())
            torch.set_rng_state(outside[0])
            _random.setstate(outside[1])
            _Now.worker = outside[2]


class _BaseDataLoaderIter:
    def __init__(self, loader):
        self._loader = loader
        self._dataset = loader.dataset
        self._num_yielded = 0
        if loader.pin_memory:
            warnings.warn(
                "'pin_memory' argument is set as true but no accelerator is found, then device pinned memory won't be used.",
                stacklevel=3,
            )
        self._sampler_iter = iter(loader._index_sampler)
        self._base_seed = _drawn_seed(loader.generator)

    def __iter__(self):
        return self

    def __len__(self):
        return len(self._loader._index_sampler)

    def __next__(self):
        data = self._next_data()
        self._num_yielded += 1
        said = self._loader._IterableDataset_len_called
        if said is not None and self._loader._iterable and self._num_yielded > said:
            message = (
                f"Length of IterableDataset {self._dataset} was reported to be {said}"
                f"(when accessing len(dataloader)), but {self._num_yielded} samples have been fetched. "
            )
            if self._loader.num_workers > 0:
                message += (
                    "For multiprocessing data-loading, this could be caused by not properly configuring the "
                    "IterableDataset replica at each worker. Please see "
                    "https://pytorch.org/docs/stable/data.html#torch.utils.data.IterableDataset for examples."
                )
            warnings.warn(message, stacklevel=2)
        return data


class _SingleProcessDataLoaderIter(_BaseDataLoaderIter):
    def __init__(self, loader):
        super().__init__(loader)
        if loader.timeout != 0:
            raise AssertionError("_SingleProcessDataLoaderIter requires timeout == 0")
        self._fetcher = _Fetcher(loader, loader.dataset)

    def _next_data(self):
        return self._fetcher.fetch(next(self._sampler_iter))


class _MultiProcessingDataLoaderIter(_BaseDataLoaderIter):
    def __init__(self, loader):
        super().__init__(loader)
        self._workers = [_Worker(loader, number, self._base_seed) for number in range(loader.num_workers)]
        self._tasks = []
        self._next_worker = 0
        for _ in range(loader.prefetch_factor * loader.num_workers):
            self._put_index()

    def _put_index(self):
        """Draws the next indices for the next worker in turn, as far ahead as PyTorch does."""
        for _ in self._workers:
            worker = self._workers[self._next_worker]
            self._next_worker = (self._next_worker + 1) % len(self._workers)
            if not worker.done:
                for index in self._sampler_iter:
                    self._tasks.append((worker, index))
                    break
                return

    def _next_data(self):
        while self._tasks:
            worker, index = self._tasks.pop(0)
            if worker.done:
                continue
            try:
                data = worker.work(lambda: worker.fetcher.fetch(index))
            except StopIteration:
                worker.done = True
                self._put_index()
                continue
            self._put_index()
            return data
        raise StopIteration


class DataLoader(Generic[_T]):
    _initialized = False
    _FIXED = ("batch_size", "batch_sampler", "sampler", "drop_last", "dataset", "persistent_workers")

    def __init__(
        self,
        dataset,
        batch_size=1,
        shuffle=None,
        sampler=None,
        batch_sampler=None,
        num_workers=0,
        collate_fn=None,
        pin_memory=False,
        drop_last=False,
        timeout=0,
        worker_init_fn=None,
        multiprocessing_context=None,
        generator=None,
        *,
        prefetch_factor=None,
        persistent_workers=False,
        pin_memory_device="",
        in_order=True,
    ):
        if num_workers < 0:
            raise ValueError(
                "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing."
            )
        if timeout < 0:
            raise ValueError("timeout option should be non-negative")
        if num_workers == 0 and prefetch_factor is not None:
            raise ValueError(
                "prefetch_factor option could only be specified in multiprocessing."
                "let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None."
            )
        if num_workers > 0 and prefetch_factor is None:
            prefetch_factor = 2
        elif prefetch_factor is not None and prefetch_factor < 0:
            raise ValueError("prefetch_factor option should be non-negative")
        if persistent_workers and num_workers == 0:
            raise ValueError("persistent_workers option needs num_workers > 0")
        if multiprocessing_context is not None and num_workers == 0:
            raise ValueError(
                "multiprocessing_context can only be used with multi-process loading (num_workers > 0), "
                f"but got num_workers={num_workers}"
            )
        self.dataset = dataset
        self.num_workers = num_workers
        self.prefetch_factor = prefetch_factor
        self.pin_memory = pin_memory
        self.pin_memory_device = pin_memory_device
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.multiprocessing_context = multiprocessing_context
        self.in_order = in_order
        self._iterable = isinstance(dataset, IterableDataset)
        if self._iterable:
            if shuffle not in {False, None}:
                raise ValueError(
                    f"DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle={shuffle}"
                )
            if sampler is not None:
                raise ValueError(
                    f"DataLoader with IterableDataset: expected unspecified sampler option, but got sampler={sampler}"
                )
            if batch_sampler is not None:
                raise ValueError(
                    "DataLoader with IterableDataset: expected unspecified "
                    f"batch_sampler option, but got batch_sampler={batch_sampler}"
                )
        shuffle = bool(shuffle)
        if sampler is not None and shuffle:
            raise ValueError("sampler option is mutually exclusive with shuffle")
        if batch_sampler is not None:
            if batch_size != 1 or shuffle or sampler is not None or drop_last:
                raise ValueError(
                    "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last"
                )
            batch_size = None
            drop_last = False
        elif batch_size is None and drop_last:
            raise ValueError("batch_size=None option disables auto-batching and is mutually exclusive with drop_last")
        if sampler is None:
            if self._iterable:
                sampler = _Forever()
            elif shuffle:
                sampler = RandomSampler(dataset, generator=generator)
            else:
                sampler = SequentialSampler(dataset)
        if batch_size is not None and batch_sampler is None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.generator = generator
        if collate_fn is None:
            collate_fn = default_collate if self._auto_collation else default_convert
        self.collate_fn = collate_fn
        self.persistent_workers = persistent_workers
        self._IterableDataset_len_called = None
        self._iterator = None
        self._initialized = True

    def __setattr__(self, name, value):
        if self._initialized and name in self._FIXED:
            raise ValueError(f"{name} attribute should not be set after {type(self).__name__} is initialized")
        super().__setattr__(name, value)

    @property
    def _auto_collation(self):
        return self.batch_sampler is not None

    @property
    def _index_sampler(self):
        return self.batch_sampler if self._auto_collation else self.sampler

    def __iter__(self):
        return _SingleProcessDataLoaderIter(self) if self.num_workers == 0 else _MultiProcessingDataLoaderIter(self)

    def __len__(self):
        if not self._iterable:
            return len(self._index_sampler)
        count = self._IterableDataset_len_called = len(self.dataset)
        if self.batch_size is None:
            return count
        return count // self.batch_size if self.drop_last else math.ceil(count / self.batch_size)
