/**
 * The registry: every public name under which an operator is found. There is no second table: `defineOp` fills it
 * from the declarations, the bridge, completion, help and FEATURES.md read it.
 */
import type { AnyOp } from './define.js'

/** Where a name lives. `private` names serve other operators and modules only. */
export type Namespace = 'torch' | 'Tensor' | 'F' | 'torch.linalg' | 'torch.fft' | 'torch.special' | 'private'

/** Which of PyTorch's two wordings a TypeError has: that of its native functions, or Python's own. */
export type FaceStyle = 'native' | 'python'

/** What stands behind a public name: its overloads, tried in order. */
export interface Face {
  readonly ops: readonly AnyOp[]
  readonly style: FaceStyle
  /** Takes `out=`. */
  readonly out: boolean
}

const namespaces = new Map<Namespace, Map<string, Face & { ops: AnyOp[] }>>()

export function register(namespace: Namespace, name: string, op: AnyOp, face: Omit<Face, 'ops'>): void {
  const names = namespaces.get(namespace) ?? new Map<string, Face & { ops: AnyOp[] }>()
  namespaces.set(namespace, names)
  const entry = names.get(name)
  if (entry === undefined) names.set(name, { ...face, ops: [op] })
  else entry.ops.push(op)
}

/** Names whose operators are declared when the first of them is asked for, and what declares them. */
let late: {
  readonly names: Readonly<Record<string, ReadonlySet<string>>>
  readonly declare: () => void
} | null = null

/** The build's word that `declare` registers these names, all their overloads, which nothing has registered before. */
export function registerLate(names: Readonly<Record<string, readonly string[]>>, declare: () => void): void {
  const sets = Object.entries(names).map(([namespace, each]) => [namespace, new Set(each)])
  late = { names: Object.fromEntries(sets), declare }
}

export function faceOf(namespace: Namespace, name: string): Face | undefined {
  if (late?.names[namespace]?.has(name)) {
    const { declare } = late
    late = null
    declare()
  }
  return namespaces.get(namespace)?.get(name)
}

/** All names of a namespace, sorted. */
export function namesIn(namespace: Namespace): string[] {
  return [...(namespaces.get(namespace)?.keys() ?? []), ...(late?.names[namespace] ?? [])].sort()
}

export const knownNamespaces = (): Namespace[] => [...namespaces.keys()]
