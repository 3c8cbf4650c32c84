// The conversation as it looks on the screen: who says what, and what happens backstage.
import { type EngineEvent, type Machine, renderValue } from '../../engine/index.ts'
import type { Channel, Experience, Value } from '../../model/index.ts'
import { clean, columnsOf, cut, type Theme, wrap } from '../../report/index.ts'
import type { Happening } from '../../roleplay/index.ts'

export interface Stage {
  readonly theme: () => Theme
  readonly write: (text: string) => void
  readonly machine: Machine
  /** What the customer is called. */
  readonly customer: string
  /** Whether the customer's own words are printed; at a prompt they stand there already. */
  readonly echo: boolean
}

export const SYSTEM = 'System'
const LONGEST_LABEL = 12

/** The first name, short enough to stand before every line. */
export const labelOf = (name: string, theme: Theme): string =>
  cut(clean(name).trim().split(/\s+/)[0] ?? '', LONGEST_LABEL, theme.symbols.ellipsis)

const labelColumns = (stage: Stage): number =>
  Math.max(columnsOf(SYSTEM), columnsOf(stage.customer)) + 2

/** The step that was entered last; empty before the first. */
export interface Place {
  readonly journey: string
  readonly step: string
}

export const BEFORE_THE_FIRST: Place = { journey: '', step: '' }

/** Prints what happened, and gives the place where the conversation has come to. */
export function showHappening(stage: Stage, happening: Happening, from: Place): Place {
  let at = from
  for (const event of happening.events) {
    const line = eventLines(stage, event, happening, at)
    if (line !== undefined) stage.write(`${line}\n`)
    if (event.type === 'entered') at = { journey: event.journey, step: event.step }
    if (event.type === 'continued') at = { journey: event.to, step: '' }
  }
  return at
}

function eventLines(
  stage: Stage,
  event: EngineEvent,
  happening: Happening,
  at: Place,
): string | undefined {
  switch (event.type) {
    case 'started':
      return undefined
    case 'entered':
      return (
        [
          ...(event.journey === at.journey || at.journey === ''
            ? []
            : [aside(stage, `now in ${event.journey}`)]),
          ...(event.skipped === true
            ? [aside(stage, `${event.step} is passed over: the answer is known`)]
            : []),
        ].join('\n') || undefined
      )
    case 'said':
      return spoken(
        stage,
        event.seat === 'customer' ? stage.customer : SYSTEM,
        event.via === undefined ? event.text : `(${MESSAGE[event.via]}) ${event.text}`,
      )
    case 'heard':
      return heardLines(stage, event, happening, at)
    case 'did':
      return aside(stage, `${event.action}: ${event.outcome}${learnedWords(stage, event.learned)}`)
    case 'availability':
      return aside(
        stage,
        AVAILABILITY[event.is].replace('TEAM', () => event.team),
      )
    case 'jumped':
      return aside(stage, `moved to ${event.step}`)
    case 'undone':
      return aside(stage, undoneWords(happening))
    case 'promised':
      return aside(
        stage,
        `a promise: ${promiseWords(stage, event.journey, event.step, event.promise)}`,
      )
    case 'kept':
      return aside(stage, `promise kept: ${event.promise}`)
    case 'handed_off':
      return aside(
        stage,
        `handed to ${event.to}, ${event.mode}; ${passedWords([...event.passed.slots, ...event.passed.promises], [...event.lost.slots, ...event.lost.promises])}`,
      )
    case 'continued':
      return aside(
        stage,
        `goes on in ${event.to}, ${CHANNEL[event.channel]}; ${passedWords(event.passed, event.lost)}`,
      )
    case 'experienced':
      return aside(
        stage,
        `mood ${signed(event.mood)}: ${EXPERIENCE[event.experience]}${event.about === undefined ? '' : `, ${event.about}`}`,
      )
    case 'felt':
      return aside(stage, `${event.seat} feels ${signed(event.mood)}`)
    case 'rated':
    case 'noted':
    case 'ended':
      return undefined
  }
}

/** A session that goes on takes its own end back; nobody else did. */
function undoneWords({ goesOnAfter }: Happening): string {
  switch (goesOnAfter) {
    case 'stopped':
      return 'you stopped here; it goes on'
    case 'abandoned':
      return 'the customer left here; it goes on from before'
    case undefined:
      return 'taken back; the conversation goes on from before'
  }
}

type Heard = Extract<EngineEvent, { type: 'heard' }>

function heardLines(stage: Stage, event: Heard, { hearing }: Happening, at: Place): string {
  const lines: string[] = []
  if (stage.echo)
    lines.push(
      '',
      spoken(
        stage,
        stage.customer,
        event.understood === 'no_input' ? '(says nothing)' : event.text,
      ),
    )
  else if (event.understood === 'no_input')
    lines.push(aside(stage, `${stage.customer} says nothing`))
  const heard = heardAs(stage, event.understood, at)
  const why = event.understood === 'no_match' && hearing?.why ? `: ${hearing.why}` : ''
  if (heard !== undefined) lines.push(aside(stage, heard + why))
  // What stands as a token in the recording is not shown here either.
  for (const { words, slots } of hearing?.unheard ?? [])
    if (event.text.includes(words))
      lines.push(aside(stage, `not heard: ${words}; could be ${slots.join(' or ')}`))
  return [...lines, ''].join('\n')
}

