/** What explanations want to know of a module object: its parameters, each once, and its kernel. */
import { PyTensor } from '../../src/bridge/values.js'
import type { PyObject, Value } from '../../src/python/object/object.js'
import { getAttr, typeOf } from '../../src/python/object/protocol.js'
import { PyTuple } from '../../src/python/object/values.js'
import type { Shape } from '../../src/tensor/shape.js'
import type { Tensor } from '../../src/tensor/tensor.js'
import { childrenOf, isModule, parametersOf } from './naming.js'

export interface OwnParameter {
  readonly tensor: Tensor
  readonly name: string
  readonly shape: Shape
  readonly trainable: boolean
}

/** The parameters that a module itself holds. */
export const ownParameters = (module: Value): OwnParameter[] =>
  [...(parametersOf(module)?.entries() ?? [])].flatMap(([name, value]) =>
    value instanceof PyTensor
      ? [
          {
            tensor: value.tensor,
            name: String(name),
            shape: value.tensor.shape,
            trainable: value.tensor.requiresGrad,
          },
        ]
      : [],
  )

/** Those of a module and of all below it, each once. */
export function allParameters(module: Value): OwnParameter[] {
  const seen = new Set<unknown>()
  const found: OwnParameter[] = []
  const visit = (each: Value): void => {
    if (!isModule(each) || seen.has(each)) return
    seen.add(each)
    for (const parameter of ownParameters(each)) {
      if (seen.has(parameter.tensor)) continue
      seen.add(parameter.tensor)
      found.push(parameter)
    }
    for (const [, child] of childrenOf(each)?.entries() ?? []) visit(child)
  }
  visit(module)
  return found
}

/** Every module below one, with its path; shared ones once. */
export function modulesBelow(module: PyObject): { path: string; module: PyObject }[] {
  const seen = new Set<Value>()
  const found: { path: string; module: PyObject }[] = []
  const visit = (each: Value, path: string): void => {
    if (!isModule(each) || seen.has(each)) return
    seen.add(each)
    found.push({ path, module: each })
    for (const [key, child] of childrenOf(each)?.entries() ?? []) {
      const name = String(key)
      visit(child, /^\d+$/.test(name) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`)
    }
  }
  visit(module, '')
  return found
}

/** `3×3` of `kernel_size`, a single number as often as the layer's name has dims; '' where a module has none. */
export function kernelOf(module: Value): string {
  let size: Value
  try {
    size = getAttr(module, 'kernel_size')
  } catch {
    return ''
  }
  if (size instanceof PyTuple) return size.items.join('×')
  if (typeof size !== 'number') return ''
  const dims = Number(/([123])d$/.exec(typeOf(module).name)?.[1] ?? 1)
  return new Array<number>(dims).fill(size).join('×')
}
