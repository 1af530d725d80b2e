/** io and importlib: file objects by their names, imports as calls. */
import { defineFunctions } from '../object/define.js'
import { exceptionTypes } from '../object/errors.js'
import { type NativeModule, PyModule } from '../object/module.js'
import { builtinTypes, type Value } from '../object/object.js'
import { asStr } from '../object/values.js'
import { importModule, reloadModule } from '../run/importer.js'
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

export function importlib(): NativeModule {
  return {
    isPackage: true,
    attributes: defineFunctions({
      'import_module(name, package=None)': (name: Value) => importModule(asStr(name)!),
      'invalidate_caches()': () => null,
      'reload(module)': (module: Value) => (module instanceof PyModule ? reloadModule(module) : module),
    }),
  }
}