/** What the next words do not show by themselves. */
function heardAs(
  { machine }: Stage,
  understood: Heard['understood'],
  at: Place,
): string | undefined {
  switch (understood) {
    case 'yes':
    case 'no':
    case 'no_input':
      return undefined
    case 'no_match':
      return 'not understood'
    case 'unable':
      return 'heard: cannot answer'
    default: {
      if ('intent' in understood) return `heard: ${understood.intent}`
      const step = machine.journeys.get(at.journey)?.stepById.get(at.step)
      const filled = Object.entries(understood.fills)
      const asked = step?.kind === 'ask' ? step.slot : undefined
      // The next words answer what was asked; anything besides makes it worth saying in full.
      if (filled.every(([slot]) => slot === asked)) return undefined
      const words = filled.flatMap(([slot, value]) =>
        value === undefined ? [] : [`${slot} ${valueWords(machine, slot, value)}`],
      )
      return `heard: ${words.join('; ')}`
    }
  }
}

/** A line of a speaker: the label, then the words in a column of their own. */
export function spoken(stage: Stage, label: string, text: string): string {
  const theme = stage.theme()
  const columns = labelColumns(stage)
  const words = wrap(clean(text, { keepLines: true }).trimEnd(), theme.width, columns)
  const paint = label === SYSTEM ? theme.cyan : theme.green
  return `${paint(theme.bold(label))}${' '.repeat(Math.max(1, columns - columnsOf(label)))}${words}`
}

/** A stage direction: what happens where the customer cannot see it. */
export function aside(stage: Stage, text: string): string {
  const theme = stage.theme()
  const columns = labelColumns(stage)
  const words = wrap(`(${clean(text)})`, theme.width, columns)
  return `${' '.repeat(columns)}${theme.dim(words)}`
}

function learnedWords(
  stage: Stage,
  learned: Readonly<Record<string, Value | undefined>> = {},
): string {
  const words = Object.entries(learned).flatMap(([slot, value]) =>
    value === undefined ? [] : [`${slot} ${valueWords(stage.machine, slot, value)}`],
  )
  return words.length === 0 ? '' : `; ${words.join(', ')}`
}

export function valueWords(machine: Machine, slot: string, value: Value): string {
  const [journey] = machine.journeys.values()
  const language =
    [...machine.journeys.values()].find((one) => one.slots.has(slot))?.language ??
    journey?.language ??
    'en'
  return renderValue(machine.slots.get(slot), value, language)
}

function promiseWords(stage: Stage, journey: string, step: string, promise: string): string {
  const made = stage.machine.journeys.get(journey)?.stepById.get(step)
  if (made?.kind !== 'promise') return promise
  const owner = made.owner === undefined ? '' : `, kept by ${made.owner}`
  return `${promise}${made.within === undefined ? '' : ` within ${made.within.text}`}${owner}`
}

const passedWords = (passed: readonly string[], lost: readonly string[]): string =>
  `${passed.length === 0 ? 'nothing is passed on' : `passed on: ${passed.join(', ')}`}${
    lost.length === 0 ? '' : `; left behind: ${lost.join(', ')}`
  }`

export const inQuotes = (text: string, theme: Pick<Theme, 'unicode'>): string =>
  theme.unicode ? `“${text}”` : `"${text}"`

export const signed = (mood: number): string => (mood > 0 ? `+${mood}` : String(mood))

const MESSAGE: Readonly<Record<Channel, string>> = {
  chat: 'chat message',
  voice: 'spoken message',
  sms: 'text message',
  email: 'email',
  in_person: 'in person',
}

export const CHANNEL: Readonly<Record<Channel, string>> = {
  chat: 'by chat',
  voice: 'by voice',
  sms: 'by text message',
  email: 'by email',
  in_person: 'in person',
}

const AVAILABILITY: Readonly<Record<'free' | 'busy' | 'closed', string>> = {
  free: 'somebody from TEAM is free',
  busy: 'nobody from TEAM is free',
  closed: 'TEAM is closed',
}

const EXPERIENCE: Readonly<Record<Experience, string>> = {
  asked_again: 'asked again',
  not_understood: 'a try used up',
  told_no: 'told no',
  kept_waiting: 'kept waiting',
  nobody_free: 'nobody free',
  handed_off_cold: 'handed off cold',
  handed_off_warm: 'handed off warm',
  dead_end: 'nowhere to go',
  acknowledged: 'the feeling was answered',
  greeted_by_name: 'greeted by name',
  promise_kept: 'a promise kept',
  resolved: 'resolved',
}
