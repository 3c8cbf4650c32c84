import { testRule } from '../rule-tester.ts'

const SLOTS = `
slots:
  code: {type: digits, length: 4}
  wants: {type: choice, values: {fix: [fix it], leave: [leave it], person: [a person]}}
  more: {type: yes_no, transient: true}`

const HELP = '  - {id: help, handoff: team, unavailable: bye}\n  - {id: bye, end: unresolved}'

const message = (step: string) => `Whatever the customer says at ${step}, no way leads to a person`

testRule('no-way-to-a-person', {
  valid: [
    {
      name: 'no questions at all',
      code: `steps:
  - {id: hours, say: We open at eight.}
  - {id: done, end: unresolved}
`,
    },
    {
      name: 'tries used up lead to a handoff',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'a global intent leads to a handoff',
      code: `fallback: bye${SLOTS}
global_intents: [{intent: asks_for_a_person, examples: [agent], next: help}]
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'a value of the slot leads to a handoff',
      code: `fallback: bye${SLOTS}
steps:
  - {id: ask, ask: wants, say: Fix it?, next: [{if: {wants: person}, go: help}, {go: done}]}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'only unable leads to a handoff',
      code: `fallback: bye${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?, unable: help}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'only a failed action leads to a handoff',
      code: `fallback: bye${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: work, do: work, outcomes: {failed: help}}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'a promise that somebody owns is a person too',
      code: `fallback: call${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: done, end: resolved}
  - {id: call, promise: call, say: The duty lead calls you., owner: duty lead}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'no way left, but a handoff was tried',
      code: `fallback: bye${SLOTS}
steps:
  - {id: person, handoff: team, unavailable: ask}
  - {id: ask, ask: code, say: Your number to call you back?}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'a core conversation that always is resolved',
      code: `coverage: core
fallback: done${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'in a sub-journey: the fallback of the caller leads to a handoff',
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
      name: 'in a sub-journey: the global intent of the caller',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: bye${SLOTS}
global_intents: [{intent: asks_for_a_person, examples: [agent], next: help}]
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
      name: 'the journey that follows leads to a handoff',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: bye${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: on, continue_in: b}
  - {id: bye, end: unresolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
${HELP}
`,
      },
    },
    {
      name: 'a sub-journey that is core on its own is judged by the conversation it is part of',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
coverage: core
fallback: done${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
coverage: long_tail${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: back, end: unresolved}
`,
      },
    },
  ],
  invalid: [
    {
      name: 'all ways end without one',
      code: `fallback: bye${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('ask'), step: 'ask', way: ['ask'] }],
    },
    {
      name: 'several steps: one finding, at the first in the file',
      code: `fallback: bye${SLOTS}
steps:
  - {id: start, next: second}
  - {id: first, ask: ⟦code⟧, say: Code?, next: done}
  - {id: second, ask: wants, say: Fix it?, next: first}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('first'), step: 'first', way: ['start', 'second', 'first'] }],
    },
    {
      name: 'a confirm listens too',
      code: `known: [code]
fallback: bye${SLOTS}
steps:
  - {id: check, confirm: ⟦[code]⟧, say: 'It is {code}?'}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('check'), step: 'check' }],
    },
    {
      name: 'the way to a person is behind',
      code: `fallback: bye${SLOTS}
steps:
  - {id: ask, ask: wants, say: Fix it?, next: [{if: {wants: person}, go: help}, {go: then}]}
  - {id: then, ask: ⟦more⟧, say: More?}
  - {id: done, end: resolved}
${HELP}
`,
      errors: [{ message: message('then'), step: 'then', way: ['ask', 'then'] }],
    },
    {
      name: 'a promise without an owner is nobody',
      code: `fallback: call${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
  - {id: call, promise: call, say: We call you.}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('ask'), step: 'ask' }],
    },
    {
      name: 'core, but it can end unresolved',
      code: `coverage: core
fallback: bye${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
`,
      errors: [{ message: message('ask'), step: 'ask' }],
    },
    {
      name: 'always resolved, but not core',
      code: `fallback: done${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('ask'), step: 'ask' }],
    },
    {
      name: 'core, but it can get stuck',
      code: `coverage: core${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('ask'), step: 'ask' }],
    },
    {
      name: 'a condition that cannot hold any more guards the handoff',
      code: `fallback: bye${SLOTS}
steps:
  - {id: more, ask: more, say: More?, next: [{if: {more: true}, go: ask}, {go: done}], no_match: help}
  - {id: ask, ask: ⟦code⟧, say: Code?, next: [{if: {more: false}, go: help}, {go: done}]}
  - {id: done, end: resolved}
${HELP}
`,
      errors: [{ message: message('ask'), step: 'ask', way: ['more', 'ask'] }],
    },
    {
      name: 'in a sub-journey of a caller without one',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: bye${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
  - {id: bye, end: unresolved}
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
      errors: [{ message: message('ask'), journey: 'b', step: 'ask', way: ['sub', 'ask'] }],
    },
    {
      name: 'continue_in leaves the way to a person behind',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: on, continue_in: b}
${HELP}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
fallback: bye${SLOTS}
steps:
  - {id: ask-more, ask: ⟦more⟧, say: More?}
  - {id: bye, end: unresolved}
`,
      },
      errors: [
        {
          message: message('ask-more'),
          journey: 'b',
          step: 'ask-more',
          way: ['ask', 'on', 'ask-more'],
        },
      ],
    },
    {
      name: 'a sub-journey that calls itself core: the coverage of the conversation counts',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: done${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
coverage: core${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: back, end: resolved}
`,
      },
      errors: [{ message: message('ask'), journey: 'b', step: 'ask', way: ['sub', 'ask'] }],
    },
    {
      name: 'a caller has one, but the conversation can also start in the sub-journey',
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
channels: [chat]
entry: true${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: back, end: resolved}
`,
      },
      errors: [{ message: message('ask'), journey: 'b', step: 'ask', way: ['ask'] }],
    },
    {
      name: 'each journey has its own',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: bye${SLOTS}
steps:
  - {id: ask, ask: ⟦code⟧, say: Code?}
  - {id: sub, subjourney: b}
  - {id: bye, end: unresolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: ask-more, ask: ⟦more⟧, say: More?}
  - {id: back, end: resolved}
`,
      },
      errors: [
        { message: message('ask'), journey: 'a', step: 'ask' },
        { message: message('ask-more'), journey: 'b', step: 'ask-more' },
      ],
    },
  ],
})
