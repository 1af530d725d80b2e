# queue: FIFO, LIFO and priority queues. One thread runs, so waiting for another can only fail, by name.
import heapq
from collections import deque
from types import GenericAlias

class Empty(Exception):
    pass

class Full(Exception):
    pass

Empty.__module__ = "_queue"

def _stuck(what):
    raise RuntimeError(f"deadlock: {what} would wait for ever, for ishape runs one thread")

class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.unfinished_tasks = 0
        self._init(maxsize)
    def _init(self, maxsize):
        self.queue = deque()
    def _qsize(self):
        return len(self.queue)
    def _put(self, item):
        self.queue.append(item)
    def _get(self):
        return self.queue.popleft()
    def qsize(self):
        return self._qsize()
    def empty(self):
        return not self._qsize()
    def full(self):
        return 0 < self.maxsize <= self._qsize()
    def put(self, item, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self.full():
            if block and timeout is None:
                _stuck("Queue.put")
            raise Full
        self._put(item)
        self.unfinished_tasks += 1
    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self.empty():
            if block and timeout is None:
                _stuck("Queue.get")
            raise Empty
        return self._get()
    def put_nowait(self, item):
        self.put(item, block=False)
    def get_nowait(self):
        return self.get(block=False)
    def task_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1
    def join(self):
        if self.unfinished_tasks:
            _stuck("Queue.join")
    __class_getitem__ = classmethod(GenericAlias)

class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []
    def _put(self, item):
        heapq.heappush(self.queue, item)
    def _get(self):
        return heapq.heappop(self.queue)

class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []
    def _get(self):
        return self.queue.pop()

class SimpleQueue(Queue):
    def __init__(self):
        super().__init__()

SimpleQueue.__module__ = "_queue"
