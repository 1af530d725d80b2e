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

/** Each text once, by the name its classes carry; `torch.nn` reads functional before it is itself importable. */
const sources: Readonly<Record<string, { readonly text: string; readonly names: readonly string[] }>> = {
  'torch.nn.functional': { text: functional, names: ['torch._functional', 'torch.nn.functional'] },
  'torch.nn': { text: nn, names: ['torch.nn'] },
}

/** Makes the library importable. Frames of these files, whose names begin with `<torch`, stay out of tracebacks. */
export function registerLibrary(): void {
  for (const [module, { text, names }] of Object.entries(sources)) {
    for (const name of names) {
      registerModule(name, () => ({ attributes: run(module, text), isPackage: name === 'torch.nn' }))
    }
  }
}

/** Runs a library text once for each interpreter, and gives the names it defines. */
function run(module: string, text: string): Record<string, Value> {
  const key = `library ${module}`
  const known = runtime.state.get(key) as Record<string, Value> | undefined
  if (known !== undefined) return known
  const filename = `<${module}>`
  const namespace = new PyDict()
  namespace.setStr('__name__', module)
  namespace.setStr('__builtins__', runtime.builtins)
  const code = compileModule(parseModule(text, filename), makeSource(text, filename))
  runFrame(new Frame(code, newLocals(code.slotCount), namespace, null))
  const attributes: Record<string, Value> = {}
  for (const name of namespace.strKeys()) {
    if (name !== '__builtins__' && name !== '__name__') attributes[name] = namespace.getStr(name)!
  }
  runtime.state.set(key, attributes)
  return attributes
}
