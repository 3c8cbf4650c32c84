// A journey as the engine and the analysis read it: every default filled in, every text taken
// apart, every route a step id. Made from the file's data by compile-journey.ts.
import type { Path, SourceFile } from './place.ts'

export type Channel = 'chat' | 'voice' | 'sms' | 'email' | 'in_person'

/** A slot's value. A sensitive slot only ever holds a token. */
export type Value = string | number | boolean

export type SlotType =
  | 'text'
  | 'choice'
  | 'yes_no'
  | 'number'
  | 'digits'
  | 'date'
  | 'time'
  | 'money'
  | 'phone'
  | 'email'

export type Demand = 'paperwork' | 'hands' | 'eyes' | 'privacy' | 'memory'
export type Sensitivity = 'payment_card' | 'password' | 'pin' | 'health' | 'id_document'
export type Feeling =
  | 'anxious'
  | 'confused'
  | 'frustrated'
  | 'angry'
  | 'disappointed'
  | 'embarrassed'
  | 'grieving'
  | 'overwhelmed'
  | 'neutral'
  | 'relieved'
  | 'pleased'

/** Rule id to the reason why the exception is right. */
export type Allow = Readonly<Record<string, string>>

/** One value of a choice. */
export interface ChoiceValue {
  readonly value: string
  /** How it is read out; the value in words when the file names none. */
  readonly label: string
  /** The key to press for it, if any. */
  readonly key?: string
  readonly examples: readonly string[]
}

export interface Slot {
  readonly name: string
  readonly type: SlotType
  /** Number of characters of `digits` and `text`. */
  readonly length?: number
  /** A regular expression that the whole value fits, for `digits` and `text`. */
  readonly pattern?: string
  readonly describe?: string
  readonly demands: readonly Demand[]
  readonly sensitive?: Sensitivity
  readonly transient: boolean
  /** The values of a choice, in file order; empty for other types. */
  readonly values: readonly ChoiceValue[]
  readonly allow: Allow
  /** The file that declares it (an include, maybe), and where. */
  readonly file: SourceFile
  readonly path: Path
}

/** A piece of a text: words as they are, a slot's value, or the labels of the asked slot. */
export type TextPart =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'slot'; readonly slot: string; readonly otherwise?: string }
  | { readonly kind: 'options' }

/** One text that can be said. */
export interface Text {
  /** As written. */
  readonly source: string
  readonly parts: readonly TextPart[]
  /** The channels it is for; absent: all. */
  readonly channels?: readonly Channel[]
  readonly draftedBy?: 'ai'
  readonly path: Path
}

/** Variations of one text, in file order; empty where nothing is said. */
export type Wording = readonly Text[]

/**
 * A test of one slot. On a slot without a value every test but `{known: false}` is false.
 * `in`: the value is one of these. `not_in`: it has a value, and none of these.
 */
export type Test =
  | { readonly slot: string; readonly op: 'known'; readonly known: boolean }
  | { readonly slot: string; readonly op: 'in' | 'not_in'; readonly values: readonly Value[] }
  | {
      readonly slot: string
      readonly op: 'over' | 'under' | 'at_least' | 'at_most'
      readonly bound: number
    }

/** Any of these groups holds; a group holds when all its tests do. */
export type Condition = readonly (readonly Test[])[]

/** One entry of `next`. Without `when` it always holds. */
export interface Route {
  readonly when?: Condition
  readonly forget: readonly string[]
  /** A step of the same journey. */
  readonly go: string
  readonly path: Path
}

/** `all`, or names of slots and promises. Nothing passed: both empty. */
export type Passes =
  | 'all'
  | { readonly slots: readonly string[]; readonly promises: readonly string[] }

interface StepBase {
  readonly id: string
  /** Place in the file, from 0. */
  readonly index: number
  /** `['steps', index]` */
  readonly path: Path
  readonly say: Wording
  readonly via?: Channel
  /**
   * Tried in order. A step without `next` has one route to the step that follows; the last step of
   * a file has none. Empty too for `handoff`, `continue_in` and `end`, which never go on.
   */
  readonly next: readonly Route[]
  readonly forget: readonly string[]
  readonly feels?: Feeling
  readonly acknowledges: boolean
  /** The promise it keeps. */
  readonly fulfils?: string
  readonly note?: string
  readonly allow: Allow
}

/** Tries and the routes out of an `ask` or a `confirm`; an absent route means the fallback. */
interface Listening {
  readonly reprompts: { readonly noMatch: Wording; readonly noInput: Wording }
  /** Failures until the conversation moves on. */
  readonly maxTries: number
  readonly noMatch?: string
  /** Already defaulted to `noMatch`. */
  readonly noInput?: string
}

