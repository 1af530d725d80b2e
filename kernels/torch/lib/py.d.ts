declare module '*.py' {
  const source: import('../library-text.js').LibraryText
  export default source
}
