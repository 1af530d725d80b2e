/** io: file objects by their names. */
import { defineFunctions } from '../object/define.js'
import { exceptionTypes } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { builtinTypes } from '../object/object.js'
import {
  bufferedType,
  bytesIoType,
  openFile,
  stringIoType,
  textIoType,
  unsupportedOperation,
} from './io_files.js'

export function io(): NativeModule {
  return {
    attributes: {
      StringIO: stringIoType,
      BytesIO: bytesIoType,
      TextIOWrapper: textIoType,
      BufferedReader: bufferedType,
      IOBase: builtinTypes.object,
      UnsupportedOperation: unsupportedOperation(),
      BlockingIOError: exceptionTypes.BlockingIOError,
      SEEK_SET: 0,
      SEEK_CUR: 1,
      SEEK_END: 2,
      ...defineFunctions({
        "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)":
          openFile,
      }),
    },
  }
}
