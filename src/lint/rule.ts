// What a rule is: its facts, and a check over one region of a project.
import type { Journey, Path, Severity, SourceFile } from '../model/index.ts'
import type { Tier } from './finding.ts'
import type { Answer, Region } from './graph/index.ts'

/** The six expectations of an empathic relationship. */
export type Expectation =
  | 'greet me by name'
  | 'know my history'
  | "don't ask me to repeat myself"
  | 'understand quickly what I need'
  | 'resolve it at the first contact'
  | 'keep your promises'

export interface RuleMeta {
  readonly id: string
  /** One line: what the customer lives through. */
  readonly description: string
  readonly expectation: Expectation
  /** Cognitive: sees the situation; emotional: answers the feeling; compassionate: acts on it. */
  readonly empathy: 'cognitive' | 'emotional' | 'compassionate'
  readonly tier: Tier
  readonly severity: Severity
  /** Where the demand comes from; `our judgement` where nothing else says so. */
  readonly source: string
}

/** A defect as a rule reports it. */
export interface Report {
  readonly journey: Journey
  /** A step's id; absent where the defect stands at a global intent or the journey. */
  readonly step?: string
  readonly slot?: string
  readonly message: string
  readonly fix?: string
  /** Where it stands, in the journey's own file unless `file` says another. */
  readonly path: Path
  readonly file?: SourceFile
  /** For a path finding: what the analysis found. */
  readonly answer?: Answer
  /** For a claim that something never happens: whether the search was exhausted. */
  readonly confirmed?: boolean
}

export interface Rule {
  readonly meta: RuleMeta
  readonly check: (region: Region) => readonly Report[]
}
