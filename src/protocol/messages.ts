/**
 * Jupyter's message protocol 5.4 as types: what a kernel is asked, what it answers, and what it publishes meanwhile.
 *
 * A message is a plain object that survives JSON and structured clone. Positions (`cursor_pos`) count code points.
 * Reference: the "Messaging in Jupyter" page of jupyter_client.
 */
import type { JsonObject, MimeBundle } from './mime.js'

export const PROTOCOL_VERSION = '5.4'

export interface Header {
  msg_id: string
  msg_type: string
  session: string
  username: string
  date: string
  version: string
}

// ---------------------------------------------------------------- shell and control: requests and their replies

export interface ExecuteRequest {
  code: string
  /** Publish nothing, store nothing, count nothing. */
  silent?: boolean
  store_history?: boolean
  user_expressions?: Record<string, string>
  allow_stdin?: boolean
  /** After an error, abort the requests that wait in the queue. */
  stop_on_error?: boolean
}

/** Side effects that a front end is asked for; it ignores those whose `source` it does not know. */
export type Payload =
  | { source: 'page'; data: MimeBundle; start: number }
  | { source: 'set_next_input'; text: string; replace: boolean }
  | { source: 'ask_exit'; keepkernel: boolean; code?: number }
  /** `%save`: write the session's cells (all, or those of these execution counts) and outputs. */
  | { source: 'ishape_save'; path: string; force: boolean; ranges: [number, number][] | null }
  /** `%load NAME.ipynb`: re-run its cells in a fresh kernel and go on after the last. */
  | { source: 'ishape_load'; path: string }
  /** `%rerun`: run these inputs again as new cells. */
  | { source: 'ishape_run'; cells: string[] }
  /** `%undo`: go back before the last cells, by replaying those before them. */
  | { source: 'ishape_undo'; steps: number }
  /** `%fix on|off`: keep it for later sessions. */
  | { source: 'ishape_setting'; name: 'fixes'; value: 'on' | 'off' }

export interface ErrorContent {
  ename: string
  evalue: string
  traceback: string[]
}
export type ErrorReply = ErrorContent & { status: 'error' }
export type AbortedReply = { status: 'aborted' }

export type UserExpression = { status: 'ok'; data: MimeBundle; metadata: JsonObject } | ErrorReply

export type ExecuteReply =
  | {
      status: 'ok'
      execution_count: number
      payload: Payload[]
      user_expressions: Record<string, UserExpression>
    }
  | (ErrorReply & {
      execution_count: number
      payload: Payload[]
      user_expressions: Record<string, UserExpression>
    })
  | (AbortedReply & { execution_count: number })

export interface CompleteRequest {
  code: string
  cursor_pos: number
}
/** One completion in detail: JupyterLab's experimental metadata, which the terminal shows too. */
export interface Completion {
  start: number
  end: number
  text: string
  /** `function`, `class`, `module`, `instance`, `keyword`, `param`, `magic`, `path`, `statement`. */
  type: string
  /** Shown beside the name: a tensor's dtype and shape, a function's signature. */
  signature?: string
}
export interface CompleteReply {
  status: 'ok'
  matches: string[]
  cursor_start: number
  cursor_end: number
  metadata: { _jupyter_types_experimental?: Completion[] }
}

export interface InspectRequest {
  code: string
  cursor_pos: number
  detail_level?: 0 | 1
}
export interface InspectReply {
  status: 'ok'
  found: boolean
  data: MimeBundle
  metadata: JsonObject
}

export interface IsCompleteRequest {
  code: string
}
export type IsCompleteReply =
  | { status: 'complete' | 'unknown' }
  | { status: 'incomplete'; indent: string }
  /** `message` is CPython's own (`SyntaxError: '(' was never closed`); an addition of ours. */
  | { status: 'invalid'; message?: string }

export type HistoryRequest = { output?: boolean; raw?: boolean } & (
  | { hist_access_type: 'tail'; n: number }
  | { hist_access_type: 'range'; session: number; start: number; stop?: number | null }
  | { hist_access_type: 'search'; pattern: string; n?: number; unique?: boolean }
)
export type HistoryEntry = [session: number, line: number, input: string | [string, string | null]]
export interface HistoryReply {
  status: 'ok'
  history: HistoryEntry[]
}

export interface LanguageInfo {
  name: string
  version: string
  mimetype: string
  file_extension: string
  pygments_lexer?: string
  codemirror_mode?: string | JsonObject
  nbconvert_exporter?: string
}
export interface KernelInfoReply {
  status: 'ok'
  protocol_version: string
  implementation: string
  implementation_version: string
  language_info: LanguageInfo
  banner: string
  help_links: { text: string; url: string }[]
  debugger: boolean
  supported_features?: string[]
  /** Ours: what a session records. The seed is a decimal string of an unsigned 64-bit number. */
  ishape?: { seed: string }
}

export interface ShutdownRequest {
  restart: boolean
}
export interface ShutdownReply {
  status: 'ok'
  restart: boolean
}
export interface CommInfoReply {
  status: 'ok'
  comms: Record<string, { target_name: string }>
}

