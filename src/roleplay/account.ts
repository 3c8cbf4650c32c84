// What there is to say when a session is over: how it ended, what it was like, what was promised.
import type { Ending, EngineEvent } from '../engine/index.ts'
import type { Journey } from '../model/index.ts'

export interface PromiseAccount {
  readonly promise: string
  /** As announced; absent when the promise names no time. */
  readonly within?: string
  /** `open`: the session stopped before it could be kept or broken. */
  readonly is: 'kept' | 'broken' | 'open'
}

export interface NotUnderstood {
  /** As recorded. */
  readonly text: string
  /** The step that listened. */
  readonly step: string
}

export interface Account {
  /** Absent while the conversation goes on. */
  readonly ended?: Ending
  /** Utterances and silences of the customer. */
  readonly turns: number
  readonly silences: number
  readonly askedAgain: readonly { readonly slot: string; readonly times: number }[]
  readonly notUnderstood: readonly NotUnderstood[]
  readonly promises: readonly PromiseAccount[]
  /** From -5 to 5: at the start, and after everything that changed it. */
  readonly moods: readonly number[]
}

/** The events that stand: what an `undone` took back is left out, and so is the `undone` itself. */
export function standingEvents(events: readonly EngineEvent[]): readonly EngineEvent[] {
  const standing: { readonly event: EngineEvent; readonly index: number }[] = []
  for (const [index, event] of events.entries()) {
    if (event.type !== 'undone') standing.push({ event, index })
    else while ((standing.at(-1)?.index ?? -1) > event.to) standing.pop()
  }
  return standing.map(({ event }) => event)
}

/** Sums up the events of a session; `startMood` is the persona's (0 without one). */
export function sumUp(
  all: readonly EngineEvent[],
  journeys: ReadonlyMap<string, Journey>,
  startMood: number,
): Account {
  const events = standingEvents(all)
  const ended = events.findLast((event) => event.type === 'ended')?.how
  const heard = events.filter((event) => event.type === 'heard')
  return {
    ...(ended === undefined ? {} : { ended }),
    turns: heard.length,
    silences: heard.filter((event) => event.understood === 'no_input').length,
    askedAgain: countBy(
      events.flatMap((event) =>
        event.type === 'experienced' && event.experience === 'asked_again' && event.about
          ? [event.about]
          : [],
      ),
    ).map(([slot, times]) => ({ slot, times })),
    notUnderstood: notUnderstoodIn(events),
    promises: promisesIn(events, journeys, ended),
    moods: [
      startMood,
      ...events.flatMap((event) =>
        event.type === 'experienced' || (event.type === 'felt' && event.seat === 'customer')
          ? [event.mood]
          : [],
      ),
    ],
  }
}

function notUnderstoodIn(events: readonly EngineEvent[]): readonly NotUnderstood[] {
  let step = ''
  const found: NotUnderstood[] = []
  for (const event of events) {
    if (event.type === 'entered') step = event.step
    if (event.type === 'heard' && event.understood === 'no_match')
      found.push({ text: event.text, step })
  }
  return found
}

function promisesIn(
  events: readonly EngineEvent[],
  journeys: ReadonlyMap<string, Journey>,
  ended: Ending | undefined,
): readonly PromiseAccount[] {
  const kept = new Set(events.flatMap((event) => (event.type === 'kept' ? [event.promise] : [])))
  const open = ended === undefined || ended === 'stopped'
  const found = new Map<string, PromiseAccount>()
  for (const event of events) {
    if (event.type !== 'promised' || found.has(event.promise)) continue
    const step = journeys.get(event.journey)?.stepById.get(event.step)
    const within = step?.kind === 'promise' ? step.within?.text : undefined
    found.set(event.promise, {
      promise: event.promise,
      ...(within === undefined ? {} : { within }),
      is: kept.has(event.promise) ? 'kept' : open ? 'open' : 'broken',
    })
  }
  return [...found.values()]
}

const countBy = (names: readonly string[]): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
}
