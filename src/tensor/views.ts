/** Views that may not be written to, or used once their base was: PyTorch's rules and words. */
import { fail } from './error.js'
import type { GradFn } from './tensor.js'

/** How a view came about: ordinarily, as one of several outputs, or where gradients were not recorded. */
export type ViewOrigin = 'plain' | 'several' | 'noGrad' | 'inference'

const MULTIPLE =
  ' This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.'

const ambiguous = (block: string): string =>
  ` Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside the ${block} block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).`

/** Raises where a write through a view, or (`indirect`) one to its base, leaves the view without a gradient. */
export function checkOrigin(
  origin: ViewOrigin,
  node: GradFn | null,
  output: number,
  indirect: boolean,
): void {
  if (origin === 'plain') return
  const written = indirect ? 'its base or another view of its base has been' : 'is being'
  const name = node?.name.replace(/Backward\d*$/, '')
  if (node !== null && origin === 'several')
    fail('RuntimeError', `Output ${output} of ${name} is a view and ${written} modified inplace.${MULTIPLE}`)
  const made =
    node === null
      ? 'A view was created in'
      : `Output ${output} of ${name} is a view of a view which was created in`
  if (origin === 'inference')
    fail(
      'RuntimeError',
      `${made} inference mode and ${written} modified inplace in normal mode.${ambiguous('inference_mode')}`,
    )
  fail(
    'RuntimeError',
    `${made} no_grad mode and ${written} modified inplace with grad mode enabled.${origin === 'several' ? MULTIPLE : ambiguous('no_grad')}`,
  )
}
