/**
 * What a paste becomes: copied prompts and the output between them go, a fragment that is indented as a whole is brought to the
 * margin, everything else stays as it is.
 */

const IN = /^\s*In \[\d+\]: ?/
const IN_MORE = /^\s*\.{3,}: ?/
const PYTHON = /^\s*>>> ?/
const PYTHON_MORE = /^\s*\.\.\.(?: |$)/

const withoutPrompts = (lines: readonly string[]): string[] | null => {
  const first = lines.find((line) => line.trim() !== '') ?? ''
  const [start, more] = IN.test(first) ? [IN, IN_MORE] : PYTHON.test(first) ? [PYTHON, PYTHON_MORE] : []
  if (!start || !more) return null
  // Once there are prompts, a line without one is something that was printed.
  return lines
    .filter((line) => start.test(line) || more.test(line))
    .map((line) => line.replace(start.test(line) ? start : more, ''))
}

const dedented = (lines: readonly string[]): readonly string[] => {
  const filled = lines.filter((line) => line.trim() !== '')
  const indent = /^[ \t]*/.exec(filled[0] ?? '')![0]
  if (indent === '' || !filled.every((line) => line.startsWith(indent))) return lines
  return lines.map((line) => line.slice(Math.min(indent.length, /^[ \t]*/.exec(line)![0].length)))
}

/** The text to insert for a paste; `alone` if nothing else stands in the prompt. */
export const cleanPaste = (text: string, alone: boolean): string => {
  const printable = text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '')
  const lines = printable.split('\n')
  const stripped = withoutPrompts(lines)
  if (stripped) return stripped.join('\n')
  return alone ? dedented(lines).join('\n') : printable
}
