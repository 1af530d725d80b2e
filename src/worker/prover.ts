/** The background thread: proves fixes of cells that failed, at a low priority, one job after the other. */
import os from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { ProofAnswer } from '../../kernels/torch/fixes/later.js'
import { type ProofJob, prove } from '../../kernels/torch/fixes/proof.js'
import { fixesBundle } from '../../kernels/torch/fixes/report.js'
import type { KernelSettings } from '../protocol/client.js'
import { nodeWorld } from './world.js'

// On Linux a thread has a priority of its own; elsewhere this would slow the whole process down. Not the lowest: on a machine whose
// processors are all at work, that would be never.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)

const settings = workerData as KernelSettings
const port = parentPort!
/** Nobody interrupts it: a job that is no longer wanted ends with its thread. */
const words = new Int32Array(new SharedArrayBuffer(16))

/** The clock of budgets: the processor's, so that a busy machine takes longer but finds as much. Little else runs in the process meanwhile. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

port.on('message', (job: ProofJob) => {
  const world = nodeWorld(settings, words, { isatty: () => false, columns: () => 80 })
  world.files.changeDirectory(job.cwd)
  const proof = prove(job, { ...world, clock: { ...world.clock, monotonic: processorTime } })
  port.postMessage({ proof, bundle: fixesBundle(proof) } satisfies ProofAnswer)
})
