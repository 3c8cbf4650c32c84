import { testRule } from '../rule-tester.ts'

const SLOTS = `
slots:
  email: {type: email}
  plan: {type: choice, values: {small: [small], large: [large]}}
  word: {type: text}
  more: {type: yes_no, transient: true}`

const END = `  - {id: done, end: resolved}
  - {id: help, handoff: team, unavailable: bye}
  - {id: bye, end: unresolved}`

const onRecord = "Asks for email, which the organisation's records already gave"
const byAction = 'Asks for email, which the action look_up already gave'

testRule('ask-known', {
  valid: [
    {
      name: 'not known',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: email, say: Which address?}
${END}
`,
    },
    {
      name: 'known, and skipped',
      code: `fallback: help
known: [email]${SLOTS}
steps:
  - {id: ask, ask: email, say: Which address?, skip_if_known: true}
${END}
`,
    },
    {
      name: 'known, and asked to check who it is',
      code: `fallback: help
known: [email]${SLOTS}
steps:
  - {id: ask, ask: email, say: Which address do we have?, verifies: true}
${END}
`,
    },
    {
      name: 'a transient slot is never known',
      code: `fallback: help
known: [more]${SLOTS}
steps:
  - {id: ask, ask: more, say: Anything more?}
${END}
`,
    },
    {
      name: 'sometimes known, asked only where it is not',
      code: `fallback: help
sometimes_known: [email]${SLOTS}
steps:
  - {id: start, next: [{if: {email: {known: true}}, go: done}, {go: ask}]}
  - {id: ask, ask: email, say: Which address?}
${END}
`,
    },
    {
      name: 'forgotten before',
      code: `fallback: help
known: [email]${SLOTS}
steps:
  - {id: start, say: I only have an old address., forget: [email]}
  - {id: ask, ask: email, say: Which address?}
${END}
`,
    },
    {
      name: 'a denied confirm: what was on record was wrong',
      code: `fallback: help
known: [email]${SLOTS}
steps:
  - {id: check, confirm: [email], say: 'Is it {email}?', denied: ask, next: done}
  - {id: ask, ask: email, say: Which address is it then?, next: done}
${END}
`,
    },
    {
      name: 'the action that would find it failed',
      code: `fallback: help${SLOTS}
steps:
  - {id: find, do: look_up, learns: [email], outcomes: {succeeded: done, failed: ask}}
  - {id: ask, ask: email, say: Which address?, next: done}
${END}
`,
    },
    {
      name: 'another outcome learns nothing unless it says so',
      code: `fallback: help${SLOTS}
steps:
  - {id: find, do: look_up, learns: [email], outcomes: {succeeded: done, not_found: ask, failed: help}}
  - {id: ask, ask: email, say: Which address?, next: done}
${END}
`,
    },
    {
      name: 'told by the customer: that is repeated-ask',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: email, say: Which address?}
  - {id: find, do: look_up, learns: [email], outcomes: {succeeded: again, failed: done}}
  - {id: again, ask: email, say: Which address?}
${END}
`,
    },
    {
      name: 'volunteered is not known to the organisation',
      code: `fallback: help${SLOTS}
steps:
  - {id: first, ask: plan, say: Small or large?}
  - {id: ask, ask: email, say: Which address?}
${END}
`,
    },
    {
      name: 'known in the journey before, and left behind',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
known: [email]${SLOTS}
steps:
  - {id: on, continue_in: b}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
fallback: help${SLOTS}
steps:
  - {id: ask, ask: email, say: Which address?}
${END}
`,
      },
    },
  ],
  invalid: [
    {
      name: 'known from the start',
      code: `fallback: help
known: [email]${SLOTS}
steps:
  - {id: hello, say: Hello.}
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: onRecord, step: 'ask', slot: 'email', way: ['hello', 'ask'] }],
    },
    {
      name: 'plain text too, which nobody can volunteer',
      code: `fallback: help
known: [word]${SLOTS}
steps:
  - {id: ask, ask: ⟦word⟧, say: Your word?}
${END}
`,
      errors: [
        {
          message: "Asks for word, which the organisation's records already gave",
          step: 'ask',
          slot: 'word',
        },
      ],
    },
    {
      name: 'sometimes known is enough',
      code: `fallback: help
sometimes_known: [email]${SLOTS}
steps:
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: onRecord, step: 'ask', slot: 'email' }],
    },
    {
      name: 'found by an action',
      code: `fallback: help${SLOTS}
steps:
  - {id: find, do: look_up, learns: [email], outcomes: {succeeded: ask, failed: help}}
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: byAction, step: 'ask', slot: 'email', way: ['find', 'ask'] }],
    },
    {
      name: 'found by an outcome of its own',
      code: `fallback: help${SLOTS}
steps:
  - id: find
    do: look_up
    outcomes: {succeeded: done, similar: {go: ask, learns: [email]}, failed: help}
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: byAction, step: 'ask', slot: 'email', way: ['find', 'ask'] }],
    },
    {
      name: 'an outcome without a step of its own goes to next',
      code: `fallback: help${SLOTS}
steps:
  - id: find
    do: look_up
    next: ask
    outcomes: {succeeded: done, similar: {learns: [email]}, failed: help}
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: byAction, step: 'ask', slot: 'email' }],
    },
    {
      name: 'a confirm with yes tells nothing new: it was on record',
      code: `fallback: help
known: [email]${SLOTS}
steps:
  - {id: check, confirm: [email], say: 'Is it {email}?'}
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: onRecord, step: 'ask', slot: 'email', way: ['check', 'ask'] }],
    },
    {
      name: 'an outcome says it was not right: no longer told, but still found',
      code: `fallback: help${SLOTS}
steps:
  - {id: first, ask: email, say: Which address?, unable: find}
  - id: find
    do: look_up
    uses: [email]
    outcomes: {succeeded: done, corrected: {go: again, learns: [email]}, failed: help}
  - {id: again, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: byAction, step: 'again', slot: 'email' }],
    },
    {
      name: 'the first way on is known, the second is not: one finding',
      code: `fallback: help
known: [email]${SLOTS}
steps:
  - id: plan
    ask: plan
    say: Small or large?
    next: [{if: {plan: small}, forget: [email], go: ask}, {go: ask}]
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      errors: [{ message: onRecord, step: 'ask', slot: 'email', way: ['plan', 'ask'] }],
    },
    {
      name: 'forgotten, and known again in a sub-journey',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: help
known: [email]${SLOTS}
steps:
  - {id: hello, say: Hello., forget: [email]}
  - {id: sub, subjourney: b}
${END}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
known: [email]${SLOTS}
steps:
  - {id: ask, ask: ⟦email⟧, say: Which address?}
  - {id: back, end: resolved}
`,
      },
      errors: [
        {
          message: onRecord,
          journey: 'b',
          step: 'ask',
          slot: 'email',
          way: ['hello', 'sub', 'ask'],
        },
      ],
    },
    {
      name: 'left behind by continue_in, and known again there',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]${SLOTS}
steps:
  - {id: on, continue_in: b}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
fallback: help
known: [email]${SLOTS}
steps:
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      },
      errors: [{ message: onRecord, journey: 'b', step: 'ask', slot: 'email', way: ['on', 'ask'] }],
    },
    {
      name: 'found before, and passed to another journey',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]${SLOTS}
steps:
  - {id: find, do: look_up, learns: [email], outcomes: {succeeded: on, failed: bye}}
  - {id: on, continue_in: b, passes: [email]}
  - {id: bye, end: unresolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
fallback: help${SLOTS}
steps:
  - {id: ask, ask: ⟦email⟧, say: Which address?}
${END}
`,
      },
      errors: [
        {
          message: byAction,
          journey: 'b',
          step: 'ask',
          slot: 'email',
          way: ['find', 'on', 'ask'],
        },
      ],
    },
  ],
})
