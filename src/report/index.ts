// The door of the report room: what people look at. Every text that comes from a file or a person
// goes through `clean` before it is printed.
export { mermaid } from './diagram.ts'
export { lintJson } from './json.ts'
export { outline } from './outline.ts'
export { clean } from './terminal/clean.ts'
export { codeFrame, columnsOf, cut, wrap } from './terminal/layout.ts'
export { loadFindingsText } from './terminal/lazy.ts'
export { summaryText } from './terminal/summary.ts'
export { createTheme, type Screen, type Symbols, type Theme } from './terminal/theme.ts'
export { count, shownPath } from './words.ts'
