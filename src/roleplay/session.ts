// A session: seats around the engine. Asks whoever sits where an input is due, keeps secrets out,
// records what follows before anything else happens, and tells whoever watches.
import {
  advance,
  begin,
  type EngineEvent,
  type Expectation,
  expecting,
  type Input,
  type Machine,
  reachableJourneys,
  type StartedInput,
  type State,
} from '../engine/index.ts'
import type { Value } from '../model/index.ts'
import type { Ear, Hearing } from '../understanding/index.ts'
import type {
  Acting,
  ActionMove,
  Connecting,
  CustomerMove,
  Listening,
  PeopleMove,
  Seats,
} from './seats.ts'
import type { Vault } from './vault.ts'

/** Something happened: an input and all that followed from it. */
export interface Happening {
  readonly state: State
  readonly events: readonly EngineEvent[]
  /** What the customer's words were heard as, and why. */
  readonly hearing?: Hearing
  readonly goesOnAfter?: Opening['goesOnAfter']
}

export interface Session {
  readonly machine: Machine
  readonly seats: Seats
  readonly ear: Ear
  readonly vault: Vault
  /** ISO date that "tomorrow" counts from. */
  readonly today: string
  /** Puts events where they are safe before anybody sees them; may throw, which ends the session. */
  readonly record: (events: readonly EngineEvent[]) => void
  readonly watch: (happening: Happening) => void
}

/** Where a session begins: the first events, or the state that a recording led to. */
export interface Opening {
  readonly state: State
  readonly events: readonly EngineEvent[]
  /** How the session had ended that goes on here; its end is taken back. */
  readonly goesOnAfter?: 'stopped' | 'abandoned'
}

/** Starts a conversation. Throws a `RangeError` for a header that does not fit the machine. */
export function openSession(machine: Machine, started: StartedInput): Opening {
  const { state, events, problem } = begin(machine, started)
  if (problem !== undefined) throw new RangeError(problem)
  return { state, events }
}

/** Plays from an opening until the conversation is over; gives the state at its end. */
export async function playSession(session: Session, opening: Opening): Promise<State> {
  const happens = (happening: Happening) => {
    if (happening.events.length > 0) session.record(happening.events)
    session.watch(happening)
  }
  happens(opening)
  let { state } = opening
  for (;;) {
    const expectation = expecting(session.machine, state)
    if (expectation.kind === 'ended') return state
    const { input, hearing } = await nextInput(session, state, expectation)
    const { state: next, events, problem } = advance(session.machine, state, input)
    if (problem !== undefined) throw new RangeError(problem)
    state = next
    happens({ state, events, ...(hearing === undefined ? {} : { hearing }) })
  }
}

interface Heard {
  readonly input: Input
  readonly hearing?: Hearing
}

async function nextInput(
  session: Session,
  state: State,
  expectation: Exclude<Expectation, { kind: 'ended' }>,
): Promise<Heard> {
  const { seats } = session
  switch (expectation.kind) {
    case 'listening':
      return heardInput(
        session,
        state,
        expectation,
        await seats.customer({ state, expecting: expectation }),
      )
    case 'acting':
      return {
        input: didInput(
          session,
          expectation,
          await seats.backstage.act({ state, expecting: expectation }),
        ),
      }
    case 'connecting':
      return {
        input: availabilityInput(
          expectation,
          await seats.backstage.connect({ state, expecting: expectation }),
        ),
      }
  }
}

function heardInput(
  session: Session,
  state: State,
  expectation: Listening,
  move: CustomerMove,
): Heard {
  const heard = { type: 'heard', seat: 'customer', by: 'understanding' } as const
  switch (move.kind) {
    case 'leaves':
      return { input: { type: 'ended', how: move.how } }
    case 'silent':
      return { input: { ...heard, text: '', understood: 'no_input' } }
    case 'says': {
      const { asked, named, volunteerable, intents, journey } = expectation
      const hearing = session.ear.hear(move.text, {
        language: journey.language,
        ...(asked === undefined ? {} : { asked }),
        named,
        confirming: asked === undefined,
        volunteerable,
        askedFor: slotsAskedFrom(session.machine, journey.id),
        intents,
        values: new Map(
          [...state.situation.values].map(([slot, { value }]) => [slot, value] as const),
        ),
        today: session.today,
      })
      const safe = session.vault.maskHeard({
        text: move.text,
        hearing,
        inQuestion: asked === undefined ? named : [asked],
        volunteerable,
      })
      return { input: { ...heard, text: safe.text, understood: safe.understood }, hearing }
    }
  }
}

/** What the asks of a journey, and of those it leads to, ask for. */
const slotsAskedFrom = (machine: Machine, journey: string): ReadonlySet<string> =>
  new Set(
    reachableJourneys(machine, journey).flatMap((id) =>
      (machine.journeys.get(id)?.steps ?? []).flatMap((step) =>
        step.kind === 'ask' ? [step.slot] : [],
      ),
    ),
  )

function didInput(session: Session, expectation: Acting, move: ActionMove): Input {
  if (move.kind === 'leaves') return { type: 'ended', how: move.how }
  const learned: Readonly<Record<string, Value>> = session.vault.sealAll(move.learned)
  return {
    type: 'did',
    action: expectation.step.action,
    outcome: move.outcome,
    ...(Object.keys(learned).length === 0 ? {} : { learned }),
  }
}

const availabilityInput = (expectation: Connecting, move: PeopleMove): Input =>
  move.kind === 'leaves'
    ? { type: 'ended', how: move.how }
    : { type: 'availability', team: expectation.step.team, is: move.is }
