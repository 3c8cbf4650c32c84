// What goes into the engine and what comes out: inputs, events, state. No behaviour.
import type {
  AskStep,
  Channel,
  ConfirmStep,
  DoStep,
  GlobalIntent,
  HandoffStep,
  Journey,
  Persona,
  PromiseFacts,
  Slot,
  Started,
  Step,
  TranscriptEvent,
  Value,
} from '../model/index.ts'

type WithoutClock<E> = E extends unknown ? Omit<E, 'at'> : never

/** An event as the engine makes it: the recorder adds `at`. */
export type EngineEvent = WithoutClock<TranscriptEvent>

export type StartedInput = Omit<Started, 'at'>

/** What can be put in: the events marked as inputs in the format. */
export type Input =
  | Extract<
      EngineEvent,
      {
        type: 'heard' | 'did' | 'availability' | 'jumped' | 'undone' | 'felt' | 'rated' | 'noted'
      }
    >
  | (Extract<EngineEvent, { type: 'said' }> & { readonly off_script: true })
  | { readonly type: 'ended'; readonly how: 'stopped' | 'abandoned' }

/** The journeys, slots and promises a conversation runs over, and who has it. */
export interface Machine {
  readonly journeys: ReadonlyMap<string, Journey>
  readonly slots: ReadonlyMap<string, Slot>
  readonly promises: ReadonlyMap<string, PromiseFacts>
  readonly persona?: Persona
}

export type Source = 'organisation' | 'action' | 'answer' | 'volunteered'

/** Where the conversation is, in one journey of the stack. */
export interface Frame {
  readonly journey: string
  readonly step: string
}

export type Ending =
  | 'resolved'
  | 'unresolved'
  | 'handed_off'
  | 'abandoned'
  | 'dead_end'
  | 'endless'
  | 'stopped'

/** Everything that what happens next can depend on, and nothing else. */
export interface Situation {
  readonly channel: Channel
  /** Outermost first; the last frame is where the conversation is. */
  readonly stack: readonly Frame[]
  readonly waitsFor: 'customer' | 'action' | 'person' | 'nothing'
  /** Failures at the ask or confirm at hand. */
  readonly tries: { readonly noMatch: number; readonly noInput: number }
  readonly values: ReadonlyMap<string, { readonly value: Value; readonly source: Source }>
  readonly told: ReadonlySet<string>
  readonly confirmed: ReadonlySet<string>
  readonly promised: ReadonlySet<string>
  readonly kept: ReadonlySet<string>
  readonly ended?: Ending
}

export interface State {
  readonly situation: Situation
  readonly started: StartedInput
  /** Events so far, the header included. */
  readonly count: number
  /** -5 to 5. */
  readonly mood: number
  /** Utterances and silences of the customer so far. */
  readonly turns: number
  /** The state before the last input, for `undone`; a chain back to the start. */
  readonly before?: State
  /** Times each wording was said, for the choice among variations. */
  readonly saidTimes: ReadonlyMap<string, number>
  /** A bad feeling or a refusal that nothing has acknowledged yet. */
  readonly badNews: boolean
  readonly spoken: boolean
}

/** The new state and what happened: the input first, then all that followed from it. */
export interface Transition {
  readonly state: State
  readonly events: readonly EngineEvent[]
  /** Why the input does not fit the state; the state is then unchanged and `events` empty. */
  readonly problem?: string
}

/** What the engine waits for, in the terms of the journey. */
export type Expectation =
  | {
      readonly kind: 'listening'
      readonly journey: Journey
      readonly step: AskStep | ConfirmStep
      /** The slot an ask fills; absent at a confirm. */
      readonly asked?: Slot
      /** The slots a confirm names, which a new value may correct; empty at an ask. */
      readonly named: readonly Slot[]
      /** Other slots that can be volunteered here; empty at a confirm. */
      readonly volunteerable: readonly Slot[]
      /** In the order in which they count: the journey's own first, then the nearest caller's. */
      readonly intents: readonly GlobalIntent[]
      readonly failures: number
    }
  | { readonly kind: 'acting'; readonly journey: Journey; readonly step: DoStep }
  | { readonly kind: 'connecting'; readonly journey: Journey; readonly step: HandoffStep }
  | { readonly kind: 'ended'; readonly how: Ending; readonly at?: Step }
