// The coarse view: for every place and slot, the states it can be in when each slot is looked at by
// itself and conditions on values are left open. One pass over the graph answers for all slots and
// promises at once, and what it rules out needs no search: it never misses a state that can be.
import type { PromiseStep } from '../../model/index.ts'
import { passesOn, type SlotState } from './space.ts'
import type { Change, Guard, Supergraph, Way } from './supergraph.ts'

/** A slot's states, one bit each: without a value or with one, told or not, from records or not. */
const STATES: readonly SlotState[] = [
  { valueClass: -1, told: false, fromRecords: false, given: 'open' },
  { valueClass: -1, told: true, fromRecords: false, given: 'open' },
  { valueClass: 0, told: false, fromRecords: false, given: 'open' },
  { valueClass: 0, told: false, fromRecords: true, given: 'open' },
  { valueClass: 0, told: true, fromRecords: false, given: 'open' },
  { valueClass: 0, told: true, fromRecords: true, given: 'open' },
]
const WITHOUT_VALUE = 0b000011
const WITH_VALUE = 0b111100

/** For each bit, the bits it can become. */
type Table = readonly [number, number, number, number, number, number]

const TABLES: Readonly<Record<string, Table>> = {
  forget: [1, 1, 1, 1, 1, 1],
  untell: [1, 1, 4, 8, 4, 8],
  confirm: [1, 2, 4, 8, 16, 32],
  known: [8, 32, 4, 8, 16, 32],
  sometimes_known: [9, 34, 4, 8, 16, 32],
  answer: [16, 16, 16, 48, 16, 48],
  answer_transient: [4, 16, 4, 12, 16, 48],
  learn: [8, 32, 12, 8, 48, 32],
  volunteer: [4, 16, 4, 4, 16, 16],
  correct: [16, 16, 16, 16, 16, 16],
  correct_transient: [4, 16, 4, 4, 16, 16],
}

const LEAVE_BEHIND: Table = [1, 2, 1, 1, 2, 2]

const KEPT = 2

export interface Flow {
  /** The states a slot can be in when a way is taken, its conditions on known slots respected. */
  slotStates(way: Way, slot: string): readonly SlotState[]
  /** Whether a conversation may end with the promise of this step made and not kept. */
  mayBreak(promise: PromiseStep): boolean
  /** Places that conversations come to when all conditions are left open. */
  readonly places: readonly number[]
  /** Whether any prompt for the slot may be heard in such a state. */
  canPrompt(slot: string, when: (state: SlotState) => boolean): boolean
}

