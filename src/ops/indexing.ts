/**
 * `x[…]`: basic items are views (select, slice, unsqueeze), tensors pick elements.
 *
 * Tensors among the items are broadcast together and replace the dims they index; their dims stand where those were if the indexed
 * dims are neighbours, else in front. Boolean tensors are read at once, since the shape depends on them.
 */
import { castTo } from '../compute/copy.js'
