// Laws of the fold, over random journeys and random conversations.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advance,
  begin,
  createMachine,
  type EngineEvent,
  type Input,
  inputs,
  isInput,
  type Machine,
  replay,
  type State,
  situationKey,
  starts,
  whyNotA,
} from '../../src/engine/index.ts'
import { loadTexts, type Project, validateEvent } from '../../src/model/index.ts'
import { randomProject } from '../lint/oracle/random-project.ts'
import { header } from './play.ts'

const RUNS = { numRuns: 300 }

/** A conversation that was had: the state before each input and at the end. */
interface Had {
  readonly machine: Machine
  readonly inputs: readonly Input[]
  readonly states: readonly State[]
  readonly events: readonly EngineEvent[]
  /** How many events there were in each of the states. */
  readonly lengths: readonly number[]
}

const sound = new Map<number, Project | undefined>()

/** The random project of a seed; undefined where it is not sound. */
function projectOf(seed: number): Project | undefined {
  if (!sound.has(seed)) {
    const project = loadTexts(randomProject(seed))
    const isSound = !project.diagnostics.some(({ severity }) => severity === 'error')
    sound.set(seed, isSound ? project : undefined)
  }
  return sound.get(seed)
}

const SEEDS = Array.from({ length: 400 }, (_, seed) => seed).filter(
  (seed) => projectOf(seed) !== undefined,
)

/** Which project, which of its starts, and what is picked of all that can happen at each turn. */
const aWalk = fc.record({
  project: fc.constantFrom(...SEEDS),
  start: fc.nat(),
  seed: fc.nat(),
  picks: fc.array(fc.nat(), { minLength: 1, maxLength: 14 }),
})
type Walk = typeof aWalk extends fc.Arbitrary<infer W> ? W : never

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length]

/** Walks through a conversation; throws where an input that the engine offers is turned away. */
function have(walk: Walk): Had {
  const project = projectOf(walk.project)
  if (project === undefined) throw new Error('only sound projects are drawn')
  const machine = createMachine(project)
  const scene = pick([...starts(machine, 'main')], walk.start)
  const begun = begin(machine, header('main', { ...scene, seed: walk.seed }))
  if (begun.problem !== undefined) throw new Error(begun.problem)
  const states: State[] = [begun.state]
  const events: EngineEvent[] = [...begun.events]
  const lengths = [events.length]
  const made: Input[] = []
  for (const number of walk.picks) {
    const state = states.at(-1) ?? begun.state
    const input = interruption(machine, states, number) ?? pick([...inputs(machine, state)], number)
    if (input === undefined) continue
    const moved = advance(machine, state, input)
    if (moved.problem !== undefined) throw new Error(`${JSON.stringify(input)}: ${moved.problem}`)
    made.push(input)
    states.push(moved.state)
    events.push(...moved.events)
    lengths.push(events.length)
  }
  return { machine, inputs: made, states, events, lengths }
}

/** In a part of the turns: a note, a mood, words off script, a jump, a step back, or a stop. */
function interruption(
  machine: Machine,
  states: readonly State[],
  number: number,
): Input | undefined {
  const state = states.at(-1)
  const over = state?.situation.ended !== undefined
  switch (number % 23) {
    case 0:
      return { type: 'noted', text: `note ${number}` }
    case 1:
      return { type: 'felt', seat: 'customer', mood: (number % 11) - 5 }
    case 2:
      return { type: 'said', seat: 'system', text: 'Aside.', off_script: true }
    case 3:
      return over ? undefined : { type: 'ended', how: 'stopped' }
    case 4: {
      const journey = pick([...machine.journeys.values()], number)
      const step = journey && pick(journey.steps, number >> 3)
      return over || journey === undefined || step === undefined
        ? undefined
        : { type: 'jumped', journey: journey.id, step: step.id }
    }
    case 5:
    case 6: {
      const standing = chain(state)
      const back = pick(standing, number)
      return back === undefined ? undefined : { type: 'undone', to: back.count - 1 }
    }
    default:
      return undefined
  }
}

/** The states that can be gone back to, the last first. */
function chain(state: State | undefined): readonly State[] {
  const found: State[] = []
  for (let at = state?.before; at !== undefined; at = at.before) found.push(at)
  return found
}

/** All of a state but the chain before it, as plain comparable values. */
const copy = ({ before: _, ...state }: State) => structuredClone(state)

const lastOf = (states: readonly State[]): State => {
  const last = states.at(-1)
  if (last === undefined) throw new Error('a conversation has a first state')
  return last
}

const law = (name: string, holds: (had: Had, walk: Walk) => void) =>
  test(name, () => {
    fc.assert(
      fc.property(aWalk, (walk) => holds(have(walk), walk)),
      RUNS,
    )
  })

