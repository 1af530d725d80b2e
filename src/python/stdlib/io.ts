/** io: file objects by their names. The abstract classes that programs ask for and derive from are in the dialect (`_io_classes`). */
import { defineFunctions } from '../object/define.js'
import { exceptionTypes } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import type { Value } from '../object/object.js'
import { bufferedIoBase, ioBase, rawIoBase, textIoBase, unsupportedOperation } from './io_base.js'
import { bufferedRandom, bufferedReader, bufferedWriter, bytesIoType } from './io_bytes.js'
import { fileIoType, openFile } from './io_open.js'
import { stringIoType, textIoType } from './io_text.js'
import { fromDialect } from './support.js'

const concrete = () => ({
  StringIO: stringIoType,
  BytesIO: bytesIoType,
  FileIO: fileIoType,
  TextIOWrapper: textIoType,
  BufferedReader: bufferedReader,
  BufferedWriter: bufferedWriter,
  BufferedRandom: bufferedRandom,
  UnsupportedOperation: unsupportedOperation(),
  BlockingIOError: exceptionTypes.BlockingIOError,
  DEFAULT_BUFFER_SIZE: 8192,
  ...defineFunctions({
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)":
      openFile,
    'open_code(path, /)': (path: Value) => openFile(path, 'rb', -1, null, null, null),
    'text_encoding(encoding, stacklevel=2, /)': (encoding: Value) => encoding ?? 'locale',
  }),
})

export const io = (): NativeModule => ({
  attributes: { ...concrete(), SEEK_SET: 0, SEEK_CUR: 1, SEEK_END: 2 },
  lazy: fromDialect('_io_classes', ['IOBase', 'RawIOBase', 'BufferedIOBase', 'TextIOBase']),
})

export const ioBases = (): NativeModule => ({
  attributes: {
    ...concrete(),
    _IOBase: ioBase,
    _RawIOBase: rawIoBase,
    _BufferedIOBase: bufferedIoBase,
    _TextIOBase: textIoBase,
  },
})
