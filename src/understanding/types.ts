// What the ear is given and what it gives back. No behaviour.
import type { Slot, Understood, Value } from '../model/index.ts'

/** What can be heard at this moment of a conversation. */
export interface HearingContext {
  /** BCP 47 of the journey; one that cannot be read counts as `en`. */
  readonly language: string
  /** The slot an ask fills; absent at a confirm. */
  readonly asked?: Slot
  /** At a confirm, the slots a new value may correct; at an ask empty. */
  readonly named: readonly Slot[]
  readonly confirming: boolean
  /**
   * At a confirm, what the named slots hold, so that a yes beside another value is no yes. Absent:
   * not known, and a value said after a plain yes counts as the one read back.
   */
  readonly values?: ReadonlyMap<string, Value>
  /** Other slots that may be filled at an ask. */
  readonly volunteerable: readonly Slot[]
  /**
   * Slots that some ask of the journey, or of one it leads to, asks for: of two that fit the same
   * words these are preferred. Absent: none is.
   */
  readonly askedFor?: ReadonlySet<string>
  /** The global intents in force, in the order in which they count. */
  readonly intents: readonly { readonly intent: string; readonly examples: readonly string[] }[]
  /** `YYYY-MM-DD`, for "tomorrow"; passed in so that the same words always give the same result. */
  readonly today: string
}

/** A stretch of the customer's words: UTF-16 offsets, the end not included. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export interface Hearing {
  readonly understood: Understood
  /** How sure, from 0 to 1: of what was chosen or, at a no-match, of the nearest thing. */
  readonly score: number
  /** What matched, or what was missing; short, for people. Never holds the customer's words. */
  readonly why: string
  /**
   * Where each filled value stood. For a sensitive slot also the words that merely looked like its
   * value, whatever was understood, so that a recorder can mask those too.
   */
  readonly spans: readonly (Stretch & { readonly slot: string })[]
  /** Unasked values that fit several slots and so filled none. Absent where there are none. */
  readonly unheard?: readonly Unheard[]
  /** The next best thing it could have been: an intent, a value, `unable`. */
  readonly runnerUp?: { readonly what: string; readonly score: number }
}

/** The customer's words for a value, and the slots that it could have been for. */
export interface Unheard {
  readonly words: string
  readonly slots: readonly string[]
}

/** A value that stands somewhere in the customer's words. */
export interface Found extends Stretch {
  readonly value: Value
  /** From 0 to 1. */
  readonly score: number
  readonly why: string
}

/** What was looked for in the words, and why nothing was found. */
export interface Search {
  /** In order of their places. */
  readonly found: readonly Found[]
  /** What came near and did not fit, in words. */
  readonly missed?: string
  /** Where it stood. */
  readonly near: readonly Stretch[]
  readonly runnerUp?: { readonly what: string; readonly score: number }
}

export const nothing: Search = { found: [], near: [] }

/**
 * How a value was come by: the slot was asked for; it is named at a confirm; or the customer said
 * it unasked, which takes a form that can mean nothing else.
 */
export type Manner = 'asked' | 'named' | 'volunteered'
