import { expect, test } from 'vitest'
import { loadTexts } from '../../src/model/index.ts'
import { createTheme, mermaid, outline } from '../../src/report/index.ts'

const project = loadTexts({
  'journeys/refund.yaml': `
journey: refund
title: I want my money back
channels: [chat, in_person]
fallback: desk
known: [name]
slots:
  name: {type: text}
  amount: {type: money}
  card: {type: digits, length: 16, sensitive: payment_card}
  sure: {type: yes_no, transient: true}
global_intents:
  - {intent: asks_for_a_person, examples: [agent, a person, human, somebody], next: desk}
steps:
  - id: how-much
    ask: amount
    skip_if_known: true
    say: ["Hello {name}. How much was it?", {text: "How much?", channels: [in_person]}]
    reprompts: [How much did you pay?]
    unable: look
    next:
      - {if: [{amount: {over: 50}, sure: true}, {name: {known: false}}], go: desk}
      - {if: {amount: {not: [1, 2]}}, forget: [amount], go: look}
      - go: check
  - {id: look, do: look_up, uses: [name], learns: [amount], outcomes: {not_found: {go: desk, forget: [name]}}}
  - {id: check, subjourney: who, outcomes: {unresolved: desk}}
  - {id: back, promise: money, within: 2 days, owner: till, next: end}
  - {id: desk, handoff: "the <b>desk</b>", passes: [amount], wait: 5 minutes, unavailable: back}
  - {id: end, end: resolved}
`,
  'journeys/who.yaml': `
journey: who
title: Are you who you are?
channels: [chat, in_person]
steps:
  - {id: done, end: resolved}
`,
})

const refund = project.journeys.get('refund')
const theme = createTheme({ columns: 72 }, { color: false }, {})

test('the journey loads', () => {
  expect(project.diagnostics).toEqual([])
})

test('an outline says what is said, where it goes and when', () => {
  expect(refund && outline(refund, project, theme)).toBe(`I want my money back

  journey      refund
  channels     chat, in person
  known        name

What it is about
  name    text
  amount  money
  card    16 digits; sensitive (payment card)
  sure    yes or no; asked afresh each time

Heard at any question
  asks_for_a_person
    "agent", "a person", "human", …
    → desk

Where no other way is given
  → desk

Steps
  how-much
    asks for amount, skipped when known
    "Hello {name}. How much was it?"
    or "How much?" (in person)
    again: "How much did you pay?"
    → amount is over 50 and sure is yes, or name is not known: desk
    → amount is not 1 or 2: look (forgets amount)
    → otherwise: check
    → not understood or silent twice: desk (fallback)
    → cannot answer: look

  look
    does look_up, with name, learns amount
    → succeeded: check
    → failed: desk (fallback)
    → not found: desk (forgets name)

  check
    goes through who ("Are you who you are?") and comes back
    → back resolved: back
    → back unresolved: desk

  back
    promises money, within 2 days, kept by till
    → end

  desk
    hands over to the <b>desk</b>, without staying, passing on amount,
    about 5 minutes
    → nobody is free: back

  end
    ends resolved
`)
})

test('a diagram has a node a step, an edge a way out, and safe words', () => {
  expect(refund && mermaid(refund)).toBe(`flowchart TD
  s0[/"how-much"/]
  s1[["look"]]
  s2[("check<br/>who")]
  s3(["back"])
  s4[\\"desk<br/>the #60;b#62;desk#60;#47;b#62;"\\]
  s5(("end<br/>resolved"))
  s0 -->|"amount is over 50 and sure is yes#44; or name is not known"| s4
  s0 -->|"amount is not 1 or 2"| s1
  s0 -->|"otherwise"| s2
  s0 -.->|"not understood or silent twice"| s4
  s0 -->|"cannot answer"| s1
  s1 -->|"succeeded"| s2
  s1 -.->|"failed"| s4
  s1 -->|"not found"| s4
  s2 -->|"back resolved"| s3
  s2 -->|"back unresolved"| s4
  s3 --> s5
  s4 -->|"nobody is free"| s3
  i0>"asks for a person"]
  i0 -.-> s4
`)
})
