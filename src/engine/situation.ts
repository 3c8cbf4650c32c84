// The part of a state that the future depends on, and how two of them are told apart.
import type { AskStep, GlobalIntent, Journey, Slot, Step, Value } from '../model/index.ts'
import type { Frame, Machine, Situation } from './types.ts'

/** The journey of that id. The engine is only ever given ids that were checked. */
export function journeyOf(machine: Machine, id: string): Journey {
  const journey = machine.journeys.get(id)
  if (journey === undefined) throw new RangeError(`no journey ${id} in this project`)
  return journey
}

/** The step a frame stands at. */
export function stepOf(machine: Machine, frame: Frame): Step {
  const step = journeyOf(machine, frame.journey).stepById.get(frame.step)
  if (step === undefined) throw new RangeError(`no step ${frame.step} in ${frame.journey}`)
  return step
}

/** The innermost frame: where the conversation is. */
export function topOf(stack: readonly Frame[]): Frame {
  const top = stack.at(-1)
  if (top === undefined) throw new RangeError('a conversation is always in some journey')
  return top
}

export const slotOf = (machine: Machine, name: string): Slot | undefined => machine.slots.get(name)

/** The value of a slot; `channel` is always known. */
export const readValue = (
  situation: Pick<Situation, 'channel' | 'values'>,
  slot: string,
): Value | undefined => (slot === 'channel' ? situation.channel : situation.values.get(slot)?.value)

/**
 * A text that two situations share if and only if they are the same. What the organisation has given
 * belongs to the start and is not part of it. Linear in the number of slots.
 */
export function situationKey(situation: Situation): string {
  const values = [...situation.values]
    .map(([slot, { value, source }]) => [slot, source, value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const sorted = (names: ReadonlySet<string>) => [...names].sort()
  return JSON.stringify([
    situation.channel,
    situation.stack.map((frame) => [frame.journey, frame.step]),
    situation.waitsFor,
    situation.tries.noMatch,
    situation.tries.noInput,
    values,
    sorted(situation.told),
    sorted(situation.confirmed),
    sorted(situation.promised),
    sorted(situation.kept),
    situation.ended ?? '',
  ])
}

/** A global intent in force, and the frame of the journey that owns it. */
export interface IntentInForce {
  readonly intent: GlobalIntent
  readonly depth: number
}

/** The journey's own intents first, then the nearest caller's; of one name the first counts. */
export function intentsInForce(
  machine: Machine,
  stack: readonly Frame[],
): readonly IntentInForce[] {
  const found = new Map<string, IntentInForce>()
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    const frame = stack[depth]
    if (frame === undefined) continue
    for (const intent of journeyOf(machine, frame.journey).globalIntents)
      if (!found.has(intent.intent)) found.set(intent.intent, { intent, depth })
  }
  return [...found.values()]
}

/** The nearest fallback: its step and the frame of the journey that owns it. */
export function fallbackInForce(
  machine: Machine,
  stack: readonly Frame[],
): { readonly step: string; readonly depth: number } | undefined {
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    const frame = stack[depth]
    const step = frame && journeyOf(machine, frame.journey).fallback
    if (step !== undefined) return { step, depth }
  }
  return undefined
}

/** Whether a customer can give this slot's value without being asked for it. */
export const canBeVolunteered = (slot: Slot): boolean =>
  !slot.transient && !(slot.type === 'text' && slot.pattern === undefined)

/** The slots that can be volunteered at an ask: the others its journey declares. */
export const volunteerableAt = (journey: Journey, step: AskStep): readonly Slot[] =>
  [...journey.slots.values()].filter((slot) => slot.name !== step.slot && canBeVolunteered(slot))