test('the random conversations are of every sort', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(aWalk, (walk) => {
      for (const event of have(walk).events)
        seen.add(event.type === 'ended' ? `ended ${event.how}` : event.type)
    }),
    { ...RUNS, seed: 1 },
  )
  expect([...seen].sort()).toEqual([
    'availability',
    'continued',
    'did',
    'ended dead_end',
    'ended endless',
    'ended handed_off',
    'ended resolved',
    'ended stopped',
    'ended unresolved',
    'entered',
    'experienced',
    'felt',
    'handed_off',
    'heard',
    'jumped',
    'kept',
    'noted',
    'promised',
    'said',
    'started',
    'undone',
  ])
})

describe('every conversation', () => {
  law('replayed gives the same events and the same state', ({ machine, events, states }) => {
    const { state, problem } = replay(machine, events)
    expect(problem).toBeUndefined()
    expect(state).toEqual(lastOf(states))
  })

  law('replayed from its lines of JSON gives the same', ({ machine, events, states }) => {
    const lines = events.map((event, at) => JSON.stringify({ ...event, at }))
    const read = lines.map((line) => JSON.parse(line) as EngineEvent)
    const { state, problem } = replay(machine, read)
    expect(problem).toBeUndefined()
    expect(state && copy({ ...state, started: lastOf(states).started })).toEqual(
      copy(lastOf(states)),
    )
  })

  law('is made of events that a transcript can hold', ({ events }) => {
    for (const event of events) expect(validateEvent({ ...event, at: 0 })).toBeUndefined()
  })

  law('with one derived event changed is noticed at that event', ({ machine, events }, walk) => {
    const derived = events.flatMap((event, index) => (index > 0 && !isInput(event) ? [index] : []))
    const at = pick(derived, walk.start)
    const event = at === undefined ? undefined : events[at]
    if (at === undefined || event === undefined) return
    expect(replay(machine, events.with(at, changed(event))).problem?.event).toBe(at)
    // One that is missing is noticed where the next event stands in its place.
    const missing = replay(machine, events.toSpliced(at, 1)).problem
    const follower = events[at + 1]
    if (follower === undefined) expect(missing).toBeUndefined()
    else if (JSON.stringify(follower) !== JSON.stringify(event)) expect(missing?.event).toBe(at)
    // One too many is noticed where it stands, or right after where it is the same twice.
    const doubled = replay(machine, events.toSpliced(at, 0, event)).problem
    expect(doubled?.event).toBeGreaterThan(at)
  })

  law('cut short anywhere replays to the state after its last input', (had, walk) => {
    const { machine, events, states } = had
    const length = 1 + (walk.start % events.length)
    const { state, problem } = replay(machine, events.slice(0, length))
    expect(problem).toBeUndefined()
    const heard = events.slice(1, length).filter(isInput).length
    expect(state).toEqual(states[heard])
  })

  law('is the same with the same inputs', ({ inputs: made, events }, walk) => {
    const again = loadTexts(randomProject(walk.project))
    const machine = createMachine(again)
    const [started] = events
    if (started?.type !== 'started') throw new Error('a log begins with its header')
    const begun = begin(machine, started)
    let { state } = begun
    const out = [...begun.events]
    for (const input of made) {
      const moved = advance(machine, state, input)
      state = moved.state
      out.push(...moved.events)
    }
    expect(out).toEqual(events)
  })

  law('undone to any state before goes on as if the rest had never been', (had, walk) => {
    const { machine, states } = had
    const last = lastOf(states)
    for (const target of chain(last)) {
      const { state, problem } = advance(machine, last, { type: 'undone', to: target.count - 1 })
      expect(problem).toBeUndefined()
      expect(copy({ ...state, count: target.count })).toEqual(copy(target))
      const input = pick([...inputs(machine, target)], walk.start)
      if (input === undefined) continue
      const then = advance(machine, state, input)
      const without = advance(machine, target, input)
      expect(then.events).toEqual(without.events)
      expect(situationKey(then.state.situation)).toBe(situationKey(without.state.situation))
    }
  })
})

