/** The trail of a cell: records what it calls, and shows the calls that changed a shape when it is done. */
import { isLibrary, Site } from '../../src/bridge/site.js'
import type { Recording } from '../../src/explain/recording.js'
import { shownRows, type TrailMode, trailRows, trailText } from '../../src/explain/trail.js'
import { toldRows, trailHtml, trailPayload } from '../../src/explain/trail-views.js'
import { DERIVATION_MIME, type MimeBundle } from '../../src/protocol/mime.js'
import type { PyDict } from '../../src/python/object/dict.js'
import type { PyError } from '../../src/python/object/errors.js'
import type { CallSite } from '../../src/tensor/derivation.js'
import { RunRecorder } from './recorder.js'

/** A cell that raised. */
export interface Failed {
  readonly recording: Recording
  /** The first line of what Python says. */
  readonly message: string
  /** The user's expression that raised. */
  readonly site: CallSite | null
}

function raisingSite({ exception }: PyError): CallSite | null {
  let site: CallSite | null = null
  for (let entry = exception.traceback; entry !== null; entry = entry.next) {
    const { frame, node } = entry
    if (!isLibrary(frame)) site = new Site({ node, code: frame.code, globals: frame.globals })
  }
  return site
}

export class Trail {
  mode: TrailMode = 'short'
  readonly recorder: RunRecorder
  /** What the last cell did that ran anything. */
  last: Recording | null = null
  /** The last error. */
  failed: Failed | null = null

  constructor(namespace: () => PyDict) {
    this.recorder = new RunRecorder(namespace)
  }

  /** As if nothing had run yet. */
  forget(): void {
    this.last = this.failed = null
  }

  start(file: string): void {
    this.recorder.start(file)
  }

  stop(error: PyError | null): void {
    this.recorder.stop(error)
    const { recording } = this.recorder
    if (recording.events.length > 0) this.last = recording
  }

  /** The cell ended with an error of the user's. */
  fail(error: PyError, message: string): void {
    this.failed = { recording: this.recorder.recording, message, site: raisingSite(error) }
  }

  /** The rows of the cell that just ran, or of another recording; null if it changed no shape. */
  bundle(recording = this.recorder.recording, mode = this.mode): MimeBundle | null {
    const rows = trailRows(recording)
    const shown = shownRows(rows, mode)
    const text = trailText(recording, mode, rows, shown)
    if (text === null) return null
    const told = toldRows(rows, shown)
    return {
      'text/plain': text,
      'text/html': trailHtml(recording, told, mode),
      [DERIVATION_MIME]: trailPayload(recording, told, shown),
    }
  }
}