/** What one outcome of an action does. */
export interface Outcome {
  readonly name: string
  /** Absent: `next`; for `failed`: the fallback. */
  readonly go?: string
  /** All it fills: for `succeeded` the step's own `learns` included. */
  readonly learns: readonly string[]
  /** The promise it keeps: for `succeeded` the step's own `fulfils` where it names none. */
  readonly fulfils?: string
  readonly forget: readonly string[]
  readonly path: Path
}

export interface SayStep extends StepBase {
  /** Speaks, or with no words only branches. */
  readonly kind: 'say'
}
export interface AskStep extends StepBase, Listening {
  readonly kind: 'ask'
  readonly slot: string
  /** Already defaulted to `noMatch`. */
  readonly unable?: string
  readonly skipIfKnown: boolean
  readonly verifies: boolean
}
export interface ConfirmStep extends StepBase, Listening {
  readonly kind: 'confirm'
  readonly slots: readonly string[]
  readonly denied?: string
}
export interface DoStep extends StepBase {
  readonly kind: 'do'
  readonly action: string
  readonly uses: readonly string[]
  /** The `learns` of the step itself; `outcomes` already has them. */
  readonly learns: readonly string[]
  readonly irreversible: boolean
  /** `succeeded` first, `failed` second (both always there), then the others in file order. */
  readonly outcomes: readonly Outcome[]
}
export interface PromiseStep extends StepBase {
  readonly kind: 'promise'
  readonly promise: string
  readonly within?: Duration
  readonly owner?: string
}
export interface HandoffStep extends StepBase {
  readonly kind: 'handoff'
  readonly team: string
  readonly mode: 'warm' | 'cold'
  readonly passes: Passes
  readonly wait?: Duration
  readonly unavailable?: string
  /** Already defaulted to `unavailable`. */
  readonly closed?: string
}
export interface ContinueStep extends StepBase {
  readonly kind: 'continue_in'
  readonly journey: string
  readonly channel?: Channel
  readonly passes: Passes
}
export interface SubjourneyStep extends StepBase {
  readonly kind: 'subjourney'
  readonly journey: string
  /** Steps to go to; absent: `next`. */
  readonly resolved?: string
  readonly unresolved?: string
}
export interface EndStep extends StepBase {
  readonly kind: 'end'
  readonly how: 'resolved' | 'unresolved'
}

export type Step =
  | SayStep
  | AskStep
  | ConfirmStep
  | DoStep
  | PromiseStep
  | HandoffStep
  | ContinueStep
  | SubjourneyStep
  | EndStep

/** `{amount: 3, unit: 'minutes'}`; `text` as written. */
export interface Duration {
  readonly amount: number
  readonly unit: 'minutes' | 'hours' | 'days' | 'working days'
  readonly text: string
}

export interface GlobalIntent {
  readonly intent: string
  readonly examples: readonly string[]
  readonly feels?: Feeling
  readonly say: Wording
  readonly acknowledges: boolean
  /** A step of the journey that owns the intent; absent: back to the same ask or confirm. */
  readonly next?: string
  readonly allow: Allow
  readonly file: SourceFile
  readonly path: Path
}

export interface Journey {
  readonly id: string
  readonly title: string
  readonly summary?: string
  readonly note?: string
  readonly cause?: string
  readonly prevention?: string
  readonly owner?: string
  readonly tags: readonly string[]
  /** BCP 47; `en` when the file names none. */
  readonly language: string
  readonly channels: readonly Channel[]
  readonly personas: readonly string[]
  readonly coverage?: 'core' | 'long_tail'
  /** Per cent of all contacts. */
  readonly share?: number
  readonly initiatedBy: 'customer' | 'organisation'
  /** As written; whether it is one is in the project's `entries`. */
  readonly entry?: boolean
  readonly known: readonly string[]
  readonly sometimesKnown: readonly string[]
  readonly fallback?: string
  /** Slots declared here or in an include; the journey's own win. */
  readonly slots: ReadonlyMap<string, Slot>
  /** The journey's own first, then those of includes it does not redefine. */
  readonly globalIntents: readonly GlobalIntent[]
  readonly steps: readonly Step[]
  readonly stepById: ReadonlyMap<string, Step>
  readonly allow: Allow
  readonly file: SourceFile
  /** Shared files it includes. */
  readonly includes: readonly SourceFile[]
}