/** Linear in places times slots; each is looked at again only when its states grow. */
export function createFlow(graph: Supergraph): Flow {
  const slots = [...graph.machine.slots.keys()]
  const slotIndex = new Map(slots.map((name, index) => [name, index]))
  const promises = [...graph.machine.journeys.values()].flatMap((journey) =>
    journey.steps.flatMap((step) => (step.kind === 'promise' ? [step] : [])),
  )
  const width = slots.length + promises.length
  const masks: (Uint8Array | undefined)[] = []

  const first = new Uint8Array(width).fill(1)
  masks[graph.start] = first
  const queue = [graph.start]
  const waiting = new Set(queue)
  const prompts = new Map<string, Way[]>()
  const seen = new Set<number>()

  const isTransient = (slot: string) => graph.machine.slots.get(slot)?.transient === true

  const tableFor = (what: Change['do'], slot: string): Table | undefined =>
    (what === 'answer' || what === 'correct') && isTransient(slot)
      ? TABLES[`${what}_transient`]
      : TABLES[what]

  const transfer = (change: Change, mask: Uint8Array): void => {
    switch (change.do) {
      case 'channel':
        return
      case 'promise':
      case 'fulfil':
      case 'pass_promises':
        for (const [index, promise] of promises.entries()) {
          const at = slots.length + index
          mask[at] = promised(change, promise, mask[at] ?? 0)
        }
        return
      case 'leave_behind':
        for (const [index, slot] of slots.entries())
          if (!passesOn(change.passes, 'slots', slot))
            mask[index] = mapMask(LEAVE_BEHIND, mask[index] ?? 0)
        return
      default: {
        const index = slotIndex.get(change.slot)
        const table = tableFor(change.do, change.slot)
        if (index !== undefined && table !== undefined)
          mask[index] = mapMask(table, mask[index] ?? 0)
      }
    }
  }

  /** What is left of a mask where a way's guards hold; nothing where they cannot. */
  const filtered = (guards: readonly Guard[], mask: Uint8Array): Uint8Array | undefined => {
    const left = mask.slice()
    for (const guard of guards)
      for (const [slot, allowed] of implied(guard)) {
        const index = slotIndex.get(slot)
        if (index === undefined) continue
        const kept = (left[index] ?? 0) & allowed
        if (kept === 0) return undefined
        left[index] = kept
      }
    return left
  }

  for (let at = 0; at < queue.length; at += 1) {
    const place = queue[at] as number
    waiting.delete(place)
    const mask = masks[place] as Uint8Array
    const kind = graph.places[place]
    if (kind?.at === 'listen') {
      const what = kind.step.kind === 'confirm' ? 'correct' : 'volunteer'
      for (const slot of graph.tellable(place)) {
        const index = slotIndex.get(slot)
        const table = tableFor(what, slot)
        if (index !== undefined && table !== undefined)
          mask[index] = (mask[index] ?? 0) | mapMask(table, mask[index] ?? 0)
      }
    }
    const isNew = !seen.has(place)
    seen.add(place)
    for (const way of graph.ways(place)) {
      if (isNew && way.prompts?.kind === 'ask') {
        const list = prompts.get(way.prompts.slot)
        if (list === undefined) prompts.set(way.prompts.slot, [way])
        else list.push(way)
      }
      const out = filtered(way.guards, mask)
      if (out === undefined) continue
      for (const change of way.changes) transfer(change, out)
      if (merge(masks, way.to, out) && !waiting.has(way.to)) {
        waiting.add(way.to)
        queue.push(way.to)
      }
    }
  }

  const slotStates = (way: Way, slot: string): readonly SlotState[] => {
    const mask = masks[way.from]
    const index = slotIndex.get(slot)
    const left = mask === undefined ? undefined : filtered(way.guards, mask)
    if (left === undefined || index === undefined) return []
    return STATES.filter((_, bit) => ((left[index] ?? 0) & (1 << bit)) !== 0)
  }

  return {
    slotStates,
    places: [...seen],
    canPrompt: (slot, when) =>
      (prompts.get(slot) ?? []).some((way) => slotStates(way, slot).some(when)),
    mayBreak(promise) {
      const index = slots.length + promises.indexOf(promise)
      // Bit 1 is the state "made, not kept".
      return [...seen].some(
        (place) => graph.places[place]?.at === 'over' && ((masks[place]?.[index] ?? 0) & 2) !== 0,
      )
    },
  }
}

/** Adds states to a place; whether that made a difference. */
function merge(masks: (Uint8Array | undefined)[], place: number, more: Uint8Array): boolean {
  const mask = masks[place]
  if (mask === undefined) {
    masks[place] = more
    return true
  }
  let grew = false
  for (const [index, bits] of more.entries()) {
    const was = mask[index] ?? 0
    if ((was | bits) === was) continue
    mask[index] = was | bits
    grew = true
  }
  return grew
}

function mapMask(table: Table, mask: number): number {
  let mapped = 0
  for (let bit = 0; bit < table.length; bit += 1)
    if ((mask & (1 << bit)) !== 0) mapped |= table[bit] ?? 0
  return mapped
}

/** A promise has four states: bit 0 of the state made, bit 1 kept. */
function promised(
  change: Extract<Change, { do: 'promise' | 'fulfil' | 'pass_promises' }>,
  promise: PromiseStep,
  mask: number,
): number {
  const sets =
    change.do === 'promise'
      ? change.step === promise
        ? 1
        : 0
      : change.do === 'fulfil'
        ? change.promise === promise.promise
          ? KEPT
          : 0
        : passesOn(change.passes, 'promises', promise.promise)
          ? KEPT
          : 0
  if (sets === 0) return mask
  let mapped = 0
  for (let state = 0; state < 4; state += 1)
    if ((mask & (1 << state)) !== 0) mapped |= 1 << (state | sets)
  return mapped
}

/** What a guard says of single slots: with a value, or without. */
function implied(guard: Guard): readonly (readonly [string, number])[] {
  const [group, ...others] = guard.condition
  if (group === undefined || others.length > 0) return []
  if (guard.is)
    return group.map((test) => [
      test.slot,
      test.op === 'known' && !test.known ? WITHOUT_VALUE : WITH_VALUE,
    ])
  const [test, ...more] = group
  if (test === undefined || more.length > 0 || test.op !== 'known') return []
  return [[test.slot, test.known ? WITHOUT_VALUE : WITH_VALUE]]
}
