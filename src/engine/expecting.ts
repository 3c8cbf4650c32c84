// What a state waits for, and everything that can be put to it.
import type { Channel, Slot, Value } from '../model/index.ts'
import { intentsInForce, journeyOf, slotOf, stepOf, topOf, volunteerableAt } from './situation.ts'
import type { Expectation, Input, Machine, State } from './types.ts'
import { domain, type ValueClass } from './values.ts'

/** What the conversation waits for, in the terms of the journey. */
export function expecting(machine: Machine, state: State): Expectation {
  const { situation } = state
  const top = topOf(situation.stack)
  const journey = journeyOf(machine, top.journey)
  const step = stepOf(machine, top)
  if (situation.ended !== undefined) return { kind: 'ended', how: situation.ended, at: step }
  switch (step.kind) {
    case 'ask': {
      const asked = slotOf(machine, step.slot)
      return {
        kind: 'listening',
        journey,
        step,
        ...(asked === undefined ? {} : { asked }),
        named: [],
        volunteerable: volunteerableAt(journey, step),
        intents: intentsInForce(machine, situation.stack).map(({ intent }) => intent),
        failures: situation.tries.noMatch + situation.tries.noInput,
      }
    }
    case 'confirm':
      return {
        kind: 'listening',
        journey,
        step,
        named: step.slots.flatMap((name) => slotOf(machine, name) ?? []),
        volunteerable: [],
        intents: intentsInForce(machine, situation.stack).map(({ intent }) => intent),
        failures: situation.tries.noMatch + situation.tries.noInput,
      }
    case 'do':
      return { kind: 'acting', journey, step }
    case 'handoff':
      return { kind: 'connecting', journey, step }
    default:
      throw new RangeError(`${step.id} never waits`)
  }
}

/**
 * Everything that can happen next, one input for each kind of thing that the conversation can tell
 * apart: each value class with all its samples, alone and together with others; each global intent;
 * yes, no, unable, misunderstanding and silence; each outcome with each value it can learn; each
 * availability. In a fixed order, the simplest first. Lazy, for the combinations of slots are as
 * many as the product of their values.
 */
export function* inputs(machine: Machine, state: State): Generator<Input> {
  const expectation = expecting(machine, state)
  switch (expectation.kind) {
    case 'listening': {
      const { asked, named, volunteerable, intents } = expectation
      const kinds = asked === undefined ? named : [asked, ...volunteerable]
      yield* fills(machine, kinds)
      if (asked === undefined) {
        yield heard('yes', 'yes')
        yield heard('no', 'no')
      }
      for (const { intent, examples } of intents) yield heard(examples[0] ?? intent, { intent })
      yield heard("I can't answer that", 'unable')
      yield heard('…', 'no_match')
      yield heard('', 'no_input')
      return
    }
    case 'acting': {
      const { step } = expectation
      for (const outcome of step.outcomes) {
        const slots = outcome.learns.flatMap((name) => slotOf(machine, name) ?? [])
        for (const learned of everyAssignment(machine, slots))
          yield {
            type: 'did',
            action: step.action,
            outcome: outcome.name,
            ...(slots.length === 0 ? {} : { learned }),
          }
      }
      return
    }
    case 'connecting':
      for (const is of ['free', 'busy', 'closed'] as const)
        yield { type: 'availability', team: expectation.step.team, is }
      return
    case 'ended':
      return
  }
}

type Heard = Extract<Input, { type: 'heard' }>

/** Words of a customer as the analysis puts them in. */
export const heard = (text: string, understood: Heard['understood']): Heard => ({
  type: 'heard',
  seat: 'customer',
  text,
  understood,
  by: 'analysis',
})

/** Each slot alone first, then every combination of two and more. */
function* fills(machine: Machine, slots: readonly Slot[]): Generator<Heard> {
  for (let size = 1; size <= slots.length; size += 1)
    for (const some of combinations(slots, size))
      for (const values of everyAssignment(machine, some))
        yield heard(some.map((slot) => sayValue(slot, values[slot.name])).join(', '), {
          fills: values,
        })
}

function* combinations<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield []
    return
  }
  for (const [index, item] of items.entries())
    for (const rest of combinations(items.slice(index + 1), size - 1)) yield [item, ...rest]
}

/** Every way to give each of the slots one of its sample values; those in `maybe` may have none. */
function* everyAssignment(
  machine: Machine,
  slots: readonly Slot[],
  maybe: ReadonlySet<string> = new Set(),
): Generator<Readonly<Record<string, Value>>> {
  const [first, ...rest] = slots
  if (first === undefined) {
    yield {}
    return
  }
  for (const value of samples(domain(machine, first)))
    for (const others of everyAssignment(machine, rest, maybe))
      yield { [first.name]: value, ...others }
  if (maybe.has(first.name)) yield* everyAssignment(machine, rest, maybe)
}

/** Two of a class that has many: enough to tell a new value from the same one. */
const samples = (classes: readonly ValueClass[]): readonly Value[] =>
  classes.flatMap((valueClass) => valueClass.samples.slice(0, 2))

/** Words a customer could use to give a value. */
export function sayValue(slot: Slot, value: Value | undefined): string {
  if (slot.type === 'choice')
    return slot.values.find((choice) => choice.value === value)?.examples[0] ?? String(value)
  if (slot.type === 'yes_no') return value === true ? 'yes' : 'no'
  return String(value)
}

/**
 * Every start of a conversation at a journey: each channel, with each value of the slots that it or
 * a journey it leads to knows, and without those that are only sometimes known.
 */
export function* starts(
  machine: Machine,
  journey: string,
): Generator<{ readonly channel: Channel; readonly given: Readonly<Record<string, Value>> }> {
  const sure = new Set<string>()
  const maybe = new Set<string>()
  for (const id of reachableJourneys(machine, journey)) {
    const { known, sometimesKnown } = journeyOf(machine, id)
    for (const slot of known) sure.add(slot)
    for (const slot of sometimesKnown) maybe.add(slot)
  }
  const slots = [...new Set([...sure, ...maybe])].flatMap((name) => slotOf(machine, name) ?? [])
  for (const channel of journeyOf(machine, journey).channels)
    for (const given of everyAssignment(machine, slots, maybe)) yield { channel, given }
}

/** The journey and those it leads to by `subjourney` and `continue_in`, in order of discovery. */
export function reachableJourneys(
  machine: Pick<Machine, 'journeys'>,
  journey: string,
): readonly string[] {
  const found = new Set([journey])
  for (const id of found)
    for (const step of machine.journeys.get(id)?.steps ?? [])
      if (step.kind === 'subjourney' || step.kind === 'continue_in') found.add(step.journey)
  return [...found]
}
