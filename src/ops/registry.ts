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
interface Late {
  readonly names: Readonly<Record<string, ReadonlySet<string>>>
  readonly declare: () => void
}

let late: readonly Late[] = []

/** The build's word that `declare` registers these names, all the overloads that they have beside those there already. */
export function registerLate(names: Readonly<Record<string, readonly string[]>>, declare: () => void): void {
  const sets = Object.entries(names).map(([namespace, each]) => [namespace, new Set(each)])
  late = [...late, { names: Object.fromEntries(sets), declare }]
}

export function faceOf(namespace: Namespace, name: string): Face | undefined {
  for (const group of late) {
    if (group.names[namespace]?.has(name) !== true) continue
    late = late.filter((each) => each !== group)
    group.declare()
  }
  return namespaces.get(namespace)?.get(name)
}

/** All names of a namespace, sorted. */
export function namesIn(namespace: Namespace): string[] {
  const waiting = late.flatMap(({ names }) => [...(names[namespace] ?? [])])
  return [...new Set([...(namespaces.get(namespace)?.keys() ?? []), ...waiting])].sort()
}

export const knownNamespaces = (): Namespace[] => [...namespaces.keys()]
