// Values that a person types for a slot: `--given account_number=41229011`, or in answer to a list.
import type { Machine } from '../../engine/index.ts'
import { whyNotA } from '../../engine/index.ts'
import { nearest, readValue, type Slot, type Value } from '../../model/index.ts'
import type { Ear } from '../../understanding/index.ts'
import { Problem } from '../problem.ts'

export type TypedValueReader = (
  slot: Slot,
  text: string,
  language: string,
) =>
  | { readonly ok: true; readonly value: Value }
  /** `why` is a sentence for the person who typed. */
  | { readonly ok: false; readonly why: string }

/** Types of which any value in the spelling of the files is right, whatever the slot. */
const EXACT: ReadonlySet<Slot['type']> = new Set(['number', 'money', 'yes_no'])

/** Reads values as an answer to the slot would be heard; exact values and labels always count. */
export const valueReader =
  (ear: Ear, today: string): TypedValueReader =>
  (slot, typed, language) => {
    const text = typed.trim()
    const choice = slot.values.find(({ value, label }) => value === text || label === text)
    if (choice !== undefined) return { ok: true, value: choice.value }
    if (slot.type === 'text' && slot.pattern === undefined && slot.length === undefined)
      return text === ''
        ? { ok: false, why: 'A text needs at least one character.' }
        : { ok: true, value: text }
    const exact = EXACT.has(slot.type) ? readValue(text, slot.type) : undefined
    if (exact !== undefined) return { ok: true, value: exact }
    const { understood } = ear.hear(text, {
      language,
      asked: slot,
      named: [],
      confirming: false,
      volunteerable: [],
      intents: [],
      today,
    })
    const value =
      typeof understood === 'object' && 'fills' in understood
        ? understood.fills[slot.name]
        : undefined
    if (value !== undefined && (slot.sensitive !== undefined || whyNotA(slot, value) === undefined))
      return { ok: true, value }
    return { ok: false, why: `That is no ${wanted(slot)}.` }
  }

function wanted(slot: Slot): string {
  switch (slot.type) {
    case 'choice':
      return `value of ${slot.name}; it has ${slot.values.map(({ value }) => value).join(', ')}`
    case 'yes_no':
      return 'yes or no'
    case 'digits':
      return slot.length === undefined ? 'row of digits' : `row of ${slot.length} digits`
    case 'text':
      return slot.length === undefined ? 'text that fits' : `text of ${slot.length} characters`
    case 'money':
      return 'amount of money, such as 48 or 12.50'
    case 'date':
      return 'date, such as 2026-07-03'
    case 'time':
      return 'time, such as 14:30'
    case 'phone':
      return 'phone number, such as +64 21 555 0100'
    case 'email':
      return 'email address'
    case 'number':
      return 'number'
  }
}

/** `slot=value` as commander collects it. */
export const collectGiven = (pair: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  pair,
]

/** Checks `--given` against what can be on record. Throws `Problem`. */
export function readGiven(
  pairs: readonly string[],
  allowed: readonly string[],
  machine: Pick<Machine, 'slots'>,
  language: string,
  read: TypedValueReader,
): Readonly<Record<string, Value>> {
  const values: [string, Value][] = []
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 1)
      throw new Problem(`--given ${pair}: write it as slot=value, such as --given first_name=Ana.`)
    const name = pair.slice(0, equals)
    const slot = allowed.includes(name) ? machine.slots.get(name) : undefined
    if (slot === undefined) {
      const near = nearest(name, allowed)
      throw new Problem(
        `--given ${name}: the organisation does not know ${name} when this journey starts.`,
        near !== undefined
          ? `Did you mean ${near}?`
          : allowed.length === 0
            ? 'The journey lists no slots under known or sometimes_known.'
            : `It can know ${allowed.join(', ')}.`,
      )
    }
    const found = read(slot, pair.slice(equals + 1), language)
    if (!found.ok) throw new Problem(`--given ${name}: ${found.why}`)
    values.push([name, found.value])
  }
  return Object.fromEntries(values)
}