describe('every state', () => {
  law('is not changed by what is put to it', ({ machine, states }, walk) => {
    const state = pick(states, walk.start) ?? lastOf(states)
    const before = copy(state)
    let left = 60
    for (const input of inputs(machine, state)) {
      advance(machine, state, input)
      left -= 1
      if (left === 0) break
    }
    advance(machine, state, { type: 'undone', to: (state.before?.count ?? 1) - 1 })
    advance(machine, state, { type: 'felt', seat: 'customer', mood: 5 })
    advance(machine, state, { type: 'ended', how: 'stopped' })
    expect(copy(state)).toEqual(before)
  })

  law('takes every input that it offers, each once; nothing only when it is over', (had, walk) => {
    const state = pick(had.states, walk.start) ?? lastOf(had.states)
    const offered = [...inputs(had.machine, state)]
    for (const input of offered) {
      const { problem, events } = advance(had.machine, state, input)
      expect(problem, JSON.stringify(input)).toBeUndefined()
      expect(events[0]).toEqual(input)
    }
    const keys = offered.map((input) =>
      JSON.stringify(input.type === 'heard' ? input.understood : input),
    )
    expect(new Set(keys).size).toBe(keys.length)
    expect(offered.length === 0).toBe(state.situation.ended !== undefined)
  })

  law('is sound', ({ machine, states }) => {
    for (const { situation, mood } of states) {
      for (const [name, { value }] of situation.values) {
        const slot = machine.slots.get(name)
        expect(slot && whyNotA(slot, value)).toBeUndefined()
        expect(slot).toBeDefined()
      }
      for (const slot of situation.confirmed) expect(situation.values.has(slot)).toBe(true)
      for (const slot of situation.told) expect(machine.slots.get(slot)?.transient).toBe(false)
      expect(Math.abs(mood)).toBeLessThanOrEqual(5)
      expect(situation.waitsFor === 'nothing').toBe(situation.ended !== undefined)
      expect(situation.stack.length).toBeGreaterThan(0)
    }
  })

  law('counts the events so far', ({ states, lengths }) => {
    expect(states.map(({ count }) => count)).toEqual(lengths)
  })

  law('turns away what does not fit and stays as it is', ({ machine, states }, walk) => {
    const state = pick(states, walk.start) ?? lastOf(states)
    const before = copy(state)
    for (const input of UNFIT) {
      const moved = advance(machine, state, input)
      expect(moved.problem, JSON.stringify(input)).toBeTypeOf('string')
      expect(moved.state).toBe(state)
      expect(moved.events).toEqual([])
    }
    expect(copy(state)).toEqual(before)
  })
})

test('a situation is all that what happens next depends on', () => {
  let met = 0
  for (const seed of SEEDS.slice(0, 60)) {
    const project = projectOf(seed)
    if (project === undefined) continue
    const machine = createMachine(project)
    for (const scene of starts(machine, 'main')) {
      const after = new Map<string, readonly string[]>()
      const open = [begin(machine, header('main', scene)).state]
      for (let visits = 0; visits < 60 && open.length > 0; visits += 1) {
        const state = open.shift()
        if (state === undefined) break
        const results = [...inputs(machine, state)].slice(0, 12).map((input) => {
          const { state: then } = advance(machine, state, input)
          open.push(then)
          return situationKey(then.situation)
        })
        const key = situationKey(state.situation)
        const known = after.get(key)
        if (known === undefined) after.set(key, results)
        else {
          met += 1
          expect(results).toEqual(known)
        }
      }
      break
    }
  }
  expect(met).toBeGreaterThan(300)
})

/** Nothing random projects have is called like this. */
const UNFIT: readonly Input[] = [
  { type: 'heard', seat: 'customer', text: 'x', understood: { intent: 'nothing_like_it' } },
  { type: 'heard', seat: 'customer', text: 'x', understood: { fills: { nothing_like_it: 1 } } },
  { type: 'did', action: 'nothing_like_it', outcome: 'succeeded' },
  { type: 'did', action: 'act', outcome: 'nothing_like_it' },
  { type: 'availability', team: 'nobody', is: 'free' },
  { type: 'jumped', step: 'nothing-like-it' },
  { type: 'jumped', journey: 'nothing-like-it', step: 's0' },
  { type: 'undone', to: -1 },
  { type: 'undone', to: 1_000_000 },
]

/** Another event of the same kind, that a recording could have held. */
function changed(event: EngineEvent): EngineEvent {
  switch (event.type) {
    case 'entered':
      return { ...event, step: `${event.step}-other` }
    case 'said':
      return { ...event, text: `${event.text}!` }
    case 'promised':
    case 'kept':
      return { ...event, promise: 'other' }
    case 'handed_off':
      return { ...event, mode: event.mode === 'warm' ? 'cold' : 'warm' }
    case 'continued':
      return { ...event, lost: [...event.lost, 'other'] }
    case 'experienced':
      return { ...event, mood: event.mood + 1 }
    case 'ended':
      return { ...event, how: event.how === 'resolved' ? 'unresolved' : 'resolved' }
    default:
      throw new Error(`${event.type} is an input`)
  }
}
