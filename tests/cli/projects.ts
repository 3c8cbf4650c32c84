// Journeys that the tests of the program are about. What lint says of each is argued beside it.

/** Nothing is wrong with it. */
export const HOURS = `journey: opening-hours
title: When are you open?
channels: [chat]
steps:
  - {id: hours, say: "We're open 8 to 6, Monday to Saturday.", next: bye}
  - {id: bye, end: resolved}
`

/**
 * When the look-up fails, ask-again prompts for what ask-number was told: one repeated-ask, an error,
 * at line 16. The fallback of both asks is a handoff, whose own way out is a promise with an owner.
 */
export const PARCEL = `journey: parcel
title: Where is my parcel?
channels: [chat]
fallback: desk
slots:
  number: {type: digits, length: 8}
global_intents:
  - {intent: asks_for_a_person, examples: [agent], next: desk}
steps:
  - {id: ask-number, ask: number, say: Which number?}
  - id: look
    do: find_parcel
    uses: [number]
    outcomes: {succeeded: bye, failed: ask-again}
  - id: ask-again
    ask: number
    say: Which number was it?
    next: bye
  - {id: desk, handoff: front desk, passes: all, say: One moment., unavailable: call}
  - {id: call, promise: call, within: 1 day, owner: front desk}
  - {id: sorry, end: unresolved}
  - {id: bye, end: resolved}
`

/** No step leads to lost, and nothing stands before it that falls through: one warning, at line 7. */
export const LOST = `journey: lost-step
title: A step nobody comes to
channels: [chat]
steps:
  - {id: hello, say: Hello., next: bye}
  - {id: bye, end: resolved}
  - {id: lost, say: Nobody hears this., next: bye}
`

/** There is no step called by. */
export const BROKEN = `journey: broken
title: A way to nowhere
channels: [chat]
steps:
  - {id: hello, say: Hello., next: by}
  - {id: bye, end: resolved}
`
