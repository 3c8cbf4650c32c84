import { testRule } from '../rule-tester.ts'

const SLOTS = `
slots:
  code: {type: digits, length: 4}
  wants: {type: choice, values: {fix: [fix it], leave: [leave it]}}
  more: {type: yes_no, transient: true}`

/** The same slots, and a way on for all that goes wrong. */
const HELP = `fallback: help${SLOTS}`
const HELP_STEP = '  - {id: help, handoff: team, unavailable: bye}\n  - {id: bye, end: unresolved}'

const message = 'Asks for code again; the customer gave it at first'

testRule('repeated-ask', {
  valid: [
    {
      name: 'asked once',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'the second ask is skipped where the value is known',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: again, ask: code, say: Code?, skip_if_known: true}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'the journey skips all asks that are known',
      code: `skip_if_known: true
${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: again, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'a transient slot is asked afresh',
      code: `${HELP}
steps:
  - {id: first, ask: more, say: More?}
  - {id: again, ask: more, say: And more?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'reprompts and the prompt once more are the same ask',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?, reprompts: [The four digits?], max_tries: 3}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'a global intent that resumes comes back to the same ask',
      code: `${HELP}
global_intents: [{intent: why, examples: [why], say: To find you., next: resume}]
steps:
  - {id: first, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'volunteered facts bring the same prompt again, and were never asked for',
      code: `${HELP}
steps:
  - {id: first, ask: wants, say: Fix or leave it?}
  - {id: then, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'forgotten by a step when it is left',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: sorry, say: Let us start over., forget: [code]}
  - {id: again, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'forgotten on the way by the entry of next that is taken',
      code: `${HELP}
steps:
  - id: first
    ask: code
    say: Code?
    next: [{forget: [code], go: again}]
  - {id: again, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'forgotten by an outcome',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - id: check
    do: check
    outcomes: {succeeded: done, failed: {go: again, forget: [code]}}
  - {id: again, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'an outcome said that what the action uses was not right',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: check, do: check, uses: [code], outcomes: {succeeded: done, wrong: again, failed: help}}
  - {id: again, ask: code, say: That is not it. Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'a denied confirm takes the value away',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: check, confirm: [code], say: 'It is {code}, right?', denied: again}
  - {id: done, end: resolved}
  - {id: again, ask: code, say: Which code?}
  - {id: thanks, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'not answered the first time: unable goes on without a value',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?, unable: again, next: done}
  - {id: again, ask: code, say: It is on the card. Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'the second ask is on a branch the value cannot lead to',
      code: `${HELP}
steps:
  - id: first
    ask: code
    say: Code?
    next: [{if: {code: {known: false}}, go: again}, {go: done}]
  - {id: again, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'two branches that exclude each other',
      code: `${HELP}
steps:
  - {id: want, ask: more, say: Is there more?}
  - {id: one, next: [{if: {more: true}, go: first}, {go: two}]}
  - {id: first, ask: code, say: Code?}
  - {id: two, next: [{if: {more: false}, go: again}, {go: done}]}
  - {id: again, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
    },
    {
      name: 'handed over to another journey that does not ask',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: on, continue_in: b, passes: [code]}
${HELP_STEP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: again, ask: code, say: Code?, skip_if_known: true, no_match: bye}
  - {id: bye, end: resolved}
`,
      },
    },
    {
      name: 'a value lost on the way to another journey is the defect of the step that lost it',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: on, continue_in: b}
${HELP_STEP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: again, ask: code, say: Code?, no_match: bye}
  - {id: bye, end: resolved}
`,
      },
    },
    {
      name: 'a fallback that leads back: no answer was given',
      code: `fallback: again${SLOTS}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: done, end: resolved}
  - {id: again, ask: code, say: Once more. Code?, no_match: bye}
  - {id: bye, end: unresolved}
`,
    },
  ],
  invalid: [
    {
      name: 'asked straight away again',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code', way: ['first', 'again'] }],
    },
    {
      name: 'only after a failure',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: check, do: check, uses: [code], outcomes: {succeeded: done, failed: again}}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code', way: ['first', 'check', 'again'] }],
    },
    {
      name: 'a failure says nothing against what the action used',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: check, do: check, outcomes: {succeeded: done, wrong: again, failed: help}}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code' }],
    },
    {
      name: 'back to the ask itself',
      code: `${HELP}
steps:
  - {id: first, ask: ⟦code⟧, say: Code?}
  - {id: check, do: check, outcomes: {succeeded: done, failed: first}}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'first', slot: 'code', way: ['first', 'check', 'first'] }],
    },
    {
      name: 'skipping does nothing for the ask that does not skip',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?, skip_if_known: true}
  - {id: second, ask: code, say: Code?, skip_if_known: true}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code', way: ['first', 'second', 'again'] }],
    },
    {
      name: 'two asks too many are two findings',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: still, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [
        { message, step: 'again', slot: 'code' },
        {
          message: 'Asks for code again; the customer gave it at again',
          step: 'still',
          slot: 'code',
        },
      ],
    },
    {
      name: 'asked again to verify',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: again, ask: ⟦code⟧, say: Code?, verifies: true}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code' }],
    },
    {
      name: 'told as a correction at a confirm',
      code: `sometimes_known: [code]
${HELP}
steps:
  - {id: check, next: [{if: {code: {known: true}}, go: right}, {go: done}]}
  - {id: right, confirm: [code], say: 'It is {code}, right?', denied: help}
  - {id: again, ask: ⟦code⟧, say: Code?, verifies: true}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [
        {
          message: 'Asks for code again; the customer gave it at right',
          step: 'again',
          slot: 'code',
          way: ['check', 'right', 'again'],
        },
      ],
    },
    {
      name: 'told outlives a newer value from an action',
      code: `${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: renew, do: renew, learns: [code], outcomes: {succeeded: again, failed: done}}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code' }],
    },
    {
      name: 'forgotten on one way only',
      code: `${HELP}
steps:
  - id: first
    ask: code
    say: Code?
    next: [{if: {code: "0000"}, forget: [code], go: again}, {go: again}]
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code' }],
    },
    {
      name: 'in a sub-journey',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
${HELP_STEP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: back, end: resolved}
`,
      },
      errors: [
        { message, journey: 'b', step: 'again', slot: 'code', way: ['first', 'sub', 'again'] },
      ],
    },
    {
      name: 'told in a sub-journey, asked again by the caller',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
${HELP}
steps:
  - {id: sub, subjourney: b}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: back, end: resolved}
