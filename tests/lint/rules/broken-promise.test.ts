import { testRule } from '../rule-tester.ts'

const SLOTS = `
slots:
  code: {type: digits, length: 4}
  more: {type: yes_no, transient: true}`

const message = (end: string) =>
  `Promises call, and the conversation ends at ${end} with nobody to keep it`

testRule('broken-promise', {
  valid: [
    {
      name: 'kept by an action afterwards',
      code: `fallback: bye
steps:
  - {id: say, promise: call, say: We call you., within: 1 day}
  - {id: book, do: book, fulfils: call, outcomes: {failed: book}}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'kept before it is made',
      code: `steps:
  - {id: book, do: book, fulfils: call, outcomes: {succeeded: say, failed: bye}}
  - {id: say, promise: call, say: We call you.}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'somebody outside keeps it',
      code: `steps:
  - {id: say, promise: call, say: We call you., owner: duty lead}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'an owner anywhere is enough',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: say, promise: call, say: We call you.}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: say, promise: call, say: We call you., owner: duty lead}
  - {id: done, end: resolved}
`,
      },
    },
    {
      name: 'handed over with everything',
      code: `steps:
  - {id: say, promise: call, say: We call you.}
  - {id: person, handoff: team, passes: all, unavailable: person}
`,
    },
    {
      name: 'handed over by its name',
      code: `steps:
  - {id: say, promise: call, say: We call you.}
  - {id: person, handoff: team, passes: [call], unavailable: person}
`,
    },
    {
      name: 'kept by a step of another kind when it is left',
      code: `steps:
  - {id: say, promise: call, say: We call you.}
  - {id: ring, say: We are calling you now., fulfils: call}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'an outcome of its own keeps it',
      code: `steps:
  - {id: say, promise: call, say: We call you.}
  - id: book
    do: book
    outcomes:
      succeeded: {go: done, fulfils: call}
      late: {go: done, fulfils: call}
      failed: person
  - {id: person, handoff: team, passes: all, unavailable: book}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'kept in the journey that follows',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: say, promise: call, say: We call you.}
  - {id: on, continue_in: b}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: book, do: book, fulfils: call, outcomes: {failed: book}}
  - {id: done, end: resolved}
`,
      },
    },
    {
      name: 'kept by the caller of the sub-journey that made it',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: sub, subjourney: b}
  - {id: ring, say: Calling., fulfils: call}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: say, promise: call, say: We call you.}
  - {id: back, end: resolved}
`,
      },
    },
    {
      name: 'a dead end is its own finding',
      code: `steps:
  - {id: say, promise: call, say: We call you.}
`,
    },
    {
      name: 'nobody comes to the promise',
      code: `steps:
  - {id: done, end: resolved}
  - {id: say, promise: call, say: We call you.}
  - {id: bye, end: resolved}
`,
    },
    {
      name: 'made and kept on the same correlated branch',
      code: `fallback: bye${SLOTS}
steps:
  - {id: ask, ask: more, say: Shall we call?, no_match: bye}
  - {id: one, next: [{if: {more: true}, go: say}, {go: two}]}
  - {id: say, promise: call, say: We call you.}
  - {id: two, next: [{if: {more: true}, go: ring}, {go: bye}]}
  - {id: ring, say: Calling., fulfils: call}
  - {id: bye, end: resolved}
`,
    },
  ],
  invalid: [
    {
      name: 'nothing keeps it',
      code: `steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('done'), step: 'say', way: ['say', 'done'] }],
    },
    {
      name: 'a deadline keeps nothing',
      code: `steps:
  - {id: say, promise: ⟦call⟧, say: We call you within a day., within: 1 day}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('bye'), step: 'say' }],
    },
    {
      name: 'the action that keeps it failed',
      code: `steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: book, do: book, fulfils: call, outcomes: {failed: bye}}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('bye'), step: 'say', way: ['say', 'book', 'bye'] }],
    },
    {
      name: 'another outcome keeps it only where it says so',
      code: `steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: book, do: book, fulfils: call, next: done, outcomes: {late: done, failed: book}}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('done'), step: 'say', way: ['say', 'book', 'done'] }],
    },
    {
      name: 'another promise is kept',
      code: `steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: write, promise: letter, say: And we write., owner: duty lead}
  - {id: ring, say: Writing., fulfils: letter}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('done'), step: 'say' }],
    },
    {
      name: 'handed over without it',
      code: `${SLOTS.trimStart()}
steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: person, handoff: team, passes: [code], unavailable: person}
`,
      errors: [{ message: message('person'), step: 'say', way: ['say', 'person'] }],
    },
    {
      name: 'handed over with everything, but nobody is free',
      code: `steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: person, handoff: team, passes: all, unavailable: bye}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('bye'), step: 'say', way: ['say', 'person', 'bye'] }],
    },
    {
      name: 'the same promise at two steps: each is a finding',
      code: `steps:
  - {id: work, do: work, outcomes: {succeeded: say, failed: late}}
  - {id: say, promise: ⟦call⟧, say: We call you., next: done}
  - {id: late, promise: ⟦call⟧, say: We call you later.}
  - {id: done, end: resolved}
`,
      errors: [
        { message: message('done'), step: 'say' },
        { message: message('done'), step: 'late' },
      ],
    },
    {
      name: 'made in a sub-journey, never kept by the caller',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: back, end: resolved}
`,
      },
      errors: [
        {
          message: message('done'),
          journey: 'b',
          step: 'say',
          way: ['sub', 'say', 'back', 'done'],
        },
      ],
    },
    {
      name: 'made before continue_in, never kept there; passes is of no help',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: on, continue_in: b, passes: [call]}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: done, end: resolved}
`,
      },
      errors: [{ message: message('done'), step: 'say', way: ['say', 'on', 'done'] }],
    },
    {
      name: 'the step that keeps it is passed over on one branch',
      code: `${SLOTS.trimStart()}
steps:
  - {id: say, promise: ⟦call⟧, say: We call you.}
  - {id: ask, ask: more, say: Now?, next: [{if: {more: true}, go: ring}, {go: done}], no_match: ring}
  - {id: ring, say: Calling., fulfils: call}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('done'), step: 'say', way: ['say', 'ask', 'done'] }],
    },
  ],
})
