// Plays a scripted scenario on the engine: each turn is heard as the scenario says it means, or else
// as the ear understands it.
import {
  advance,
  begin,
  createMachine,
  type EngineEvent,
  type Expectation,
  expecting,
  type Input,
  type Machine,
  type State,
} from '../../src/engine/index.ts'
import type { Project, Scenario, Turn, Understood } from '../../src/model/index.ts'
import { createEar, type Ear } from '../../src/understanding/index.ts'

/** The day on which the scenarios are played. */
const TODAY = '2026-07-03'

/** Words that the ear takes otherwise than the scenario says they are meant. */
export interface Misheard {
  readonly says: string
  readonly means: Understood
  readonly heard: Understood
}

export interface Played {
  readonly events: readonly EngineEvent[]
  /** Turns that nobody listened to any more. */
  readonly left: readonly Turn[]
  readonly misheard: readonly Misheard[]
}

/** Throws where the scenario does not fit its journey: an unknown outcome, words nobody expects. */
export async function playScenario(project: Project, scenario: Scenario): Promise<Played> {
  const ear = await createEar()
  const persona = project.personas.get(scenario.persona ?? '')
  const machine = createMachine(project, persona)
  const journey = project.journeys.get(scenario.journey)
  if (journey === undefined) throw new Error(`no journey ${scenario.journey}`)
  const first = begin(machine, {
    type: 'started',
    version: 1,
    id: scenario.scenario,
    journey: { id: journey.id, hash: '' },
    channel: scenario.channel ?? journey.channels[0] ?? 'chat',
    seats: { customer: 'script', system: 'engine' },
    seed: scenario.seed,
    given: scenario.given,
  })
  if (first.problem !== undefined) throw new Error(first.problem)

  const turns = [...(scenario.turns ?? [])]
  const done = new Map<string, number>()
  const events = [...first.events]
  const misheard: Misheard[] = []
  let state = first.state
  const hear = (turn: Turn, listening: Listening): Understood => {
    if (!('says' in turn)) return 'no_input'
    const { says, means } = turn
    const heard = hearWords(says, listening, ear)
    if (means !== undefined && !includes(heard, means)) misheard.push({ says, means, heard })
    return means ?? heard
  }
  for (;;) {
    const input = nextInput(machine, state, scenario, turns, done, hear)
    if (input === undefined) return { events, left: turns, misheard }
    const moved = advance(machine, state, input)
    if (moved.problem !== undefined) throw new Error(moved.problem)
    events.push(...moved.events)
    state = moved.state
  }
}

/** The next input, taken from the script; undefined when the conversation or the script is over. */
function nextInput(
  machine: Machine,
  state: State,
  scenario: Scenario,
  turns: Turn[],
  done: Map<string, number>,
  hear: (turn: Turn, listening: Listening) => Understood,
): Input | undefined {
  const expected = expecting(machine, state)
  switch (expected.kind) {
    case 'ended':
      return undefined
    case 'connecting': {
      const { team } = expected.step
      return { type: 'availability', team, is: scenario.people[team] ?? 'free' }
    }
    case 'acting': {
      const { action } = expected.step
      const results = scenario.actions[action] ?? []
      const nth = done.get(action) ?? 0
      done.set(action, nth + 1)
      const result = results[Math.min(nth, results.length - 1)]
      const learned = result?.learns ?? {}
      return {
        type: 'did',
        action,
        outcome: result?.outcome ?? 'succeeded',
        ...(Object.keys(learned).length === 0 ? {} : { learned }),
      }
    }
    case 'listening': {
      const turn = turns.shift()
      if (turn === undefined) return undefined
      const text = 'says' in turn ? turn.says : ''
      return {
        type: 'heard',
        seat: 'customer',
        text,
        understood: hear(turn, expected),
        by: 'script',
      }
    }
  }
}

type Listening = Extract<Expectation, { kind: 'listening' }>

const hearWords = (says: string, { journey, step, ...heard }: Listening, ear: Ear): Understood =>
  ear.hear(says, {
    ...heard,
    language: journey.language,
    confirming: step.kind === 'confirm',
    today: TODAY,
  }).understood

/** Whether all that was meant was heard; more may have been. */
function includes(heard: Understood, means: Understood): boolean {
  if (typeof means === 'string' || typeof heard === 'string') return heard === means
  if ('intent' in means) return 'intent' in heard && heard.intent === means.intent
  return (
    'fills' in heard &&
    Object.entries(means.fills).every(([slot, value]) => heard.fills[slot] === value)
  )
}
