import { testRule } from '../rule-tester.ts'

const SLOTS = `
slots:
  name: {type: text}
  code: {type: digits, length: 4}
  day: {type: date}
  wants: {type: choice, values: {fix: [fix it], leave: [leave it]}}
  more: {type: yes_no, transient: true}`

const END = `  - {id: done, end: resolved}
  - {id: help, handoff: team, unavailable: bye}
  - {id: bye, end: unresolved}`

const message = 'Says {code} when code has no value'

testRule('unset-value-in-text', {
  valid: [
    {
      name: 'asked before',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: tell, say: 'It is {code}.'}
${END}
`,
    },
    {
      name: 'known from the start',
      code: `known: [name]${SLOTS}
steps:
  - {id: hello, say: 'Hello {name}.'}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'words for where it has no value',
      code: `sometimes_known: [name]${SLOTS}
steps:
  - {id: hello, say: 'Hello {name|there}.'}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'only said where it is known',
      code: `sometimes_known: [name]${SLOTS}
steps:
  - {id: start, next: [{if: {name: {known: true}}, go: hello}, {go: done}]}
  - {id: hello, say: 'Hello {name}.'}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'any other test holds only where there is a value',
      code: `sometimes_known: [wants]${SLOTS}
steps:
  - {id: start, next: [{if: {wants: {not: fix}}, go: tell}, {go: done}]}
  - {id: tell, say: 'You want to {wants}.'}
  - {id: done, end: resolved}
`,
    },
    {
      name: 'learned where the action succeeds, and said only there',
      code: `fallback: help${SLOTS}
steps:
  - {id: find, do: find, learns: [day], outcomes: {succeeded: tell, none: done}}
  - {id: tell, say: 'It is on {day}.'}
${END}
`,
    },
    {
      name: 'another outcome that learns it too',
      code: `fallback: help${SLOTS}
steps:
  - id: find
    do: find
    learns: [day]
    next: tell
    outcomes: {moved: {learns: [day]}}
  - {id: tell, say: 'It is on {day}.'}
${END}
`,
    },
    {
      name: 'correlated branches: asked and said under the same condition',
      code: `fallback: help${SLOTS}
steps:
  - {id: need, ask: more, say: More?}
  - {id: one, next: [{if: {more: true}, go: ask}, {go: two}]}
  - {id: ask, ask: code, say: Code?}
  - {id: two, next: [{if: {more: true}, go: tell}, {go: done}]}
  - {id: tell, say: 'It is {code}.'}
${END}
`,
    },
    {
      name: 'forgotten only once it has been said',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: tell, say: 'It is {code}.', forget: [code]}
${END}
`,
    },
    {
      name: 'the variation with the hole is for a channel the journey does not have',
      code: `steps:
  - id: hello
    say:
      - Hello.
      - {text: 'Hello {name}.', channels: [voice]}
  - {id: done, end: resolved}
slots: {name: {type: text}}
`,
    },
    {
      name: 'the channel always has a value, and a doubled brace is a brace',
      code: `steps:
  - {id: hello, say: 'Hello by {channel}, {{name}.'}
  - {id: done, end: resolved}
slots: {name: {type: text}}
`,
    },
    {
      name: 'a confirm whose slot was given',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: check, confirm: [code], say: 'It is {code}?', reprompts: ['Is {code} right?'], denied: help}
${END}
`,
    },
    {
      name: 'passed on to another journey',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
known: [name]${SLOTS}
steps:
  - {id: on, continue_in: b, passes: [name]}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: hello, say: 'Hello {name}.'}
  - {id: done, end: resolved}
`,
      },
    },
    {
      name: 'not passed on, but known again there',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
known: [name]${SLOTS}
steps:
  - {id: on, continue_in: b}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
known: [name]${SLOTS}
steps:
  - {id: hello, say: 'Hello {name}.'}
  - {id: done, end: resolved}
`,
      },
    },
    {
      name: 'a handoff that nobody takes says nothing',
      code: `sometimes_known: [code]${SLOTS}
steps:
  - {id: start, next: [{if: {code: {known: true}}, go: person}, {go: done}]}
  - {id: person, handoff: team, say: 'They have {code}.', unavailable: bye, forget: [code]}
  - {id: bye, end: unresolved}
  - {id: done, end: resolved}
`,
    },
  ],
  invalid: [
    {
      name: 'never given',
      code: `${SLOTS.trimStart()}
steps:
  - {id: hello, say: Hello.}
  - {id: tell, say: ⟦'It is {code}.'⟧}
  - {id: done, end: resolved}
`,
      errors: [{ message, step: 'tell', slot: 'code', way: ['hello', 'tell'] }],
    },
    {
      name: 'only sometimes known',
      code: `sometimes_known: [name]${SLOTS}
steps:
  - {id: hello, say: ⟦'Hello {name}.'⟧}
  - {id: done, end: resolved}
`,
      errors: [{ message: 'Says {name} when name has no value', step: 'hello', slot: 'name' }],
    },
    {
      name: 'the customer could not answer',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: Code?, unable: tell}
  - {id: tell, say: ⟦'It is {code}.'⟧}
${END}
`,
      errors: [{ message, step: 'tell', slot: 'code' }],
    },
    {
      name: 'the prompt of the ask itself',
      code: `fallback: help${SLOTS}
steps:
  - {id: ask, ask: code, say: ⟦'Is it {code}?'⟧}
${END}
`,
      errors: [{ message, step: 'ask', slot: 'code', way: ['ask'] }],
    },
    {
      name: 'only the second reprompt',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: code
    say: Code?
    max_tries: 3
    reprompts:
      - Four digits?
      - ⟦'Not {code}?'⟧
${END}
`,
      errors: [{ message, step: 'ask', slot: 'code', way: ['ask'] }],
    },
    {
      name: 'only the reprompt after a silence',
      code: `fallback: help${SLOTS}
steps:
  - id: ask
    ask: code
    say: Code?
    reprompts: {no_match: [Four digits?], no_input: [⟦'Are you there, {name}?'⟧]}
${END}
`,
      errors: [{ message: 'Says {name} when name has no value', step: 'ask', slot: 'name' }],
    },
    {
      name: 'one variation of three',
      code: `${SLOTS.trimStart()}
steps:
  - id: hello
    say:
      - Hello.
      - ⟦'Hello {name}.'⟧
      - Good day.
  - {id: done, end: resolved}
`,
      errors: [{ message: 'Says {name} when name has no value', step: 'hello', slot: 'name' }],
    },
    {
      name: 'a variation for a channel the journey has',
      code: `
journey: a
title: A
channels: [chat, voice]${SLOTS}
steps:
  - id: hello
    say:
      - {text: Hello., channels: [chat]}
      - {text: ⟦'Hello {name}.'⟧, channels: [voice]}
  - {id: done, end: resolved}
`,
      errors: [{ message: 'Says {name} when name has no value', step: 'hello', slot: 'name' }],
    },
    {
      name: 'where no variation fits the channel the first is said',
      code: `${SLOTS.trimStart()}
steps:
  - id: hello
    say:
      - {text: ⟦'Hello {name}.'⟧, channels: [voice]}
      - {text: Hello., channels: [sms]}
  - {id: done, end: resolved}
`,
      errors: [{ message: 'Says {name} when name has no value', step: 'hello', slot: 'name' }],
    },
    {
      name: 'sent by text message beside the conversation',
      code: `${SLOTS.trimStart()}
steps:
  - id: send
    via: sms
    say:
      - {text: Hello., channels: [chat]}
      - {text: ⟦'Hello {name}.'⟧, channels: [sms]}
  - {id: done, end: resolved}
`,
      errors: [{ message: 'Says {name} when name has no value', step: 'send', slot: 'name' }],
    },
    {
      name: 'two slots in one text are two findings',
      code: `${SLOTS.trimStart()}
steps:
  - {id: tell, say: ⟦'It is {code} on {day}, {code}.'⟧}
  - {id: done, end: resolved}
`,
      errors: [
        { message, step: 'tell', slot: 'code' },
        { message: 'Says {day} when day has no value', step: 'tell', slot: 'day', mark: 1 },
      ],
    },
    {
      name: 'learned only where the action succeeds',
      code: `fallback: tell${SLOTS}
steps:
  - {id: find, do: find, learns: [day]}
  - {id: tell, say: ⟦'It is on {day}.'⟧}
  - {id: done, end: resolved}
`,
      errors: [
        {
          message: 'Says {day} when day has no value',
          step: 'tell',
          slot: 'day',
          way: ['find', 'tell'],
        },
      ],
    },
    {
      name: 'a denied confirm took it away',
      code: `known: [code]
fallback: help${SLOTS}
steps:
  - {id: check, confirm: [code], say: 'It is {code}?', denied: tell}
  - {id: done, end: resolved}
  - {id: tell, say: ⟦'So {code} is not right.'⟧}
${END.split('\n').slice(1).join('\n')}
`,
      errors: [{ message, step: 'tell', slot: 'code', way: ['check', 'tell'] }],
    },
    {
      name: 'forgotten by the step before, by a branch, and by an outcome',
      code: `known: [name, code, day]
fallback: help${SLOTS}
steps:
  - {id: hello, say: 'Hello {name}.', forget: [name]}
  - {id: branch, next: [{forget: [code], go: work}]}
  - {id: work, do: work, outcomes: {succeeded: {go: tell, forget: [day]}}}
  - {id: tell, say: ⟦'{name}, {code} is for {day}.'⟧}
${END}
`,
      errors: [
        { message, step: 'tell', slot: 'code' },
        { message: 'Says {day} when day has no value', step: 'tell', slot: 'day', mark: 1 },
        { message: 'Says {name} when name has no value', step: 'tell', slot: 'name', mark: 1 },
      ],
    },
    {
      name: 'left behind on the way to another journey',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
known: [name]${SLOTS}
steps:
  - {id: on, continue_in: b}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: hello, say: ⟦'Hello {name}.'⟧}
  - {id: done, end: resolved}
