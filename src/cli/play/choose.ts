// What to play: names checked against the project, or lists to choose from at a terminal.
import {
  type Channel,
  type Journey,
  nearest,
  type Persona,
  type Project,
} from '../../model/index.ts'
import { clean } from '../../report/index.ts'
import { Problem } from '../problem.ts'
import { CHANNEL } from './stage.ts'

/** Searches a list by parts of words, in any order. */
const matches = (term: string | undefined, words: string): boolean =>
  (term ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.toLowerCase().includes(part))

/** The journeys at which a conversation can start, then the others. */
export const playableJourneys = (project: Project): readonly Journey[] =>
  [
    ...project.entries,
    ...[...project.journeys.keys()].filter((id) => !project.entries.includes(id)),
  ].flatMap((id) => project.journeys.get(id) ?? [])

export async function chooseJourney(journeys: readonly Journey[]): Promise<string> {
  const { search } = await import('@inquirer/prompts')
  return search({
    message: 'Which journey?',
    pageSize: 10,
    source: (term) =>
      journeys
        .filter(({ id, title }) => matches(term, `${id} ${title}`))
        .map(({ id, title }) => ({ value: id, name: clean(title), description: id, short: id })),
  })
}

export const NOBODY = 'none'

export function personaNamed(project: Project, id: string): Persona | undefined {
  if (id === NOBODY) return undefined
  const persona = project.personas.get(id)
  if (persona !== undefined) return persona
  const ids = [...project.personas.keys()]
  const near = nearest(id, [...ids, NOBODY])
  throw new Problem(
    `There is no persona ${id}.`,
    near !== undefined
      ? `Did you mean ${near}?`
      : `There are ${[...ids, NOBODY].join(', ')} (${NOBODY}: play as yourself).`,
  )
}

/** Those of the journey first. */
export async function choosePersona(
  project: Project,
  journey: Journey,
): Promise<Persona | undefined> {
  const own = journey.personas.flatMap((id) => project.personas.get(id) ?? [])
  const others = [...project.personas.values()].filter(({ id }) => !journey.personas.includes(id))
  if (own.length + others.length === 0) return undefined
  const { search } = await import('@inquirer/prompts')
  const choices = [
    ...[...own, ...others].map((persona) => ({
      value: persona.id,
      name: clean(persona.name),
      description: clean(persona.summary),
      short: persona.id,
    })),
    { value: NOBODY, name: 'nobody', description: 'Play as yourself.', short: NOBODY },
  ]
  const id = await search({
    message: 'Who are you?',
    pageSize: 10,
    source: (term) => choices.filter(({ value, name }) => matches(term, `${value} ${name}`)),
  })
  return project.personas.get(id)
}

export function channelNamed(journey: Journey, channel: string): Channel {
  const found = journey.channels.find((one) => one === channel)
  if (found !== undefined) return found
  throw new Problem(
    `${journey.id} does not take place ${isChannel(channel) ? CHANNEL[channel] : `on a channel ${channel}`}.`,
    `It has ${journey.channels.join(', ')}.`,
  )
}

const isChannel = (channel: string): channel is Channel => Object.hasOwn(CHANNEL, channel)

/** The one the persona would rather have, where the journey has it; else its first. */
export const usualChannel = (journey: Journey, persona: Persona | undefined): Channel =>
  persona?.preferredChannels.find((channel) => journey.channels.includes(channel)) ??
  journey.channels[0] ??
  'chat'

export async function chooseChannel(
  journey: Journey,
  persona: Persona | undefined,
): Promise<Channel> {
  if (journey.channels.length < 2) return usualChannel(journey, persona)
  const { select } = await import('@inquirer/prompts')
  return select({
    message: 'Where does it take place?',
    choices: journey.channels.map((channel) => ({ value: channel, name: CHANNEL[channel] })),
    default: usualChannel(journey, persona),
  })
}
