/** Small pieces of HTML for notebooks, styled in place so that they look the same everywhere. */

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each]!)

export const MONO = 'font-family:monospace;white-space:pre-wrap;line-height:1.5'

/** Text as it is, for answers whose layout is their lines. */
export const preformatted = (text: string): string => `<pre style="line-height:1.4">${escaped(text)}</pre>`
