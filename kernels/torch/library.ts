/** Modules of torch that are written in the dialect itself: their sources are parsed and run on first import. */
import { compileModule, makeSource } from '../../src/python/compile/compile.js'
import { PyDict } from '../../src/python/object/dict.js'
import { Frame } from '../../src/python/object/frame.js'
import { newLocals, runFrame } from '../../src/python/object/invoke.js'
import { registerModule } from '../../src/python/object/module.js'
import type { Value } from '../../src/python/object/object.js'
import { runtime } from '../../src/python/object/runtime.js'
import { parseModule } from '../../src/python/parse/parser.js'
import functional from './lib/functional.py'
import nn from './lib/nn.py'

const sources: Readonly<Record<string, string>> = { 'torch.nn.functional': functional, 'torch.nn': nn }

/** Makes the library importable. Frames of these files, whose names begin with `<torch`, stay out of tracebacks. */
export function registerLibrary(): void {
  for (const [name, text] of Object.entries(sources)) {
    registerModule(name, () => {
      const filename = `<${name}>`
      const names = new PyDict()
      names.setStr('__name__', name)
      names.setStr('__builtins__', runtime.builtins)
      const code = compileModule(parseModule(text, filename), makeSource(text, filename))
      runFrame(new Frame(code, newLocals(code.slotCount), names, null))
      const attributes: Record<string, Value> = {}
      for (const key of names.strKeys()) if (key !== '__builtins__' && key !== '__name__') attributes[key] = names.getStr(key)!
      return { attributes, isPackage: name === 'torch.nn' }
    })
  }
}
