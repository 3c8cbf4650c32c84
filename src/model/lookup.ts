// Whether a name leads somewhere, and the words for it when it does not.

import type { Names, SlotPart } from './names.ts'
import { nearest } from './nearest.ts'
import { listed, name, type Problem, referenceError, spelling, type Where } from './problem.ts'
import type { ReadFile } from './read-file.ts'
import { CHANNELS, readValue } from './values.ts'

/** The names of a project and what may be declared in files that could not be read. */
export interface Known extends Names {
  /** Whether a name stands in a file that could only be read in part: it may be made there. */
  readonly mayBeMade: (name: string) => boolean
  readonly intents: ReadonlySet<string>
  readonly actions: ReadonlySet<string>
  readonly teams: ReadonlySet<string>
  readonly steps: ReadonlySet<string>
}

export type Context = Pick<Problem, 'step' | 'slot'>

/** Too many candidates to list are none. */
const MOST_LISTED = 8

/** What to write in place of a name that leads nowhere. */
export function instead(
  wrong: string,
  candidates: Iterable<string>,
  plural: string,
): { readonly fix?: string } {
  const all = [...candidates]
  const meant = nearest(wrong, all)
  if (meant !== undefined) return { fix: `did you mean \`${meant}\`?` }
  if (all.length === 0) return { fix: `there are no ${plural} yet` }
  if (all.length <= MOST_LISTED) return { fix: `the ${plural} are ${listed(all.map(name), 'and')}` }
  return {}
}

export const mayBeMadeIn =
  (files: readonly ReadFile[]) =>
  (wanted: string): boolean =>
    files.some((file) => !file.whole && file.source.text.includes(wanted))

/** Names that are slots in texts and conditions without being declared, or that mean something else. */
const RESERVED = new Map([
  ['channel', '`channel` is always known: it stands for the channel of the conversation'],
  ['options', '`options` is no slot: in a text it stands for the labels of the asked choice'],
  ['intent', '`intent` is no slot: it is what a scenario calls a global intent'],
])

export const whyReserved = (slot: string): string | undefined => RESERVED.get(slot)

/** A slot where `channel` may not stand: asked for, filled, forgotten, passed. */
export function* declaredSlot(
  slot: unknown,
  where: Where,
  known: Known,
  context: Context = {},
): Generator<Problem> {
  if (typeof slot !== 'string' || known.slots.has(slot)) return
  const reserved = RESERVED.get(slot)
  if (reserved !== undefined)
    yield referenceError(where, reserved, { fix: 'name a slot of this project', ...context, slot })
  else yield* unknownSlot(slot, where, known, context)
}

export function* unknownSlot(
  slot: string,
  where: Where,
  known: Known,
  context: Context = {},
): Generator<Problem> {
  if (known.slots.has(slot) || known.mayBeMade(slot)) return
  yield referenceError(where, `No slot ${name(slot)} is declared in this project`, {
    ...instead(slot, known.slots.keys(), 'slots'),
    ...context,
    slot,
  })
}

export function* someName(
  wanted: unknown,
  where: Where,
  candidates: { has(name: string): boolean; keys(): Iterable<string> },
  what: string,
  plural: string,
  known: Known,
  context: Context = {},
): Generator<Problem> {
  if (typeof wanted !== 'string' || candidates.has(wanted) || known.mayBeMade(wanted)) return
  yield referenceError(where, `No ${what} ${name(wanted)} in this project`, {
    ...instead(wanted, candidates.keys(), plural),
    ...context,
  })
}

/** The first declaration of a slot that says what type it is. */
export function declarationOf(slot: string, known: Names): SlotPart | undefined {
  const places = known.slots.get(slot)
  return (places?.find(({ made }) => made.type !== undefined) ?? places?.[0])?.made
}

/** A value written for a slot: one that its type allows, and for a choice one of its values. */
export function* slotValue(
  slot: string,
  written: unknown,
  where: Where,
  known: Known,
  context: Context = {},
): Generator<Problem> {
  if (written === undefined || written === null) return
  const spelt = spelling(written)
  if (slot === 'channel') {
    if (!(CHANNELS as readonly string[]).includes(spelt))
      yield referenceError(where, `There is no channel ${name(spelt)}`, {
        ...instead(spelt, CHANNELS, 'channels'),
        ...context,
      })
    return
  }
  const declared = declarationOf(slot, known)
  if (declared?.type === undefined) return
  const about = { ...context, slot }
  if (declared.type === 'choice') {
    const values = Object.keys(declared.values ?? {})
    if (values.length > 0 && !values.includes(spelt))
      yield referenceError(where, `${name(slot)} has no value ${name(spelt)}`, {
        ...instead(spelt, values, 'values'),
        ...about,
      })
  } else if (readValue(written, declared.type) === undefined)
    yield referenceError(
      where,
      declared.type === 'yes_no'
        ? `${name(slot)} is true or false, not ${name(spelt)}`
        : `${name(slot)} is a number, not ${name(spelt)}`,
      {
        fix: declared.type === 'yes_no' ? 'write `true` or `false`' : 'write digits alone, as `48`',
        ...about,
      },
    )
}
