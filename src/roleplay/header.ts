// The header of a session: what is played, by whom, over which files, with what on record.
import { relative, sep } from 'node:path'
import { type Machine, reachableJourneys, type StartedInput, standIn } from '../engine/index.ts'
import type { Channel, Journey, Persona, Project, Value } from '../model/index.ts'

export interface Casting {
  readonly id: string
  readonly journey: Journey
  readonly persona?: Persona
  readonly channel: Channel
  readonly seats: StartedInput['seats']
  readonly seed: number
  /** What the organisation holds; sensitive values as tokens. */
  readonly given: Readonly<Record<string, Value>>
}

export function makeHeader(project: Project, casting: Casting): StartedInput {
  const { id, journey, persona, channel, seats, seed, given } = casting
  const others = filesItLeadsTo(project, journey)
  return {
    type: 'started',
    version: 1,
    id,
    journey: { id: journey.id, hash: journey.file.hash },
    ...(Object.keys(others).length === 0 ? {} : { others }),
    ...(persona === undefined ? {} : { persona: { id: persona.id, hash: persona.file.hash } }),
    channel,
    seats,
    seed,
    given: { ...given },
  }
}

/** Journeys by id and shared files by their path from the project's root, with content hashes. */
export function filesItLeadsTo(
  project: Project,
  journey: Journey,
): Readonly<Record<string, string>> {
  const journeys = journeysItLeadsTo(project, journey)
  const shared = [journey, ...journeys].flatMap(({ includes }) => includes)
  return Object.fromEntries([
    ...journeys.map((other) => [other.id, other.file.hash] as const),
    ...shared.map(
      (file) => [relative(project.root, file.path).split(sep).join('/'), file.hash] as const,
    ),
  ])
}

const journeysItLeadsTo = (
  project: Pick<Project, 'journeys'>,
  journey: Journey,
): readonly Journey[] =>
  reachableJourneys(project, journey.id)
    .slice(1)
    .flatMap((id) => project.journeys.get(id) ?? [])

/** What an organisation can hold when this journey starts, or when one that it leads to does. */
export interface OnRecord {
  readonly known: readonly string[]
  readonly sometimesKnown: readonly string[]
}

export function onRecordAt(project: Pick<Project, 'journeys'>, journey: Journey): OnRecord {
  const all = [journey, ...journeysItLeadsTo(project, journey)]
  const known = new Set(all.flatMap((one) => one.known))
  return {
    known: [...known],
    sometimesKnown: [...new Set(all.flatMap((one) => one.sometimesKnown))].filter(
      (slot) => !known.has(slot),
    ),
  }
}

/**
 * Values on record: those named for this session, else the persona's, else invented ones for slots
 * that are always known. As they are: sensitive ones still have to be sealed.
 */
export function givenValues(
  machine: Machine,
  onRecord: OnRecord,
  named: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const values: [string, Value][] = []
  for (const name of [...onRecord.known, ...onRecord.sometimesKnown]) {
    const slot = machine.slots.get(name)
    const value =
      named[name] ??
      machine.persona?.onRecord[name] ??
      (slot !== undefined && onRecord.known.includes(name) ? standIn(slot) : undefined)
    if (value !== undefined) values.push([name, value])
  }
  return Object.fromEntries(values)
}
