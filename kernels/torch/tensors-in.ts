/** The tensors that calls are given and give back: in values, in the arguments of operators, modules and library functions, in what these return. */
import { PyTensor } from '../../src/bridge/values.js'
import type { Sized } from '../../src/explain/recording.js'
import { PyDict } from '../../src/python/object/dict.js'
import type { Frame } from '../../src/python/object/frame.js'
import type { Value } from '../../src/python/object/object.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'
import { Tensor } from '../../src/tensor/tensor.js'

const sized = (name: string, { shape, dtype, derivation, storage }: Tensor): Sized => ({
  name,
  shape,
  dtype: dtype.name,
  derivation,
  storage: storage.id,
})

/** The tensors in a value, at any depth of tuples, lists and dicts, each with its place. */
export function tensorsIn(value: unknown, name: string, found: Sized[] = []): Sized[] {
  if (typeof value !== 'object' || value === null) return found
  if (value instanceof PyTensor) found.push(sized(name, value.tensor))
  else if (value instanceof Tensor) found.push(sized(name, value))
  else if (value instanceof PyDict)
    for (const [key, item] of value.entries())
      tensorsIn(item, `${name}[${typeof key === 'string' ? `'${key}'` : String(key)}]`, found)
  else {
    const items = value instanceof PyTuple || value instanceof PyList ? value.items : value
    if (Array.isArray(items))
      for (let i = 0; i < items.length; i++)
        // Most are numbers, such as sizes: no name is made for them.
        if (typeof items[i] === 'object') tensorsIn(items[i], `${name}[${i}]`, found)
  }
  return found
}

/** The tensors among an operator's arguments. */
export const operandsIn = (args: Readonly<Record<string, unknown>>): Sized[] => {
  const found: Sized[] = []
  for (const name in args) {
    const value = args[name]
    if (value instanceof Tensor) found.push(sized(name, value))
    else tensorsIn(value, name, found)
  }
  return found
}

/** The tensors among a module's arguments, which come as a tuple or one by one. */
export function givenTo(inputs: readonly unknown[]): Sized[] {
  const args = inputs.length === 1 && inputs[0] instanceof PyTuple ? inputs[0].items : inputs
  return args.length === 1 ? tensorsIn(args[0], '') : tensorsIn(args, '')
}

/** The tensors that a library function was called with. */
export function argumentsOf({ code, locals }: Frame): Sized[] {
  const found: Sized[] = []
  for (let i = 0; i < code.positional + code.keywordOnly; i++)
    tensorsIn(locals[i] as Value, code.varNames[i], found)
  return found
}

/** What a function returned: kept by the frame, or told by the names in its last statement; undefined where neither tells. */
export function returnedBy({ code, locals, result }: Frame): Value | undefined {
  if (result !== null && result !== undefined) return result
  const last = code.definition?.body?.at(-1)
  if (last?.kind !== 'Return' || last.value === null) return undefined
  const { value } = last
  // `return PackedSequence(data, sizes)`: what it is made of.
  const parts =
    value.kind === 'Tuple'
      ? value.elts
      : value.kind === 'Call' && value.func.kind === 'Name' && /^[A-Z]/.test(value.func.id)
        ? value.args
        : [value]
  const values: Value[] = []
  for (const each of parts) {
    if (each.kind === 'Name') values.push(locals[code.varNames.indexOf(each.id)] as Value)
    else if (each.kind !== 'Constant') return undefined
  }
  return values.length === 1 && parts[0] === value ? values[0] : new PyTuple(values)
}
