// A persona and a scenario as the rooms above read them: defaults filled in.
import type { Channel, Value } from './journey.ts'
import type { SourceFile } from './place.ts'

export type Experience =
  | 'asked_again'
  | 'not_understood'
  | 'told_no'
  | 'kept_waiting'
  | 'nobody_free'
  | 'handed_off_cold'
  | 'handed_off_warm'
  | 'dead_end'
  | 'acknowledged'
  | 'greeted_by_name'
  | 'promise_kept'
  | 'resolved'

export interface Persona {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly quote?: string
  readonly goals: readonly string[]
  readonly frustrations: readonly string[]
  readonly context: {
    readonly place?: string
    readonly device?: string
    readonly attention: readonly ('hands_busy' | 'eyes_busy' | 'divided')[]
    readonly company?: 'alone' | 'with_others'
    readonly timePressure?: 'low' | 'medium' | 'high'
    readonly atHand: readonly 'paperwork'[]
  }
  readonly preferredChannels: readonly Channel[]
  readonly language: { readonly first?: string; readonly readingGrade?: number }
  readonly accessibility: readonly string[]
  readonly history: readonly string[]
  /** `start` from -5 to 5 (0); `patience`: setbacks until they ask for a person or leave (3). */
  readonly mood: { readonly start: number; readonly patience: number }
  readonly onRecord: Readonly<Record<string, Value>>
  readonly knows: Readonly<Record<string, Value>>
  readonly cannotAnswer: readonly string[]
  readonly says: Readonly<Record<string, readonly string[]>>
  /** Chances from 0 to 1 (0.3 and 0.9). */
  readonly traits: { readonly forthcoming: number; readonly clarity: number }
  /** Overrides of the default effects. */
  readonly reactions: Readonly<Partial<Record<Experience, number>>>
  readonly file: SourceFile
}

/** What an utterance is understood as. */
export type Understood =
  | 'yes'
  | 'no'
  | 'unable'
  | 'no_match'
  | 'no_input'
  | { readonly fills: Readonly<Record<string, Value>> }
  | { readonly intent: string }

export type Turn =
  | { readonly silent: true }
  | { readonly says: string; readonly means?: Exclude<Understood, 'no_input'> }

export interface ActionResult {
  readonly outcome: string
  readonly learns: Readonly<Record<string, Value>>
}

export interface Scenario {
  readonly scenario: string
  readonly journey: string
  readonly persona?: string
  readonly channel?: Channel
  readonly seed: number
  readonly given: Readonly<Record<string, Value>>
  /** Action to its outcomes, used in order; the last is repeated. */
  readonly actions: Readonly<Record<string, readonly ActionResult[]>>
  readonly people: Readonly<Record<string, 'free' | 'busy' | 'closed'>>
  readonly turns?: readonly Turn[]
  readonly expect: import('./generated/scenario.ts').Scenario['expect']
  readonly file: SourceFile
}
