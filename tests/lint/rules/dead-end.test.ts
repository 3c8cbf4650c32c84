import { testRule } from '../rule-tester.ts'

/** All that can go wrong at an ask without a route of its own and without a fallback. */
const STUCK_AT_ASK =
  'A customer who is not understood, stays silent or cannot answer at ask is left with no way on'

const SLOTS = `
slots:
  wants: {type: choice, values: {fix: [fix it], leave: [leave it], other: [something else]}}
  size: {type: number}
  urgent: {type: yes_no}
  code: {type: digits, length: 4}`

const HELP = `  - {id: help, handoff: team, unavailable: bye}
  - {id: bye, end: unresolved}`

testRule('dead-end', {
  valid: [
    {
      name: 'everything ends',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: wants, say: Fix or leave it?}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'a condition for every value',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: urgent
    say: Is it urgent?
    next: [{if: {urgent: true}, go: help}, {if: {urgent: false}, go: done}]
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'a list, and what is not on it',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: wants
    say: Fix, leave or something else?
    next: [{if: {wants: [fix, leave]}, go: done}, {if: {wants: {not: [fix, leave]}}, go: help}]
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'bounds that meet',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: size
    say: How many?
    next: [{if: {size: {under: 5}}, go: done}, {if: {size: {at_least: 5}}, go: help}]
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'known or not',
      code: `fallback: help
sometimes_known: [code]${SLOTS}
steps:
  - id: start
    next: [{if: {code: {known: true}}, go: done}, {if: {code: {known: false}}, go: help}]
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'what the first branch kept out cannot come to the second',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: wants
    say: Fix, leave or something else?
    next: [{if: {wants: other}, go: help}, {go: then}]
  - {id: then, next: [{if: {wants: fix}, go: done}, {if: {wants: leave}, go: done}]}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'tries used up, but with a route of its own',
      code: `${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?, no_match: help}
  - {id: done, end: resolved}
${HELP}
`.trimStart(),
    },
    {
      name: 'a failure that leads nowhere is unhandled-failure',
      code: `steps:
  - {id: work, do: work}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'a handoff that leads nowhere is handoff-without-fallback',
      code: `steps:
  - {id: person, handoff: team}
`,
    },
    {
      name: 'inside a sub-journey the fallback of the caller holds',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: help${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
${HELP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: back, end: resolved}
`,
      },
    },
    {
      name: 'a step past which nothing follows, that nobody comes to',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: wants, say: Fix or leave it?, next: [{if: {wants: fix}, go: done}, {go: help}]}
  - {id: done, end: resolved}
${HELP}
  - {id: lost, say: Nobody hears this.}
`,
    },
    {
      name: 'going round for ever is another matter',
      code: `steps:
  - {id: here, say: Here.}
  - {id: there, say: There., next: here}
`,
    },
  ],
  invalid: [
    {
      name: 'past the last step',
      code: `steps:
  - {id: hello, say: Hello.}
  - {id: ⟦last⟧, say: That was all.}
`,
      errors: [
        {
          message: 'The conversation stops dead after last: nothing follows it',
          step: 'last',
          way: ['hello', 'last'],
        },
      ],
    },
    {
      name: 'no entry of the list holds',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: wants
    say: Fix, leave or something else?
    next:
      ⟦- {if: {wants: fix}, go: done}
      - {if: {wants: leave}, go: help}⟧
  - {id: done, end: resolved}
${HELP}
`,
      errors: [
        {
          message: 'The conversation stops dead after ask: no entry of its next holds',
          step: 'ask',
          way: ['ask'],
        },
      ],
    },
    {
      name: 'bounds that leave a gap',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: size
    say: How many?
    next: ⟦[{if: {size: {under: 5}}, go: done}, {if: {size: {over: 5}}, go: help}]⟧
  - {id: done, end: resolved}
${HELP}
`,
      errors: [
        {
          message: 'The conversation stops dead after ask: no entry of its next holds',
          step: 'ask',
        },
      ],
    },
    {
      name: 'a slot without a value fails every test but one',
      code: `fallback: help
sometimes_known: [wants]${SLOTS}
steps:
  - id: start
    next: ⟦[{if: {wants: fix}, go: done}, {if: {wants: {not: fix}}, go: help}]⟧
  - {id: done, end: resolved}
${HELP}
`,
      errors: [
        {
          message: 'The conversation stops dead after start: no entry of its next holds',
          step: 'start',
          way: ['start'],
        },
      ],
    },
    {
      name: 'tries used up, no route and no fallback',
      code: `${SLOTS.trimStart()}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
`,
      errors: [{ message: STUCK_AT_ASK, step: 'ask' }],
    },
    {
      name: 'no to a confirm that has nowhere to go',
      code: `${SLOTS.trimStart()}
steps:
  - {id: ask, ask: code, say: Code?, no_match: bye}
  - {id: check, confirm: ⟦[code]⟧, say: 'It is {code}, right?', no_match: bye}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
      errors: [
        { message: 'A customer who says no at check is left with no way on', step: 'check' },
      ],
    },
    {
      name: 'silence has somewhere to go, a misunderstanding has not',
      code: `${SLOTS.trimStart()}
steps:
  - {id: ask, ask: code, say: Code?, no_match: bye, unable: bye}
  - {id: check, confirm: ⟦[code]⟧, say: 'It is {code}, right?', denied: bye, no_input: bye}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
      errors: [
        {
          message: 'A customer who is not understood at check is left with no way on',
          step: 'check',
        },
      ],
    },
    {
      name: 'a channel for which no entry holds',
      code: `
journey: a
title: A
channels: [chat, voice]
steps:
  - {id: start, next: ⟦[{if: {channel: chat}, go: done}]⟧}
  - {id: done, end: resolved}
`,
      errors: [
        {
          message: 'The conversation stops dead after start: no entry of its next holds',
          step: 'start',
        },
      ],
    },
    {
      name: 'in a sub-journey whose caller has no fallback either',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: back, end: resolved}
`,
      },
      errors: [
        {
          message: STUCK_AT_ASK,
          journey: 'b',
          step: 'ask',
        },
      ],
    },
    {
      name: 'continue_in inherits no fallback',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: help${SLOTS}
steps:
  - {id: want, ask: wants, say: Fix or leave it?}
  - {id: on, continue_in: b}
${HELP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
`,
      },
      errors: [
        {
          message: STUCK_AT_ASK,
          journey: 'b',
          step: 'ask',
        },
      ],
    },
    {
      name: 'a caller that does not go on when the sub-journey comes back',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: sub, subjourney: b, outcomes: {resolved: done}, next: ⟦[{if: {channel: voice}, go: done}]⟧}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: work, do: work, outcomes: {succeeded: good, failed: bad}}
  - {id: good, end: resolved}
  - {id: bad, end: unresolved}
`,
      },
      errors: [
        {
          message: 'The conversation stops dead after sub: no entry of its next holds',
          journey: 'a',
          step: 'sub',
        },
      ],
    },
    {
      name: 'two steps, two findings',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: wants, say: Fix or leave it?, next: [{if: {wants: fix}, go: one}, {go: two}]}
  - {id: one, next: ⟦[{if: {wants: leave}, go: done}]⟧}
  - {id: two, next: ⟦[{if: {wants: fix}, go: done}]⟧}
  - {id: done, end: resolved}
${HELP}
`,
      errors: [
        {
          message: 'The conversation stops dead after one: no entry of its next holds',
          step: 'one',
        },
        {
          message: 'The conversation stops dead after two: no entry of its next holds',
          step: 'two',
        },
      ],
    },
  ],
})