`,
      },
      errors: [{ message, step: 'again', slot: 'code', way: ['sub', 'first', 'back', 'again'] }],
    },
    {
      name: 'in a journey that goes on with the value',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: on, continue_in: b, passes: [code]}
${HELP_STEP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: again, ask: ⟦code⟧, say: Code?, no_match: bye}
  - {id: bye, end: resolved}
`,
      },
      errors: [{ message, journey: 'b', step: 'again', slot: 'code' }],
    },
    {
      name: 'lost on the way, but known again to the organisation: still told',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
${HELP}
steps:
  - {id: first, ask: code, say: Code?}
  - {id: on, continue_in: b}
${HELP_STEP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
known: [code]${SLOTS}
steps:
  - {id: again, ask: ⟦code⟧, say: Code?, verifies: true, no_match: bye}
  - {id: bye, end: resolved}
`,
      },
      errors: [{ message, journey: 'b', step: 'again', slot: 'code' }],
    },
    {
      name: 'reached by the inherited fallback of a caller',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: again${SLOTS}
steps:
  - {id: first, ask: code, say: Code?, no_match: done}
  - {id: sub, subjourney: b, next: done}
  - {id: again, ask: ⟦code⟧, say: Code?, no_match: done}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: want, ask: wants, say: Fix or leave it?}
  - {id: back, end: resolved}
`,
      },
      errors: [{ message, step: 'again', slot: 'code', way: ['first', 'sub', 'want', 'again'] }],
    },
    {
      name: 'reached by a global intent',
      code: `${HELP}
global_intents: [{intent: restart, examples: [start over], next: first}]
steps:
  - {id: first, ask: ⟦code⟧, say: Code?}
  - {id: then, ask: wants, say: Fix or leave it?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'first', slot: 'code', way: ['first', 'then', 'first'] }],
    },
    {
      name: 'a fact volunteered with the answer turns the second branch',
      code: `${HELP}
steps:
  - {id: want, ask: wants, say: Fix or leave it?}
  - {id: one, next: [{if: {wants: fix}, go: first}, {go: two}]}
  - {id: first, ask: code, say: Code?}
  - {id: two, next: [{if: {wants: leave}, go: again}, {go: done}]}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [
        { message, step: 'again', slot: 'code', way: ['want', 'one', 'first', 'two', 'again'] },
      ],
    },
    {
      name: 'by voice only',
      code: `
journey: a
title: A
channels: [chat, voice]
${HELP}
steps:
  - id: first
    ask: code
    say: Code?
    next: [{if: {channel: voice}, go: again}, {go: done}]
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
${HELP_STEP}
`,
      errors: [{ message, step: 'again', slot: 'code' }],
    },
  ],
})
