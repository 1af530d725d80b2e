/** Small pieces of HTML for notebooks, styled in place so that they look the same everywhere, in light themes and in dark ones. */

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each]!)

export const MONO = 'font-family:monospace;white-space:pre-wrap;line-height:1.5'

/** What matters less, already escaped. */
export const quiet = (html: string): string => `<span style="opacity:.65">${html}</span>`
