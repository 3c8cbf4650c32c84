// What is wrong with a file, as a value: it carries its range from the start.
import type { Range } from './place.ts'

export type Severity = 'error' | 'warning' | 'info'

/**
 * A problem found while reading files, before any rule runs.
 * - `schema`: the file is not of the right form. - `reference`: a name leads nowhere.
 * - `unreadable`: the file could not be read at all.
 */
export interface Diagnostic {
  readonly rule: 'schema' | 'reference' | 'unreadable'
  readonly severity: Severity
  /** What is wrong and what was expected, in one sentence without a full stop. */
  readonly message: string
  /** What to write instead. */
  readonly fix?: string
  /** Absolute path. */
  readonly file: string
  /** The file's text, for the code frame; absent when it could not be read. */
  readonly text?: string
  readonly range: Range
  readonly journey?: string
  readonly step?: string
  readonly slot?: string
}
