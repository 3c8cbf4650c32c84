// A small project on a real disk, for tests that play it.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TranscriptEvent } from '../../src/model/index.ts'

const JOURNEY = `journey: move-house
title: I'm moving house
channels: [chat]
personas: [mele]
fallback: to-a-person
known: [first_name]
slots:
  first_name: {type: text}
  account_number: {type: digits, length: 8}
  pin: {type: digits, length: 4, sensitive: pin}
  wants:
    type: choice
    values:
      stop: [stop my contract, end it]
      take_along: [take it along, move it to the new place]
  fee: {type: money}
global_intents:
  - intent: asks_for_a_person
    examples: [let me talk to someone, agent, human please]
    next: to-a-person
steps:
  - {id: greet, say: "Hello {first_name}, this is Tui, a virtual assistant."}
  - id: ask-wants
    ask: wants
    say: You can take your contract along to the new place, or stop it. Which would you like?
    reprompts:
      - Sorry, I missed that. Take it along, or stop it?
  - id: ask-account
    ask: account_number
    say: What is your account number, please? It has eight digits.
    reprompts: [The eight digits at the top of your bill.]
  - id: ask-pin
    ask: pin
    say: And the four digits of your PIN?
    reprompts: [Four digits that you chose yourself.]
  - {id: look-up, do: look_up_fee, uses: [account_number], learns: [fee], outcomes: {succeeded: confirm-fee, not_found: to-a-person}}
  - id: confirm-fee
    confirm: [fee]
    say: That costs {fee} once. Shall I go ahead?
    reprompts:
      - Shall I go ahead for {fee}? Yes or no is fine.
    next: move
  - {id: move, do: move_contract, irreversible: true, outcomes: {succeeded: tell}}
  - id: tell
    promise: confirmation
    within: 1 working day
    owner: moving desk
    via: sms
    say: Your move is booked. A letter follows within 1 working day.
    next: bye
  - id: to-a-person
    handoff: moving desk
    mode: warm
    passes: all
    wait: 3 minutes
    say: Somebody from our moving desk joins us within 3 minutes.
    unavailable: sorry
  - {id: sorry, say: Nobody is free just now., next: end-unresolved}
  - {id: end-unresolved, end: unresolved}
  - {id: bye, say: "All done, {first_name}.", end: resolved}
`

const PERSONA = `persona: mele
name: Mele Fifita
summary: Moves to the coast with two children and a van.
quote: I have ten minutes.
goals: [keep the number]
context: {place: among boxes, device: phone, attention: [divided], time_pressure: high}
mood: {start: -1, patience: 3}
on_record: {first_name: Mele}
knows: {wants: take_along, account_number: "41229011"}
cannot_answer: [pin]
`

const BROKEN = `journey: broken
title: A journey with an error
channels: [chat]
steps:
  - {id: hello, say: Hello, next: nowhere}
`

const VOICE = `journey: two-channels
title: Two channels
channels: [chat, voice]
steps:
  - {id: hello, say: [{text: Hello in writing., channels: [chat]}, {text: Hello aloud., channels: [voice]}], next: bye}
  - {id: bye, end: resolved}
`

export interface PlayedProject {
  readonly root: string
  /** The recordings there are, oldest name first. */
  readonly recordings: () => readonly string[]
  readonly events: (recording?: string) => readonly TranscriptEvent[]
  /** The text of the only recording. */
  readonly recorded: () => string
}

/** A project in a folder of its own: `files` by path on top of the usual ones. */
export function makeProject(files: Readonly<Record<string, string>> = {}): PlayedProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tableread-play-')))
  const all = {
    'journeys/move-house.yaml': JOURNEY,
    'journeys/broken.yaml': BROKEN,
    'journeys/two-channels.yaml': VOICE,
    'personas/mele.yaml': PERSONA,
    ...files,
  }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const folder = join(root, 'transcripts')
  const recordings = () =>
    readdirSync(folder)
      .sort()
      .map((name) => join('transcripts', name))
  const recorded = () => {
    const [name] = recordings()
    if (name === undefined) throw new Error('nothing was recorded')
    return readFileSync(join(root, name), 'utf8')
  }
  return {
    root,
    recordings,
    recorded,
    events: (recording) =>
      (recording === undefined ? recorded() : readFileSync(join(root, recording), 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line): TranscriptEvent => JSON.parse(line)),
  }
}
