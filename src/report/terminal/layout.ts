// Fits text into columns: wrapping with a hanging indent, and the lines of a file that a message is
// about with a mark under the place.
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import type { Range } from '../../model/index.ts'
import { clean } from './clean.ts'
import type { Theme } from './theme.ts'

/**
 * The text in lines of at most `width` columns; words too long for a line are split. All lines but
 * the first begin with `indent` spaces, and the first leaves room for as many columns, so that a
 * label can stand before it.
 */
export const wrap = (text: string, width: number, indent = 0): string =>
  wrapAnsi(text, Math.max(1, width - indent), { hard: true }).replaceAll(
    '\n',
    `\n${' '.repeat(indent)}`,
  )

/** Columns a text takes on the screen. */
export const columnsOf = (text: string): number => stringWidth(text)

const LINE_ENDS = /\r\n|\r|\n/

/**
 * The line that a range starts in, with its number, and a mark under the range; with `context` the
 * lines before and after too. Empty when the text has no such line. Lines that are too wide are cut
 * around the place.
 */
export const codeFrame = (
  text: string,
  range: Range,
  theme: Theme,
  options: { readonly context?: 0 | 1 } = {},
): string => {
  const lines = text.split(LINE_ENDS)
  const { line, column } = range.start
  const marked = lines[line - 1]
  if (marked === undefined) return ''
  const context = options.context ?? 0
  const first = Math.max(1, line - context)
  const last = Math.min(lines.length, line + context)
  const digits = Math.max(4, String(last).length + 2)
  const room = Math.max(10, theme.width - digits - 3)
  const from = Math.min(column - 1, marked.length)
  const to = range.end.line === line ? Math.max(from, range.end.column - 1) : marked.length
  const shown = window(marked, from, to, room, theme.symbols.ellipsis)
  const out: string[] = []
  for (let number = first; number <= last; number++) {
    const gutter = theme.dim(`${String(number).padStart(digits)} | `)
    if (number === line) {
      out.push(`${gutter}${shown.text}`)
      const mark = ' '.repeat(shown.before) + theme.red('^'.repeat(shown.under))
      out.push(`${theme.dim(`${' '.repeat(digits)} | `)}${mark}`)
    } else {
      out.push(`${gutter}${cut(clean(lines[number - 1] ?? ''), room, theme.symbols.ellipsis)}`)
    }
  }
  return out.map((line) => line.trimEnd()).join('\n')
}

interface Shown {
  readonly text: string
  /** Columns before the marked part, and under it. */
  readonly before: number
  readonly under: number
}

/** Before, marked and after, cleaned one by one so that the mark stands right, and cut to `room`. */
const window = (line: string, from: number, to: number, room: number, ellipsis: string): Shown => {
  // A file can be one line of megabytes; what is far from the place is never shown.
  const reach = room * 4
  const before = clean(line.slice(Math.max(0, from - reach), from))
  const marked = clean(line.slice(from, Math.min(to, from + reach)).trimEnd())
  const after = clean(line.slice(to, to + reach))
  const wide = columnsOf(before) + columnsOf(marked)
  if (from <= reach && wide + columnsOf(after) <= room) {
    return {
      text: before + marked + after,
      before: columnsOf(before),
      under: Math.max(1, columnsOf(marked)),
    }
  }
  const whole = from <= reach && columnsOf(before) <= room / 2
  const lead = whole ? before : cutStart(before, Math.min(20, Math.floor(room / 3)), ellipsis)
  const place = cut(marked, room - columnsOf(lead), ellipsis)
  const rest = room - columnsOf(lead) - columnsOf(place)
  return {
    text: lead + place + cut(after, Math.max(0, rest), ellipsis),
    before: columnsOf(lead),
    under: Math.max(1, columnsOf(place)),
  }
}

/** At most `room` columns, with an ellipsis at the end where something is left out. */
export const cut = (text: string, room: number, ellipsis: string): string => {
  if (columnsOf(text) <= room) return text
  if (room <= columnsOf(ellipsis)) return ''
  return take([...text], room - columnsOf(ellipsis)).join('') + ellipsis
}

/** The same, with the beginning left out. */
const cutStart = (text: string, room: number, ellipsis: string): string => {
  if (columnsOf(text) <= room && text.length < room) return text
  return (
    ellipsis +
    take([...text].reverse(), room - columnsOf(ellipsis))
      .reverse()
      .join('')
  )
}

const take = (characters: readonly string[], room: number): string[] => {
  const taken: string[] = []
  let used = 0
  for (const character of characters) {
    used += columnsOf(character)
    if (used > room) break
    taken.push(character)
  }
  return taken
}
