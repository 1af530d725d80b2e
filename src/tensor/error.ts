/** What an operator raises: PyTorch's exception type and its words. The bridge turns it into the Python exception. */

export type TorchErrorType =
  | 'RuntimeError'
  | 'TypeError'
  | 'ValueError'
  | 'IndexError'
  | 'KeyError'
  | 'AttributeError'
  | 'NotImplementedError'
  | 'AssertionError'
  | 'OverflowError'
  | 'ImportError'
  | 'ModuleNotFoundError'
  | 'MemoryError'
  | 'ZeroDivisionError'
  | 'torch._C._LinAlgError'
  | 'torch.OutOfMemoryError'

export class TorchError extends Error {
  constructor(
    readonly type: TorchErrorType,
    message: string,
  ) {
    super(message)
    this.name = type
  }
}

export function fail(type: TorchErrorType, message: string): never {
  throw new TorchError(type, message)
}

/** Raises a RuntimeError with `message` unless `condition` holds: PyTorch's TORCH_CHECK. */
export function check(condition: boolean, message: () => string): asserts condition {
  if (!condition) fail('RuntimeError', message())
}
