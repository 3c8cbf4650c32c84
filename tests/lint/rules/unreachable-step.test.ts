import { testRule } from '../rule-tester.ts'

const SLOTS = `
slots:
  wants: {type: choice, values: {fix: [fix it], leave: [leave it]}}
  size: {type: number}
  more: {type: yes_no, transient: true}
  code: {type: digits, length: 4}`

const HELP = `  - {id: help, handoff: team, unavailable: bye}
  - {id: bye, end: unresolved}`

const message = (step: string) => `No conversation ever comes to ${step}`

testRule('unreachable-step', {
  valid: [
    {
      name: 'every branch is taken',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: wants, say: Fix or leave it?, next: [{if: {wants: fix}, go: fix}, {go: leave}]}
  - {id: fix, say: Fixing., next: done}
  - {id: leave, say: Leaving it.}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'reached by what goes wrong: denied, silence, unable, failure, an outcome, nobody free, closed',
      code: `fallback: bye${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?, unable: cannot, no_input: quiet}
  - {id: check, confirm: [code], say: 'It is {code}?', denied: no, no_match: lost}
  - {id: work, do: work, outcomes: {succeeded: person, failed: broken, odd: strange}}
  - {id: person, handoff: team, unavailable: busy, closed: shut}
  - {id: cannot, end: unresolved}
  - {id: quiet, end: unresolved}
  - {id: no, end: unresolved}
  - {id: lost, end: unresolved}
  - {id: broken, end: unresolved}
  - {id: strange, end: unresolved}
  - {id: busy, end: unresolved}
  - {id: shut, end: unresolved}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'reached by a global intent',
      code: `fallback: bye${SLOTS}
global_intents: [{intent: person, examples: [agent], next: help}]
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'reached on one of the channels only',
      code: `
journey: a
title: A
channels: [chat, voice]
steps:
  - {id: start, next: [{if: {channel: voice}, go: spoken}, {go: written}]}
  - {id: spoken, say: Hello there., next: done}
  - {id: written, say: Hello.}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'reached only where a value is known, and sometimes it is',
      code: `
journey: a
title: A
channels: [chat]
sometimes_known: [code]${SLOTS}
steps:
  - {id: start, next: [{if: {code: {known: true}}, go: known}, {go: done}]}
  - {id: known, say: I know.}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'a number between two bounds',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: size
    say: How many?
    next: [{if: {size: {over: 5, under: 5.5}}, go: between}, {go: done}]
  - {id: between, say: Not a whole one.}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'reached through a value that is volunteered',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: start, next: [{if: {wants: fix}, go: fix}, {go: done}]}
  - {id: fix, say: Fixing.}
  - {id: done, end: resolved}
${HELP}
`,
    },
    {
      name: 'a fallback that only a sub-journey uses',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
fallback: sorry${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
  - {id: sorry, end: unresolved}
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
      name: 'used by one caller, reached by it alone',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
known: [code]${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: start, next: [{if: {code: {known: true}}, go: known}, {go: back}]}
  - {id: known, say: I know.}
  - {id: back, end: resolved}
`,
        'journeys/c.yaml': `
journey: c
title: C
channels: [chat]
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
      },
    },
  ],
  invalid: [
    {
      name: 'nothing leads to it',
      code: `steps:
  - {id: hello, say: Hello., next: done}
  - {id: ⟦lost⟧, say: Nobody hears this.}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('lost'), step: 'lost' }],
    },
    {
      name: 'after an end',
      code: `steps:
  - {id: done, end: resolved}
  - {id: ⟦lost⟧, end: unresolved}
`,
      errors: [{ message: message('lost'), step: 'lost' }],
    },
    {
      name: 'two apart from each other are two findings',
      code: `steps:
  - {id: hello, say: Hello., next: done}
  - {id: ⟦lost⟧, say: Nobody hears this., next: done}
  - {id: done, end: resolved}
  - {id: ⟦late⟧, end: unresolved}
`,
      errors: [
        { message: message('lost'), step: 'lost' },
        { message: message('late'), step: 'late' },
      ],
    },
    {
      name: 'a condition that cannot hold: one value at a time',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: wants
    say: Fix or leave it?
    next: [{if: {wants: {not: [fix, leave]}}, go: never}, {go: done}]
  - {id: ⟦never⟧, say: Neither.}
  - {id: done, end: resolved}
${HELP}
`,
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'numbers that leave no room',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: size
    say: How many?
    next: [{if: {size: {over: 5, under: 5}}, go: never}, {go: done}]
  - {id: ⟦never⟧, say: Neither.}
  - {id: done, end: resolved}
${HELP}
`,
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'a value that nothing ever gives',
      code: `steps:
  - {id: start, next: [{if: {code: {known: true}}, go: never}, {go: done}]}
  - {id: ⟦never⟧, say: I know.}
  - {id: done, end: resolved}
slots: {code: {type: digits}}
`,
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'a value that always is there',
      code: `known: [code]${SLOTS}
steps:
  - {id: start, next: [{if: {code: {known: false}}, go: never}, {go: done}]}
  - {id: ⟦never⟧, say: I do not know.}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'two branches that exclude each other',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: more, say: Is there more?, next: [{if: {more: true}, go: yes}, {go: done}]}
  - {id: yes, next: [{if: {more: false}, go: never}, {go: done}]}
  - {id: ⟦never⟧, say: Both.}
  - {id: done, end: resolved}
${HELP}
`,
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'an entry of next after one that always holds',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: wants
    say: Fix or leave it?
    next: [{if: {wants: fix}, go: done}, {if: {wants: leave}, go: done}, {go: never}]
  - {id: ⟦never⟧, say: Neither.}
  - {id: done, end: resolved}
${HELP}
`,
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'a channel the journey does not have',
      code: `steps:
  - {id: start, next: [{if: {channel: {not: chat}}, go: never}, {go: done}]}
  - {id: ⟦never⟧, say: Hello there.}
  - {id: done, end: resolved}
`,
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'a fallback that nothing needs',
      code: `fallback: sorry
steps:
  - {id: hello, say: Hello.}
  - {id: done, end: resolved}
  - {id: ⟦sorry⟧, end: unresolved}
`,
      errors: [{ message: message('sorry'), step: 'sorry' }],
    },
    {
      name: 'a sub-journey that always comes back resolved',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: sub, subjourney: b, outcomes: {resolved: done, unresolved: never}}
  - {id: ⟦never⟧, end: unresolved}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: back, end: resolved}
`,
      },
      errors: [{ message: message('never'), step: 'never' }],
    },
    {
      name: 'in a sub-journey, from none of its callers',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
known: [code]${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: start, next: [{if: {code: {known: true}}, go: back}, {go: never}]}
  - {id: ⟦never⟧, say: I do not know.}
  - {id: back, end: resolved}
`,
      },
      errors: [{ message: message('never'), journey: 'b', step: 'never' }],
    },
  ],
})
