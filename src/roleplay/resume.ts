// Brings a recorded session back to life: runs its inputs through the engine again, checks that
// the same things happen, and finds out what is still missing in the file.
import {
  advance,
  begin,
  type EngineEvent,
  expecting,
  isInput,
  type Machine,
  replay,
  type State,
} from '../engine/index.ts'
import type { Project, TranscriptEvent } from '../model/index.ts'
import { filesItLeadsTo } from './header.ts'
import type { Opening } from './session.ts'
import type { Transcript } from './transcript.ts'

export type Resumed =
  | {
      readonly kind: 'ready'
      /** The state to go on from, and the events to append first. */
      readonly opening: Opening
    }
  /** The conversation came to its own end; `missing` are events the file still lacks. */
  | { readonly kind: 'over'; readonly state: State; readonly missing: readonly EngineEvent[] }
  /** `event` counts from 0; it is also the line in the file, less one. */
  | { readonly kind: 'differs'; readonly event: number; readonly message: string }

/**
 * Replays a transcript over the journeys as they are now. A session that was stopped, or left by the
 * customer, goes on before that: nothing recorded is lost, an `undone` event takes the end back.
 */
export function resumeSession(machine: Machine, transcript: Transcript): Resumed {
  const events: readonly EngineEvent[] = transcript.events
  const { state, problem } = replay(machine, events)
  if (problem !== undefined) return { kind: 'differs', ...problem }
  if (state === undefined) return { kind: 'differs', event: 0, message: 'there is no header' }
  const missing = missingEvents(machine, transcript, state)
  const expectation = expecting(machine, state)
  if (expectation.kind !== 'ended') return { kind: 'ready', opening: { state, events: missing } }
  if (expectation.how !== 'stopped' && expectation.how !== 'abandoned')
    return { kind: 'over', state, missing }
  const undone = advance(machine, state, { type: 'undone', to: state.count - 2 })
  return undone.problem === undefined
    ? {
        kind: 'ready',
        opening: {
          state: undone.state,
          events: [...missing, ...undone.events],
          goesOnAfter: expectation.how,
        },
      }
    : { kind: 'differs', event: state.count - 1, message: undone.problem }
}

/** What followed from the last input but was not written any more. */
function missingEvents(
  machine: Machine,
  transcript: Transcript,
  state: State,
): readonly EngineEvent[] {
  const events: readonly TranscriptEvent[] = transcript.events
  if (state.count <= events.length) return []
  const lastInput = events.findLastIndex((event, index) => index > 0 && isInput(event))
  const input = events[lastInput]
  const whole =
    input === undefined || state.before === undefined || !isInput(input)
      ? begin(machine, transcript.started).events
      : advance(machine, state.before, input).events
  return whole.slice(events.length - Math.max(0, lastInput))
}

/** Files that are no longer as they were when the session was recorded, by id or path. */
export function changedFiles(project: Project, transcript: Transcript): readonly string[] {
  const { journey, others = {}, persona } = transcript.started
  const now = project.journeys.get(journey.id)
  const before = {
    ...others,
    [journey.id]: journey.hash,
    ...(persona === undefined ? {} : { [persona.id]: persona.hash }),
  }
  const found: Readonly<Record<string, string | undefined>> = {
    ...(now === undefined ? {} : { ...filesItLeadsTo(project, now), [now.id]: now.file.hash }),
    ...(persona === undefined ? {} : { [persona.id]: project.personas.get(persona.id)?.file.hash }),
  }
  return Object.entries(before).flatMap(([name, hash]) => (found[name] === hash ? [] : [name]))
}

/** How many tokens of each sensitive slot a transcript holds, so that new ones get new numbers. */
export function tokensIn(
  transcript: Transcript,
  sensitive: readonly string[],
): ReadonlyMap<string, number> {
  // Words that were only hidden, and held no value, have the token of the slot and no number.
  const text = JSON.stringify(
    transcript.events.map((event) => (event.type === 'heard' ? event.understood : event)),
  )
  return new Map(
    sensitive.map((slot) => {
      const numbers = [...text.matchAll(/«([^«»]*?)(?: (\d+))?»/g)]
        .filter((match) => match[1] === slot)
        .map((match) => Number(match[2] ?? 1))
      return [slot, Math.max(0, ...numbers)]
    }),
  )
}
