// A problem in a file before it has its range: ranges need lines, and most files have no problems.
import type { Diagnostic, Severity } from './diagnostic.ts'
import type { Part, Path } from './place.ts'
import type { Source } from './source.ts'

/** A node of the file, or from one offset of its text to another. */
export type Where =
  | { readonly path: Path; readonly part: Part }
  | { readonly start: number; readonly end: number }

export interface Problem {
  readonly rule: Diagnostic['rule']
  readonly severity: Severity
  readonly message: string
  readonly fix?: string
  readonly where: Where
  readonly journey?: string
  readonly step?: string
  readonly slot?: string
}

export const value = (...path: (string | number)[]): Where => ({ path, part: 'value' })
export const key = (...path: (string | number)[]): Where => ({ path, part: 'key' })

type Extras = Pick<Problem, 'fix' | 'journey' | 'step' | 'slot'>

const problem =
  (rule: Diagnostic['rule'], severity: Severity) =>
  (where: Where, message: string, extras: Extras = {}): Problem => ({
    rule,
    severity,
    message,
    where,
    ...extras,
  })

export const schemaError = problem('schema', 'error')
export const schemaWarning = problem('schema', 'warning')
export const referenceError = problem('reference', 'error')
export const unreadable = problem('unreadable', 'error')

export function diagnose(found: Problem, source: Source): Diagnostic {
  const { where, ...facts } = found
  const range =
    'path' in where ? source.locate(where.path, where.part) : source.range(where.start, where.end)
  return { ...facts, file: source.path, text: source.text, range }
}

/** A text from a file, short enough to stand inside a message and without control characters. */
export function shown(text: string, most = 60): string {
  const plain = text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
  const points = [...plain.slice(0, most * 2)]
  return points.length > most || plain.length > most * 2
    ? `${points.slice(0, most - 1).join('')}…`
    : plain
}

/** A name from a file as messages show it. */
export const name = (text: string): string => `\`${shown(text)}\``

/** "a", "a or b", "a, b or c". */
export function listed(words: readonly string[], join = 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`
}

/** A value from a file as a word; lists and maps have none. */
export const spelling = (found: unknown): string =>
  typeof found === 'object' || found === undefined ? '' : String(found)
