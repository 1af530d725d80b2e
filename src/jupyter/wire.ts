/**
 * Messages on the wire: `[identities…, "<IDS|MSG>", signature, header, parent_header, metadata, content, buffers…]`, the four JSON
 * parts signed with HMAC. What is unsigned, wrongly signed, seen before or malformed is no message.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Header } from '../protocol/messages.js'
import type { JsonObject } from '../protocol/mime.js'
import type { Connection } from './connection.js'

const DELIMITER = Buffer.from('<IDS|MSG>')
/** How many signatures are remembered, against messages sent twice. */
const REMEMBERED = 1 << 16

/** A message as it arrived: its type is not known to be one of ours, its content is an object and no more. */
export interface WireMessage {
  identities: Buffer[]
  header: Header
  parent_header: JsonObject
  metadata: JsonObject
  content: JsonObject
}

export class Wire {
  readonly #key: string
  readonly #hash: string
  readonly #seen = new Set<string>()

  constructor({ key, signature_scheme }: Pick<Connection, 'key' | 'signature_scheme'>) {
    this.#key = key
    this.#hash = signature_scheme.replace(/^hmac-/, '')
  }

  /** The frames of a message; `identities` route it back, or are the topic of a publication. */
  encode(
    identities: readonly (Buffer | string)[],
    message: { header: object; parent_header: object; metadata: object; content: object },
  ): (Buffer | string)[] {
    const { header, parent_header, metadata, content } = message
    const parts = [header, parent_header, metadata, content].map((part) => JSON.stringify(part))
    return [...identities, DELIMITER, this.#sign(parts), ...parts]
  }

  /** The message in the frames, or undefined if it must be dropped. */
  decode(frames: readonly Buffer[]): WireMessage | undefined {
    const delimiter = frames.findIndex((frame) => frame.equals(DELIMITER))
    if (delimiter < 0 || frames.length < delimiter + 6) return undefined
    const signature = frames[delimiter + 1].toString('latin1')
    const parts = frames.slice(delimiter + 2, delimiter + 6)
    if (!this.#accepts(signature, parts)) return undefined
    try {
      const [header, parent_header, metadata, content] = parts.map((part) =>
        JSON.parse(part.toString('utf8')),
      )
      if (!isHeader(header) || ![parent_header, metadata, content].every(isObject)) return undefined
      return { identities: frames.slice(0, delimiter), header, parent_header, metadata, content }
    } catch {
      return undefined
    }
  }

  #sign(parts: readonly (Buffer | string)[]): string {
    if (this.#key === '') return ''
    const hmac = createHmac(this.#hash, this.#key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }

  #accepts(signature: string, parts: readonly Buffer[]): boolean {
    if (this.#key === '') return true
    const expected = Buffer.from(this.#sign(parts))
    const given = Buffer.from(signature)
    if (given.length !== expected.length || !timingSafeEqual(given, expected) || this.#seen.has(signature))
      return false
    this.#seen.add(signature)
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value!)
    return true
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isHeader = (value: unknown): value is Header =>
  isObject(value) && typeof value.msg_id === 'string' && typeof value.msg_type === 'string'