`,
      },
      errors: [
        {
          message: 'Says {name} when name has no value',
          journey: 'b',
          step: 'hello',
          slot: 'name',
          way: ['on', 'hello'],
        },
      ],
    },
    {
      name: 'one caller of the sub-journey has the value, the other has not',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
known: [name]${SLOTS}
steps:
  - {id: sub, subjourney: b}
  - {id: done, end: resolved}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: hello, say: ⟦'Hello {name}.'⟧}
  - {id: back, end: resolved}
`,
        'journeys/c.yaml': `
journey: c
title: C
channels: [chat]
steps:
  - {id: call, subjourney: b}
  - {id: done, end: resolved}
`,
      },
      errors: [
        {
          message: 'Says {name} when name has no value',
          journey: 'b',
          step: 'hello',
          slot: 'name',
          way: ['call', 'hello'],
        },
      ],
    },
    {
      name: 'two steps of the same id, in two journeys: each with its own way',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]${SLOTS}
steps:
  - {id: hello, say: ⟦'Hello {name}.'⟧}
  - {id: on, continue_in: b}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]${SLOTS}
steps:
  - {id: hello, say: ⟦'Hello again, {name}.'⟧}
  - {id: done, end: resolved}
`,
      },
      errors: [
        {
          message: 'Says {name} when name has no value',
          journey: 'a',
          step: 'hello',
          slot: 'name',
          way: ['hello'],
        },
        {
          message: 'Says {name} when name has no value',
          journey: 'b',
          step: 'hello',
          slot: 'name',
          way: ['hello', 'on', 'hello'],
        },
      ],
    },
    {
      name: 'two variations with the hole: the one that is said is marked',
      code: `${SLOTS.trimStart()}
steps:
  - id: hello
    say:
      - {text: 'Good day, {name}.', channels: [voice]}
      - {text: ⟦'Hello {name}.'⟧, channels: [chat]}
  - {id: done, end: resolved}
`,
      errors: [{ message: 'Says {name} when name has no value', step: 'hello', slot: 'name' }],
    },
    {
      name: 'the words of a global intent',
      code: `fallback: help${SLOTS}
global_intents:
  - intent: upset
    examples: [this is bad]
    say: ⟦'I am sorry, {name}.'⟧
steps:
  - {id: ask, ask: code, say: Code?}
${END}
`,
      errors: [{ message: 'Says {name} when name has no value', slot: 'name', way: ['ask'] }],
    },
    {
      name: 'the words of an end and of a handoff that is taken',
      code: `fallback: person${SLOTS}
steps:
  - {id: work, do: work}
  - {id: done, end: resolved, say: ⟦'Done, {name}.'⟧}
  - {id: person, handoff: team, say: ⟦'They have {code}.'⟧, unavailable: bye}
  - {id: bye, end: unresolved}
`,
      errors: [
        { message: 'Says {name} when name has no value', step: 'done', slot: 'name' },
        { message, step: 'person', slot: 'code' },
      ],
    },
  ],
})
