// What a rule reports: one defect, where it stands, how it comes about, what would mend it.
import type { EngineEvent } from '../engine/index.ts'
import type { Range, Severity } from '../model/index.ts'

export type Tier = 'proven' | 'experience' | 'wording'

export interface Finding {
  /** A rule's id, or `schema`, `reference`, `unreadable`, `unused-allow`. */
  readonly rule: string
  /** Absent for problems found before any rule runs. */
  readonly tier?: Tier
  readonly severity: Severity
  /** What the customer lives through, in one sentence without a full stop. */
  readonly message: string
  /** Absolute path. */
  readonly file: string
  /** The file's text, for the code frame; absent when it could not be read. */
  readonly text?: string
  readonly range: Range
  readonly journey?: string
  readonly step?: string
  readonly slot?: string
  /** Path findings only: true when the engine has run the witness, false when the budget ran out. */
  readonly confirmed?: boolean
  /** The events of a conversation that the engine has run and that shows the defect. */
  readonly witness?: readonly EngineEvent[]
  /** How many other ways lead to the same defect. */
  readonly also?: number
  /** What to write to mend it. */
  readonly fix?: string
}

export interface Summary {
  readonly files: number
  readonly journeys: number
  readonly personas: number
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  /** Findings that the search could not settle within its budget. */
  readonly unconfirmed: number
}

export interface LintResult {
  readonly summary: Summary
  /** Rules that were switched on. */
  readonly rules: number
  /** In order of file, line, column, rule, slot. */
  readonly findings: readonly Finding[]
  /** Journeys whose paths were not checked because they depend on one that has errors. */
  readonly skipped: readonly string[]
}
