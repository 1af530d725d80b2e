/**
 * What the thread of the kernel and the thread of its client share: messages, and memory for what can't wait for a message.
 *
 * The shared words: [INTERRUPT] is raised by Ctrl-C and taken by the program; [SENT] and [ACKED] count stream characters published and
 * handled (wrapping at 2³¹), their difference is what a flood has in flight; [ANSWER] tells that an answer to `input()` lies in the bytes.
 */
import type { KernelSettings } from '../protocol/client.js'
import type {
  Action,
  ErrorReply,
  InputRequest,
  Publication,
  ReplyOf,
  RequestOf,
} from '../protocol/messages.js'

export const INTERRUPT = 0
/** Bits of [INTERRUPT]: Ctrl-C; the client's wish to see what is in the batch. */
export const RAISED = 1
export const SHOW = 2
export const SENT = 1
export const ACKED = 2
export const ANSWER = 3
const WORDS = 4

/** Values of [ANSWER]: nothing yet, a line of that many bytes (plus LINE), the end of input. */
export const NO_ANSWER = 0
export const END_OF_INPUT = 1
export const LINE = 2

/** Bytes of an answer at most; a longer line is cut. */
const ANSWER_BYTES = 1 << 16
/** In flight at most, in characters: beyond it the kernel waits. */
export const IN_FLIGHT = 1 << 20

export interface Shared {
  words: Int32Array
  answer: Uint8Array
}
export const allocateShared = (): Shared => ({
  words: new Int32Array(new SharedArrayBuffer(WORDS * 4)),
  answer: new Uint8Array(new SharedArrayBuffer(ANSWER_BYTES)),
})

export interface WorkerData {
  settings: KernelSettings
  shared: Shared
  columns: number
}

/** Client → kernel. */
export type ToKernel = { [A in Action]: { id: number; action: A; content: RequestOf<A> } }[Action]
/** Kernel → client, in order. */
export type FromKernel =
  | { kind: 'publish'; id: number; publications: Publication[]; characters: number }
  | { kind: 'input'; id: number; request: InputRequest }
  | { kind: 'reply'; id: number; reply: ReplyOf<Action> | ErrorReply }
