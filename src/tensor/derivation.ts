/**
 * Derivations: why a tensor has the shape it has.
 *
 * A derivation belongs to one run of one operator. It holds sizes, the place in the user's code, and the derivations
 * of the operands: never a tensor or a storage, so that keeping it keeps no data alive. Explanations (trail, `?`,
 * `%why`, fixes) are drawn from it and from nothing else.
 */
import type { Formula, Values } from './formula.js'
import type { Shape } from './shape.js'

/** One dim of one operand: the operand's place among the tensors of the call, and the axis. */
export interface DimRef {
  readonly operand: number
  readonly axis: number
}

/** Where the size of one output dim comes from. */
export type Reason =
  /** The operand's own dim. */
  | { readonly kind: 'kept'; readonly from: DimRef }
  /** A dim of a parameter that means something else there: `out_channels` is weight's dim 0. */
  | { readonly kind: 'parameter'; readonly name: string; readonly from: DimRef }
  /** A size formula; `from` says which dim each variable was read from, where it was one. */
  | {
      readonly kind: 'formula'
      readonly formula: Formula
      readonly values: Values
      readonly from: Readonly<Record<string, DimRef>>
    }
  /** Given as a number by the caller: `torch.randn(1, 3)`, `view(-1, 400)`. */
  | { readonly kind: 'given'; readonly name?: string }
  /** The `-1` of a view: what the other dims leave over. */
  | { readonly kind: 'inferred'; readonly of: readonly DimRef[]; readonly by: number }
  /** Several dims multiplied into one (flatten, view). */
  | { readonly kind: 'merged'; readonly of: readonly DimRef[] }
  /** A part of one dim (unflatten, view): `size = dim / rest`; number `part` of `parts`, which multiply to the dim. */
  | {
      readonly kind: 'split'
      readonly from: DimRef
      readonly rest: number
      readonly part: number
      readonly parts: readonly number[]
    }
  /** Dims added up (cat). */
  | { readonly kind: 'sum'; readonly of: readonly DimRef[] }
  /** The size all operands agree on, the others being 1 or missing. */
  | { readonly kind: 'broadcast'; readonly from: DimRef }
  /** 1, because a reduction kept the dim. */
  | { readonly kind: 'reduced'; readonly from: DimRef }
  /** A new dim of size 1, or of the number of stacked tensors. */
  | { readonly kind: 'new'; readonly note: string }
  /** Depends on the values of the tensor (nonzero, a mask). */
  | { readonly kind: 'data'; readonly note: string }

/** One output dim: its customary name in this operator (N, C, H…), if it has one, and its reason. */
export interface DimReason {
  readonly label?: string
  readonly reason: Reason
}

/** A stretch of text: lines from 1, columns from 0, its end exclusive. */
export interface Stretch {
  readonly line: number
  readonly col: number
  readonly endLine: number
  readonly endCol: number
}

/**
 * Where the parts of a call stand: what is called (null for `+`), what a method is called on, and the operands that are no constants, in
 * order.
 */
export interface CallParts {
  readonly callee: Stretch | null
  readonly receiver: Stretch | null
  readonly operands: readonly { readonly place: Stretch; readonly keyword: string | null }[]
}

/** A place in the user's code. A language may compute the fields when they are read. */
export interface CallSite {
  readonly file: string
  readonly line: number
  readonly col: number
  readonly endLine: number
  readonly endCol: number
  /** The function around it, `<module>` at the top. */
  readonly scope: string
  /** What is called, as the user wrote it: `F.max_pool2d`, `view`, `+`, `[:, 0]`; null where the text does not say. */
  readonly callee: string | null
  /** The operands as written, in order, where they are short: `x`, `self.skip`. */
  readonly operands: readonly (string | null)[]
  /** The lines of the source on which it stands; none where their text is not kept. */
  readonly lines: readonly string[]
  readonly parts: CallParts
  /** The name that gets the result, if the whole right-hand side is this call. */
  readonly target: string | null
  /** The expression as written, on one line. */
  readonly text: string
}

/** One layer or operator that the user called: what the steps inside it have in common. Holds no tensor. */
export interface Call {
  readonly kind: 'module' | 'op'
  /** As the user wrote it, or as it is registered in the module around it: `conv1`, `self.features[3]`, `F.relu`, `+`. */
  readonly name: string
  /** The class of a module, the name of an operator. */
  readonly type: string
  /** A module's place below the outermost one: `features[3]`; '' for that itself. An operator's is its module's. */
  readonly path: string
  readonly site: CallSite | null
  /** The module around it. */
  readonly parent: Call | null
}

export interface Operand {
  /** The parameter's name in the schema. */
  readonly name: string
  readonly shape: Shape
  readonly derivation: Derivation | null
  /** Its history is longer than what is kept. */
  readonly cut?: boolean
}

export interface Derivation {
  /** Rises with every run: orders derivations in time. */
  readonly serial: number
  /** The operator's name: `conv2d`. */
  readonly op: string
  readonly operands: readonly Operand[]
  readonly output: Shape
  /** Which of several outputs. */
  readonly index: number
  readonly site: CallSite | null
  /** What the user called to have it run; null where nobody recorded. */
  readonly call: Call | null
  /** What the operators themselves said, where a layer states its reasons in other words. */
  readonly restated: Derivation | null
  /** Links between this and the farthest known input. */
  readonly depth: number
  /** One entry for every output dim; drawn up on first use. */
  readonly dims: readonly DimReason[]
}

/** Longest chain that is kept; beyond it operands lose their derivations. */
export const LONGEST_DERIVATION = 10_000
