// A conversation in a few words: journeys in YAML, inputs in short, and what came of them.
import {
  advance,
  begin,
  createMachine,
  type EngineEvent,
  type Input,
  type Machine,
  type StartedInput,
  type State,
} from '../../src/engine/index.ts'
import { type Channel, loadTexts, type Understood, type Value } from '../../src/model/index.ts'

/** A conversation so far. */
export interface Run {
  readonly machine: Machine
  readonly state: State
  readonly events: readonly EngineEvent[]
}

export interface Scene {
  readonly channel?: Channel
  readonly seed?: number
  readonly given?: Readonly<Record<string, Value>>
  /** A persona's keys in YAML, besides its id, name and summary. */
  readonly persona?: string
}

/** One slot of every sort; journeys that declare no slots of their own have these. */
const SLOTS = `slots:
  first_name: {type: text}
  code: {type: digits, length: 4}
  ref: {type: text, pattern: 'R[0-9]+'}
  pick: {type: choice, values: {red: [the red one], sky_blue: [the blue one]}}
  size: {type: number}
  cost: {type: money}
  day: {type: date}
  hour: {type: time}
  sure: {type: yes_no}
  more: {type: yes_no, transient: true}
  tel: {type: phone}
  mail: {type: email}
  pin: {type: digits, sensitive: pin}
`

/**
 * The project of these journeys, by id; a single text is the journey `main`. What a text leaves out
 * of title, channels and slots is added. Throws where a journey is not sound.
 */
export function project(journeys: string | Readonly<Record<string, string>>, persona?: string) {
  const texts = typeof journeys === 'string' ? { main: journeys } : journeys
  const files = Object.entries(texts).map(([id, text]) => {
    const missing = (key: string, line: string) =>
      new RegExp(`^${key}:`, 'm').test(text) ? '' : line
    const head = `journey: ${id}\n${missing('title', `title: ${id}\n`)}${missing('channels', 'channels: [chat, voice, sms, email]\n')}`
    return [`journeys/${id}.yaml`, `${head}${missing('slots', SLOTS)}${text}`] as const
  })
  const people =
    persona === undefined
      ? {}
      : { 'personas/kim.yaml': `persona: kim\nname: Kim\nsummary: S.\n${persona}` }
  const loaded = loadTexts({ ...Object.fromEntries(files), ...people })
  const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return loaded
}

export const header = (
  journey: string,
  { channel = 'chat', seed = 1, given = {} }: Scene = {},
): StartedInput => ({
  type: 'started',
  version: 1,
  id: 'test',
  journey: { id: journey, hash: '0'.repeat(64) },
  channel,
  seats: { customer: 'script', system: 'engine' },
  seed,
  given,
})

/** Starts a conversation at the first journey and plays the inputs; throws where one does not fit. */
export function play(
  journeys: string | Readonly<Record<string, string>>,
  inputs: readonly Input[] = [],
  scene: Scene = {},
): Run {
  const loaded = project(journeys, scene.persona)
  const machine = createMachine(loaded, loaded.personas.get('kim'))
  const first = typeof journeys === 'string' ? 'main' : (Object.keys(journeys)[0] ?? '')
  const { problem, ...started } = begin(machine, header(first, scene))
  if (problem !== undefined) throw new Error(problem)
  return go({ machine, ...started }, ...inputs)
}

/** Goes on with these inputs; throws where one does not fit. */
export const go = (run: Run, ...inputs: readonly Input[]): Run =>
  inputs.reduce((before, input) => {
    const { state, events, problem } = advance(before.machine, before.state, input)
    if (problem !== undefined) throw new Error(`${JSON.stringify(input)}: ${problem}`)
    return { machine: before.machine, state, events: [...before.events, ...events] }
  }, run)

/** The reason why an input is turned away; throws where it fits, or where anything changed. */
export function refusal(run: Run, input: Input): string {
  const { state, events, problem } = advance(run.machine, run.state, input)
  if (problem === undefined) throw new Error(`${JSON.stringify(input)} is accepted`)
  if (state !== run.state || events.length > 0) throw new Error('a refused input changes something')
  return problem
}

// Inputs.

export const hears = (understood: Understood, text = 'words'): Input => ({
  type: 'heard',
  seat: 'customer',
  text,
  understood,
})
export const fills = (values: Readonly<Record<string, Value>>) => hears({ fills: values })
export const intent = (name: string) => hears({ intent: name })
export const yes = hears('yes')
export const no = hears('no')
export const unable = hears('unable')
export const noMatch = hears('no_match')
export const silence = hears('no_input', '')
export const did = (
  action: string,
  outcome = 'succeeded',
  learned?: Readonly<Record<string, Value>>,
): Input => ({ type: 'did', action, outcome, ...(learned === undefined ? {} : { learned }) })
export const finds = (team: string, is: 'free' | 'busy' | 'closed' = 'free'): Input => ({
  type: 'availability',
  team,
  is,
})

// What came of them.

/** The steps in the order they were entered; those passed through in silence in brackets. */
export const path = ({ events }: Pick<Run, 'events'>): string =>
  events
    .flatMap((event) =>
      event.type === 'entered' ? [event.skipped ? `(${event.step})` : event.step] : [],
    )
    .join(' ')

/** All that the system said. */
export const said = ({ events }: Pick<Run, 'events'>): readonly string[] =>
  events.flatMap((event) => (event.type === 'said' && event.seat === 'system' ? [event.text] : []))

export const lastSaid = (run: Run): string | undefined => said(run).at(-1)

/** The events of one type. */
export const only = <T extends EngineEvent['type']>(
  { events }: Pick<Run, 'events'>,
  type: T,
): readonly Extract<EngineEvent, { type: T }>[] =>
  events.filter((event): event is Extract<EngineEvent, { type: T }> => event.type === type)

/** Slots to values, and where a value came from. */
export const values = ({ state }: Run): Readonly<Record<string, Value>> =>
  Object.fromEntries([...state.situation.values].map(([slot, { value }]) => [slot, value]))
export const sources = ({ state }: Run): Readonly<Record<string, string>> =>
  Object.fromEntries([...state.situation.values].map(([slot, { source }]) => [slot, source]))

export const told = ({ state }: Run): readonly string[] => [...state.situation.told].sort()
export const confirmed = ({ state }: Run): readonly string[] =>
  [...state.situation.confirmed].sort()
export const kept = ({ state }: Run): readonly string[] => [...state.situation.kept].sort()
export const ending = ({ state }: Run) => state.situation.ended

/** What the customer lived through, with what it was about. */
export const lived = (run: Run): readonly string[] =>
  only(run, 'experienced').map(({ experience, about }) =>
    about === undefined ? experience : `${experience} ${about}`,
  )
