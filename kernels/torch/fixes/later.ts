/** Fixes that nobody asked for: under an error of PyTorch's, as soon as they are proved. */
import { isModule } from '../../../src/bridge/nn/register.js'
import type { Recording } from '../../../src/explain/recording.js'
import type { Host } from '../../../src/kernel/language.js'
import { FIXES_METADATA } from '../../../src/protocol/messages.js'
import type { MimeBundle } from '../../../src/protocol/mime.js'
import type { PyError, PyException } from '../../../src/python/object/errors.js'
import type { Proof } from './proof.js'
import type { SessionFixes } from './session.js'

/** What comes back from the background. */
export interface ProofAnswer {
  readonly proof: Proof
  readonly bundle: MimeBundle | null
}

/** Library code, as tracebacks name it. */
const OF_LIBRARY = /^<torch\b/
/** What Python says where a tuple is taken for a tensor. */
const OF_TUPLES = /^(TypeError|ValueError)$/

/** Names that are not there: what was meant stands in the program. */
const OF_NAMES = /^(NameError|UnboundLocalError|AttributeError)$/

/** Whether an error came from an operator or a layer, from a method of a module, from what calls gave, or from a name that is not there. */
function isToMend({ cls, traceback }: PyException, { failure, events }: Recording): boolean {
  if (failure !== null || OF_NAMES.test(cls.name)) return true
  let at = traceback
  while (at !== null && at.next !== null) at = at.next
  if (at !== null && OF_LIBRARY.test(at.frame.code.source.filename)) return true
  if (at !== null && isModule(at.frame.locals[0] ?? null)) return true
  return events.length > 0 && OF_TUPLES.test(cls.name)
}

/** Whether fixes of this error are to be looked for in the background: there is one, and it is wished. */
export const fixesComeLater = (host: Host, { exception }: PyError, recording: Recording): boolean =>
  host.fixes && host.displayLater !== undefined && isToMend(exception, recording)

/** Has fixes of the last cell that failed proved in the background, and shows them when they come. */
export function showFixesLater(host: Host, fixes: SessionFixes): void {
  const job = fixes.job(host)
  if (job === null) return
  const of = fixes.last
  const draw = (answer: unknown): MimeBundle | null => {
    const { proof, bundle } = answer as ProofAnswer
    fixes.keep(proof, of)
    return bundle
  }
  host.displayLater?.(job, draw, FIXES_METADATA)
}
