/**
 * MIME bundles: one result in several representations, richest chosen by whoever shows it.
 *
 * The terminal draws `application/vnd.ishape.derivation+json`; notebooks show `text/html`; everything can show `text/plain`.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export const DERIVATION_MIME = 'application/vnd.ishape.derivation+json'

/** A drawing with images in it, for terminals that have colours: see `PicturePayload`. */
export const PICTURE_MIME = 'application/vnd.ishape.picture+json'

/** Proved fixes of a failed cell, for front ends that can put one into the prompt: see `FixesPayload`. */
export const FIXES_MIME = 'application/vnd.ishape.fixes+json'

/** MIME type → data: text for `text/*` and `image/svg+xml`, base64 for other images, JSON for `application/*json`. */
export interface MimeBundle {
  'text/plain'?: string
  'text/html'?: string
  'text/markdown'?: string
  'text/latex'?: string
  'image/svg+xml'?: string
  'image/png'?: string
  'application/json'?: Json
  [DERIVATION_MIME]?: DerivationPayload
  [PICTURE_MIME]?: PicturePayload
  [FIXES_MIME]?: FixesPayload
  [type: string]: unknown
}

/** One dim's reason, or that of several dims that share formula and numbers (`H, W = …`). */
export interface DimReason {
  /** `['H', 'W']`; a dim without a name is its index, `'0'`. */
  names: string[]
  size: number | string
  /** With names: `⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`. Absent when the dim is copied. */
  formula?: string
  /** With numbers: `⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 30`, or in words: `from input`. */
  text: string
}

/** One call of an op or layer: what went in, what came out, and why. */
export interface DerivationRow {
  /** The name in the user's code (`conv1`, `self.fc1`), or the op's own. */
  name: string
  /** `Conv2d`, `max_pool2d`. */
  op: string
  inputs: (number | string)[][]
  outputs: (number | string)[][]
  dims: DimReason[]
  /** How deep the call is nested in layers of the user's; 0 or absent at the top. */
  depth?: number
  /** Repeats folded into this row. */
  times?: number
  /** Rows below it that are left out. */
  folded?: number
  /** Where it was called. */
  location?: { file: string; line: number; col?: number; endLine?: number; endCol?: number }
  /** The call raised: the error's message, and no outputs. */
  error?: string
}

/** What `DERIVATION_MIME` holds. */
export interface DerivationPayload {
  version: 1
  /** `trail`: the calls of one cell; `shape`: every dim of one value; `why`: one dim followed back; `fix`: a failure and what repairs it. */
  kind: 'trail' | 'shape' | 'why' | 'fix'
  title?: string
  rows: DerivationRow[]
  /** Sentences below the rows: rows left out, recording stopped, fixes. */
  notes?: string[]
}

/** What `PICTURE_MIME` holds: the lines of a drawing, those of an image as two rows of pixels, `#rrggbb` or null each. */
export interface PicturePayload {
  version: 1
  lines: readonly (
    | string
    | { readonly upper: readonly (string | null)[]; readonly lower: readonly (string | null)[] }
  )[]
}

/** What `FIXES_MIME` holds, the best first. */
export interface FixesPayload {
  version: 1
  fixes: readonly {
    /** What it changes and the shape that comes out; below it each changed line, with its place. */
    lines: readonly string[]
    /** The text of the changed cells, then of the one that failed: what is to be run. */
    input: string
  }[]
}
