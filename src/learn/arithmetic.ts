/**
 * The value of a formula with its numbers filled in, `⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1`, as derivations print it. Lessons change such a
 * text the way a person errs and ask what comes out.
 */

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|(min|max)|([⌊⌋⌈⌉()+\-−·*×/,]))/y

/** The value; undefined if the text is not such a formula. */
export const evaluate = (text: string): number | undefined => {
  const tokens = tokenize(text)
  if (!tokens) return undefined
  let at = 0
  const take = (...wanted: string[]): string | undefined =>
    wanted.includes(tokens[at]) ? tokens[at++] : undefined
  const need = (token: string): void => {
    if (!take(token)) throw new SyntaxError(token)
  }
  const sum = (): number => {
    let value = product()
    for (let sign = take('+', '-'); sign; sign = take('+', '-'))
      value += sign === '+' ? product() : -product()
    return value
  }
  const product = (): number => {
    let value = factor()
    for (let sign = take('*', '/'); sign; sign = take('*', '/'))
      value = sign === '*' ? value * factor() : value / factor()
    return value
  }
  const factor = (): number => {
    if (take('-')) return -factor()
    if (take('(')) return closed(sum(), ')')
    if (take('⌊')) return Math.floor(closed(sum(), '⌋'))
    if (take('⌈')) return Math.ceil(closed(sum(), '⌉'))
    const name = take('min', 'max')
    if (name) {
      need('(')
      const values = [sum()]
      while (take(',')) values.push(sum())
      need(')')
      return name === 'min' ? Math.min(...values) : Math.max(...values)
    }
    const number = Number(tokens[at++])
    if (Number.isNaN(number)) throw new SyntaxError('number')
    return number
  }
  const closed = (value: number, close: string): number => {
    need(close)
    return value
  }
  try {
    const value = sum()
    return at === tokens.length ? value : undefined
  } catch {
    return undefined
  }
}

const same: Record<string, string> = { '−': '-', '·': '*', '×': '*' }

const tokenize = (text: string): string[] | undefined => {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text)
    if (!found) return undefined
    const token = found[1] ?? found[2] ?? found[3]
    tokens.push(same[token] ?? token)
  }
  return tokens
}