/** Every request with its reply: the table that `Kernel` must answer completely. */
export interface Exchanges {
  execute: { request: ExecuteRequest; reply: ExecuteReply }
  complete: { request: CompleteRequest; reply: CompleteReply }
  inspect: { request: InspectRequest; reply: InspectReply }
  is_complete: { request: IsCompleteRequest; reply: IsCompleteReply }
  history: { request: HistoryRequest; reply: HistoryReply }
  kernel_info: { request: Record<string, never>; reply: KernelInfoReply }
  comm_info: { request: { target_name?: string }; reply: CommInfoReply }
  interrupt: { request: Record<string, never>; reply: { status: 'ok' } }
  shutdown: { request: ShutdownRequest; reply: ShutdownReply }
}
export type Action = keyof Exchanges
export type RequestOf<A extends Action> = Exchanges[A]['request']
export type ReplyOf<A extends Action> = Exchanges[A]['reply']

// ---------------------------------------------------------------- iopub: what is published while a request runs

export interface Publications {
  status: { execution_state: 'starting' | 'busy' | 'idle' }
  stream: { name: 'stdout' | 'stderr'; text: string }
  display_data: { data: MimeBundle; metadata: JsonObject; transient?: { display_id?: string } }
  update_display_data: { data: MimeBundle; metadata: JsonObject; transient: { display_id: string } }
  execute_input: { code: string; execution_count: number }
  execute_result: { execution_count: number; data: MimeBundle; metadata: JsonObject }
  error: ErrorContent
  clear_output: { wait: boolean }
}
export type PublicationType = keyof Publications

// ---------------------------------------------------------------- stdin: what a kernel asks while a request runs

export interface InputRequest {
  prompt: string
  password: boolean
}
export interface InputReply {
  value: string
}

// ---------------------------------------------------------------- messages

/** Every message type with its content. */
export type Contents = { [A in Action as `${A}_request`]: RequestOf<A> } & {
  [A in Action as `${A}_reply`]: ReplyOf<A> | ErrorReply
} & Publications & { input_request: InputRequest; input_reply: InputReply }
export type MessageType = keyof Contents

export interface Message<T extends MessageType = MessageType> {
  header: Header & { msg_type: T }
  parent_header: Header | Record<string, never>
  metadata: JsonObject
  content: Contents[T]
}
/** A message of any type, told apart by `header.msg_type` through `isMessage`. */
export type AnyMessage = { [T in MessageType]: Message<T> }[MessageType]
/** A publication without its envelope: what a kernel hands to its transport. */
export type Publication = { [T in PublicationType]: { type: T; content: Publications[T] } }[PublicationType]

let serial = 0

/** A header; `session` names the sender's run. Ids are `session_serial`, unique in a process. */
export const header = <T extends string>(
  msg_type: T,
  session: string,
  username = 'ishape',
): Header & { msg_type: T } => ({
  msg_id: `${session}_${++serial}`,
  msg_type,
  session,
  username,
  date: new Date().toISOString(),
  version: PROTOCOL_VERSION,
})

/** A message of one type, answering `parent` if there is one. */
export const message = <T extends MessageType>(
  type: T,
  content: Contents[T],
  session: string,
  parent?: { header: Header },
): Message<T> => ({
  header: header(type, session),
  parent_header: parent?.header ?? {},
  metadata: {},
  content,
})

/** Narrows a message to one type. */
export const isMessage = <T extends MessageType>(
  type: T,
  candidate: { header: { msg_type: string } },
): candidate is Message<T> => candidate.header.msg_type === type

/** Narrows a publication to one type. */
export const isPublication = <T extends PublicationType>(
  type: T,
  candidate: Publication,
): candidate is Extract<Publication, { type: T }> => candidate.type === type

const kindOf = (metadata: JsonObject): unknown => (metadata.ishape as JsonObject | undefined)?.kind
/** What marks the shape trail among a cell's displays (`metadata` of its `display_data`). */
export const TRAIL_METADATA: JsonObject = { ishape: { kind: 'trail' } }
/** Whether a display is the shape trail. */
export const isTrail = (metadata: JsonObject): boolean => kindOf(metadata) === 'trail'
/** What marks the fixes of a failed cell: shown empty under its error, and updated when they are proved. */
export const FIXES_METADATA: JsonObject = { ishape: { kind: 'fixes' } }
/** Whether a display holds the fixes of a failed cell. */
export const isFixes = (metadata: JsonObject): boolean => kindOf(metadata) === 'fixes'
/** Explanations that come under a cell by themselves, where a front end wishes them: no output of the program. */
const UNASKED: ReadonlySet<unknown> = new Set(['trail', 'failure', 'trap', 'fixes'])
export const isUnasked = (metadata: JsonObject): boolean => UNASKED.has(kindOf(metadata))
/** What marks a display as an explanation, so that the terminal may colour it. */
export const explanation = (
  kind: 'why' | 'shape' | 'summary' | 'trap' | 'drawing' | 'failure' | 'proof',
): JsonObject => ({
  ishape: { kind },
})
