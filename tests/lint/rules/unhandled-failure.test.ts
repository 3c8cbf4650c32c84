import { testRule } from '../rule-tester.ts'

const message = 'When book fails, the customer is left with no way on'

const WITHOUT = `steps:
  - {id: work, do: book}
  - {id: done, end: resolved}
`

const CALLED = `
journey: b
title: B
channels: [chat]
steps:
  - {id: work, do: book}
  - {id: back, end: resolved}
`

const CALLED_MARKED = CALLED.replace('do: book', 'do: ⟦book⟧')

const caller = (head: string, id = 'a') => `
journey: ${id}
title: A
channels: [chat]${head}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
  - {id: help, end: unresolved}
`

testRule('unhandled-failure', {
  valid: [
    {
      name: 'a step for failed',
      code: `steps:
  - {id: work, do: book, outcomes: {failed: sorry}}
  - {id: done, end: resolved}
  - {id: sorry, say: That did not work., end: unresolved}
`,
    },
    {
      name: 'failed with a step and more',
      code: `steps:
  - {id: work, do: book, outcomes: {failed: {go: sorry}}}
  - {id: done, end: resolved}
  - {id: sorry, end: unresolved}
`,
    },
    {
      name: 'the fallback of the journey',
      code: `fallback: sorry
${WITHOUT}  - {id: sorry, end: unresolved}
`,
    },
    {
      name: 'a failed outcome without a step goes to the fallback',
      code: `fallback: sorry
slots: {code: {type: text}}
steps:
  - {id: work, do: book, outcomes: {failed: {forget: [code]}}}
  - {id: done, end: resolved}
  - {id: sorry, end: unresolved}
`,
    },
    {
      name: 'the only caller has a fallback',
      code: { 'journeys/a.yaml': caller('\nfallback: help'), 'journeys/b.yaml': CALLED },
    },
    {
      name: 'the caller of the caller has a fallback',
      code: {
        'journeys/a.yaml': caller('\nfallback: help').replace('subjourney: b', 'subjourney: c'),
        'journeys/b.yaml': CALLED,
        'journeys/c.yaml': caller('', 'c'),
      },
    },
    {
      name: 'a fallback in one of the places where it is used, though not on its own',
      code: {
        'journeys/a.yaml': caller('\nfallback: help'),
        'journeys/b.yaml': CALLED.replace('title: B', 'title: B\nentry: true'),
      },
    },
    {
      name: 'a fallback in one of the places where it is used, though not in the other',
      code: {
        'journeys/a.yaml': caller('\nfallback: help'),
        'journeys/b.yaml': CALLED,
        'journeys/c.yaml': caller('', 'c'),
      },
    },
    {
      name: 'no action at all',
      code: `steps:
  - {id: hello, say: Hello.}
  - {id: done, end: resolved}
`,
    },
  ],
  invalid: [
    {
      name: 'neither failed nor fallback',
      code: WITHOUT.replace('do: book', 'do: ⟦book⟧'),
      errors: [{ message, step: 'work' }],
    },
    {
      name: 'succeeded is not failed, nor is any other outcome',
      code: `steps:
  - {id: work, do: ⟦book⟧, outcomes: {succeeded: done, full: sorry}}
  - {id: done, end: resolved}
  - {id: sorry, end: unresolved}
`,
      errors: [{ message, step: 'work' }],
    },
    {
      name: 'failed, but without a step of its own',
      code: `slots: {code: {type: text}}
steps:
  - {id: work, do: ⟦book⟧, outcomes: {failed: {learns: [code]}}}
  - {id: done, end: resolved}
`,
      errors: [{ message, step: 'work' }],
    },
    {
      name: 'next is no way on for a failure',
      code: `steps:
  - {id: work, do: ⟦book⟧, next: done}
  - {id: done, end: resolved}
`,
      errors: [{ message, step: 'work' }],
    },
    {
      name: 'each action that can fail',
      code: `steps:
  - {id: work, do: ⟦book⟧, next: pay}
  - {id: pay, do: ⟦pay⟧}
  - {id: tell, do: tell, outcomes: {failed: done}}
  - {id: done, end: resolved}
`,
      errors: [
        { message, step: 'work' },
        { message: 'When pay fails, the customer is left with no way on', step: 'pay' },
      ],
    },
    {
      name: 'the caller has no fallback either',
      code: { 'journeys/a.yaml': caller(''), 'journeys/b.yaml': CALLED_MARKED },
      errors: [{ message, journey: 'b', step: 'work' }],
    },
    {
      name: 'two callers, and no fallback in either: one finding',
      code: {
        'journeys/a.yaml': caller(''),
        'journeys/b.yaml': CALLED_MARKED,
        'journeys/c.yaml': caller('', 'c'),
      },
      errors: [{ message, journey: 'b', step: 'work' }],
    },
    {
      name: 'continue_in inherits no fallback',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: help
steps:
  - {id: on, continue_in: b}
  - {id: help, end: unresolved}
`,
        'journeys/b.yaml': CALLED_MARKED,
      },
      errors: [{ message, journey: 'b', step: 'work' }],
    },
  ],
})
