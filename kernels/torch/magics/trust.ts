/** `%trust NAME`: how many recorded answers of real PyTorch a name gives exactly. */
import { nearest } from '../../../src/base/spelling.js'
import { defineMagic, UsageError, word } from '../../../src/kernel/magic.js'
import { trust } from '../trust.js'

/** `conv2d` is F.conv2d, nn.Conv2d and whatever else ends so. */
const namesLike = (names: readonly string[], text: string): string[] => {
  const wanted = text
    .replace(/^(torch\.nn\.functional|nn\.functional)\./, 'F.')
    .replace(/^torch\.(nn|Tensor)\b/, '$1')
  const exact = names.filter((name) => name === wanted)
  if (exact.length > 0) return exact
  const last = wanted.slice(wanted.lastIndexOf('.') + 1).toLowerCase()
  return names.filter((name) => name.slice(name.lastIndexOf('.') + 1).toLowerCase() === last)
}

export const trustMagic = () =>
  defineMagic({
    name: 'trust',
    kind: 'line',
    doc: 'How many recorded answers of real PyTorch 2.13 a name gives exactly: %trust conv2d. FEATURES.md has all of them.',
    args: { name: word('NAME', 'a function, method or layer of PyTorch') },
    run: ({ name }, { host }) => {
      const recorded = trust()
      const names = Object.keys(recorded)
      const found = namesLike(names, name)
      if (found.length === 0) {
        const guess = nearest(
          name,
          names.map((each) => each.slice(each.lastIndexOf('.') + 1)),
        )
        throw new UsageError(
          `no recorded case is about ${name}${guess === null ? '' : `; did you mean ${guess}?`}`,
        )
      }
      const width = Math.max(...found.map((each) => each.length))
      for (const each of found) {
        const [passed, total] = recorded[each]
        host.write('stdout', `${each.padEnd(width)}  ${passed} of ${total} recorded cases of PyTorch 2.13\n`)
      }
    },
  })
