// The first versions of files that `new` and `init` write: short, commented, clean, ready to play.
import { stringify } from 'yaml'
import type { Channel } from '../model/index.ts'

export interface NewJourney {
  readonly id: string
  readonly title: string
  readonly summary: string | undefined
  readonly channels: readonly Channel[]
  readonly personas: readonly string[]
  /** A slot name that no other journey of the project has taken. */
  readonly slot: string
}

export interface NewPersona {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly quote: string | undefined
}

/** A text as YAML reads it back, quoted where it must be, on one line. */
const scalar = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd()

const optional = (key: string, text: string | undefined): string =>
  text === undefined || text === '' ? '' : `${key}: ${scalar(text)}\n`

export const journeyText = ({ id, title, summary, channels, personas, slot }: NewJourney): string =>
  `# A journey reads from top to bottom, like a script at a table read.
# Hear it:   tableread play ${id}
# Check it:  tableread lint
journey: ${id}
title: ${scalar(title)}
${optional('summary', summary)}channels: [${channels.join(', ')}]
${personas.length === 0 ? '' : `personas: [${personas.join(', ')}]\n`}fallback: to-a-person       # where a question goes when its answer is not understood

slots:                      # the facts this conversation is about
  ${slot}:
    type: choice
    values:                 # each value, and ways in which people say it
      question:
        - I have a question
        - I want to ask something
        - can you tell me
      problem:
        - something is wrong
        - I have a problem
        - it does not work

global_intents:             # heard at any question
  - intent: asks_for_a_person
    examples:
      - can I talk to someone
      - let me speak to a person
      - human please
      - agent
    next: to-a-person

steps:
  - id: greet
    say: Hello, I'm our virtual assistant. I can answer a question, or bring in a person.

  - id: ask-need
    ask: ${slot}
    say: Do you have a question, or has something gone wrong?
    reprompts:              # said when the answer was not understood, or did not come
      - Sorry, I didn't catch that. Is it a question, or has something gone wrong?
    next:
      - if: {${slot}: problem}
        go: sorry
      - go: answer

  - id: answer
    say: Here is what you need to know. (Write the answer here, in a sentence or two.)
    next: bye

  - id: sorry
    feels: frustrated       # how the customer feels here; the words should answer it
    say: I'm sorry something went wrong. Let me bring in a person who can put it right.
    next: to-a-person

  - id: bye
    say: That's everything. There's nothing more you need to do.
    end: resolved

  - id: to-a-person
    handoff: support team
    mode: warm              # stays until the person has understood
    passes: all             # so that nobody has to say it twice
    wait: 3 minutes
    say: I've told our support team what you told me. Someone joins you within 3 minutes.
    unavailable: promise-a-call

  - id: promise-a-call
    promise: a-call
    within: 1 working day
    owner: support team     # who keeps the promise
    say: Nobody is free just now. Someone from our support team will call you within 1 working day.

  - id: bye-for-now
    end: unresolved
`

export const personaText = ({ id, name, summary, quote }: NewPersona): string =>
  `# A persona is somebody to play: their situation, their state of mind, what they know.
# Be them:  tableread play --persona ${id}
persona: ${id}
name: ${scalar(name)}
summary: ${scalar(summary)}
${optional('quote', quote)}goals: [get it sorted today]
frustrations: [being asked the same thing twice]
context:
  place: at home
  device: phone
  attention: []               # hands_busy, eyes_busy, divided; empty: full attention
  company: alone              # alone or with_others
  time_pressure: medium       # low, medium or high
  at_hand: [paperwork]        # what they have with them
preferred_channels: [chat]
mood: {start: 0, patience: 3} # mood from -5 to 5; setbacks until they ask for a person or leave
on_record: {}                 # slot: value, what the organisation holds about them
knows: {}                     # slot: value, what they answer when asked
cannot_answer: []             # slots they cannot give
`

