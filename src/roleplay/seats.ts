// Who supplies the inputs of a conversation. A seat is a function from the moment at hand to what
// its holder does; a terminal, a script, a persona or a browser can sit there.
import type { Expectation, State } from '../engine/index.ts'
import type { Value } from '../model/index.ts'

export type Listening = Extract<Expectation, { kind: 'listening' }>
export type Acting = Extract<Expectation, { kind: 'acting' }>
export type Connecting = Extract<Expectation, { kind: 'connecting' }>

/** Somebody gets up: `stopped` can be resumed, `abandoned` is the customer who had enough. */
export interface Leaving {
  readonly kind: 'leaves'
  readonly how: 'stopped' | 'abandoned'
}

export type CustomerMove =
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'silent' }
  | Leaving

/** The customer's seat: asked whenever the conversation listens. */
export type CustomerSeat = (moment: {
  readonly state: State
  readonly expecting: Listening
}) => Promise<CustomerMove>

export type ActionMove =
  | {
      readonly kind: 'did'
      readonly outcome: string
      /** As they are; the session turns sensitive ones into tokens. */
      readonly learned: Readonly<Record<string, Value>>
    }
  | Leaving

export type PeopleMove = { readonly kind: 'is'; readonly is: 'free' | 'busy' | 'closed' } | Leaving

/** What happens behind the scenes: how actions turn out, and whether somebody is free. */
export interface Backstage {
  readonly act: (moment: {
    readonly state: State
    readonly expecting: Acting
  }) => Promise<ActionMove>
  readonly connect: (moment: {
    readonly state: State
    readonly expecting: Connecting
  }) => Promise<PeopleMove>
}

export interface Seats {
  readonly customer: CustomerSeat
  readonly backstage: Backstage
}

/** The customer's lines in order; the session stops when they run out. An empty line is silence. */
export function scriptedCustomer(lines: readonly string[]): CustomerSeat {
  let next = 0
  return async () => {
    const line = lines[next]
    next += 1
    if (line === undefined) return { kind: 'leaves', how: 'stopped' }
    return line.trim() === '' ? { kind: 'silent' } : { kind: 'says', text: line }
  }
}
