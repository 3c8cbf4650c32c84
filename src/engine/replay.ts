// Running a recording again: its inputs go in, and what comes out must be what was recorded.
import { advance, begin } from './advance.ts'
import type { EngineEvent, Input, Machine, State } from './types.ts'

export interface Replay {
  /** The state after the last event that could be reproduced; absent without a header. */
  readonly state?: State
  /** The first event, counted from 0, that is not as recorded, and why. */
  readonly problem?: { readonly event: number; readonly message: string }
}

const INPUTS: ReadonlySet<EngineEvent['type']> = new Set([
  'heard',
  'did',
  'availability',
  'jumped',
  'undone',
  'felt',
  'rated',
  'noted',
])

/** Whether an event is put in by somebody; all others follow from those. */
export const isInput = (event: EngineEvent): event is Input =>
  INPUTS.has(event.type) ||
  (event.type === 'said' && event.off_script === true) ||
  (event.type === 'ended' && (event.how === 'stopped' || event.how === 'abandoned'))

/**
 * Folds the inputs of a recording and compares every derived event. Events that are missing at the
 * end (a recording cut short) are no problem: the state then is that after all its inputs.
 */
export function replay(machine: Machine, events: readonly EngineEvent[]): Replay {
  const [header] = events
  if (header === undefined || header.type !== 'started')
    return { problem: { event: 0, message: 'a transcript begins with a started event' } }
  const begun = begin(machine, header)
  if (begun.problem !== undefined) return { problem: { event: 0, message: begun.problem } }
  let state = begun.state
  let due: readonly EngineEvent[] = begun.events.slice(1)
  for (const [index, event] of events.entries()) {
    if (index === 0) continue
    const [expected] = due
    if (expected !== undefined) {
      if (!isSame(expected, event)) return { state, problem: differs(index, expected, event) }
      due = due.slice(1)
      continue
    }
    if (!isInput(event)) return { state, problem: differs(index, undefined, event) }
    const moved = advance(machine, state, event)
    if (moved.problem !== undefined)
      return { state, problem: { event: index, message: moved.problem } }
    const [input] = moved.events
    if (input === undefined || !isSame(input, event))
      return { state, problem: differs(index, input, event) }
    state = moved.state
    due = moved.events.slice(1)
  }
  return { state }
}

const differs = (event: number, expected: EngineEvent | undefined, found: EngineEvent) => ({
  event,
  message:
    expected === undefined
      ? `recorded ${describe(found)}, but nothing happens here now`
      : `recorded ${describe(found)}, but now it is ${describe(expected)}`,
})

function describe(event: EngineEvent): string {
  switch (event.type) {
    case 'entered':
      return `entered ${event.step}`
    case 'said':
      return `said ${JSON.stringify(event.text)}`
    case 'ended':
      return `ended ${event.how}`
    case 'experienced':
      return `experienced ${event.experience}`
    default:
      return event.type
  }
}

/** Equal but for the clock and the order of keys. */
const isSame = (a: EngineEvent, b: EngineEvent): boolean => canonical(a) === canonical(b)

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([key, item]) => key !== 'at' && item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${key}:${canonical(item)}`).join()}}`
}