/** The files of a new project by their path; every one lints clean. */
export const projectFiles = (): Readonly<Record<string, string>> => ({
  'tableread.config.yaml': CONFIG,
  'journeys/where-is-my-parcel.yaml': JOURNEY,
  'personas/sam.yaml': PERSONA,
  'scenarios/sam-hears-the-day.yaml': SCENARIO,
})

export const PROJECT_README = `# Our conversations

Written for Tableread. Next:

- \`tableread play\` to be the customer; the recording goes to \`transcripts/\`.
- \`tableread lint\` to check the journeys.
- \`tableread new journey\` and \`tableread new persona\` to write the next ones.
`

const CONFIG = `# Settings of this project. Everything has a default; what you do not need can go.
extends: recommended          # draft, recommended, strict or all
rules: {}                     # rule: off, info, warning or error
paths:
  journeys: [journeys]
  personas: [personas]
  scenarios: [scenarios]
  transcripts: transcripts
`

const JOURNEY = `journey: where-is-my-parcel
title: Where is my parcel?
summary: A customer expected a parcel today and it has not come.
channels: [chat]
personas: [sam]
coverage: core
share: 30
cause: The message about the parcel names no day
prevention: Name the day when the parcel leaves
known: [first_name]           # what we hold about them when the contact starts
fallback: to-a-person         # where a question goes when its answer is not understood

slots:
  first_name: {type: text}
  order_number:
    type: digits
    length: 6
    demands: [paperwork]      # what answering takes
  delivery_day: {type: date}

global_intents:
  - intent: asks_for_a_person
    examples:
      - can I talk to someone
      - let me speak to a person
      - human please
      - agent
    next: to-a-person

steps:
  - id: greet
    say: Hello {first_name}, I'm Pip, the virtual assistant of Harbour Books.

  - id: ask-order
    ask: order_number
    say: What's your order number? It's the six digits in the email about your order.
    reprompts:
      - I need the six digits that stand at the top of the email. What are they?
    unable: to-a-person

  - id: find-parcel
    do: find_parcel
    uses: [order_number]
    learns: [delivery_day]
    outcomes:
      succeeded: tell-the-day
      lost: sorry-lost

  - id: tell-the-day
    say: I found it. Your parcel comes on {delivery_day}.
    next: bye

  - id: sorry-lost
    feels: disappointed
    say: I'm sorry, {first_name}. Your parcel was lost on the way, and that is for us to put right. A person can send you a new one.
    next: to-a-person

  - id: bye
    say: That's all, {first_name}. There's nothing more you need to do.
    end: resolved

  - id: to-a-person
    handoff: front desk
    mode: warm
    passes: all
    wait: 3 minutes
    say: I've told our front desk what you told me. Someone joins you within 3 minutes.
    unavailable: promise-a-call

  - id: promise-a-call
    promise: a-call
    within: 1 working day
    owner: front desk
    say: Nobody is free just now. Someone from our front desk will call you within 1 working day.

  - id: bye-for-now
    end: unresolved
`

const PERSONA = `persona: sam
name: Sam Oduya
summary: Ordered a birthday present for a niece and took the morning off to receive it.
quote: I just need to know if I should keep waiting.
goals: [know which day it comes, have it before Saturday]
frustrations: [vague answers, being passed around]
context:
  place: at home by the door
  device: phone
  company: alone
  time_pressure: high
  at_hand: [paperwork]
preferred_channels: [chat]
mood: {start: -1, patience: 3}
on_record: {first_name: Sam}
knows: {order_number: 482913}
`

const SCENARIO = `scenario: Sam hears which day the parcel comes
journey: where-is-my-parcel
persona: sam
channel: chat
actions:
  find_parcel: {outcome: succeeded, learns: {delivery_day: 2030-05-14}}
turns:
  - says: it's 482913
    means: {order_number: 482913}
expect:
  ends: resolved
  visits: [greet, tell-the-day, bye]
  asks_at_most: {order_number: 1}
`
