/** The trail of a cell: records what it calls, and shows the calls that changed a shape when it is done. */
import type { Recording } from '../../src/explain/recording.js'
import { shownRows, type TrailMode, trailRows, trailText } from '../../src/explain/trail.js'
import { toldRows, trailHtml, trailPayload } from '../../src/explain/trail-views.js'
import { DERIVATION_MIME, type MimeBundle } from '../../src/protocol/mime.js'
import type { PyDict } from '../../src/python/object/dict.js'
import { RunRecorder } from './recorder.js'

export class Trail {
  mode: TrailMode = 'short'
  readonly recorder: RunRecorder
  /** What the last cell did that ran anything, and the last that failed. */
  last: Recording | null = null
  failed: Recording | null = null

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

  stop(raised: boolean): void {
    this.recorder.stop(raised)
    const { recording } = this.recorder
    if (recording.events.length > 0) this.last = recording
    if (raised && recording.failure !== null) this.failed = recording
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
