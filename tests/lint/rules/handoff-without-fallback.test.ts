import { testRule } from '../rule-tester.ts'

const message = 'When nobody of team is free, the customer is left with no way on'

testRule('handoff-without-fallback', {
  valid: [
    {
      name: 'a step for when nobody is free',
      code: `steps:
  - {id: person, handoff: team, unavailable: bye}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'and another for when they are closed',
      code: `steps:
  - {id: person, handoff: team, unavailable: bye, closed: later}
  - {id: bye, end: unresolved}
  - {id: later, end: unresolved}
`,
    },
    {
      name: 'on to another team',
      code: `steps:
  - {id: person, handoff: team, unavailable: other}
  - {id: other, handoff: other team, unavailable: bye}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'another journey is no handoff',
      code: {
        'journeys/a.yaml': `
journey: a
title: A
channels: [chat]
steps:
  - {id: on, continue_in: b}
`,
        'journeys/b.yaml': `
journey: b
title: B
channels: [chat]
steps:
  - {id: bye, end: unresolved}
`,
      },
    },
    {
      name: 'a promise of a person is no handoff',
      code: `steps:
  - {id: call, promise: call, owner: duty lead}
  - {id: bye, end: unresolved}
`,
    },
    {
      name: 'in a sub-journey, with a step of its own',
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
  - {id: person, handoff: team, unavailable: bye}
  - {id: bye, end: unresolved}
`,
      },
    },
  ],
  invalid: [
    {
      name: 'no step for when nobody is free',
      code: `steps:
  - {id: person, handoff: ⟦team⟧}
`,
      errors: [{ message, step: 'person' }],
    },
    {
      name: 'closed alone is not enough',
      code: `steps:
  - {id: person, handoff: ⟦team⟧, closed: later}
  - {id: later, end: unresolved}
`,
      errors: [{ message, step: 'person' }],
    },
    {
      name: 'the fallback does not hold for a handoff',
      code: `fallback: sorry
steps:
  - {id: person, handoff: ⟦team⟧}
  - {id: sorry, end: unresolved}
`,
      errors: [{ message, step: 'person' }],
    },
    {
      name: 'the step that follows is no way on either',
      code: `steps:
  - {id: hello, say: Hello.}
  - {id: person, handoff: ⟦team⟧, mode: warm, passes: all}
  - {id: sorry, end: unresolved}
`,
      errors: [{ message, step: 'person' }],
    },
    {
      name: 'a warm one with words and a wait',
      code: `steps:
  - id: person
    say: One moment.
    handoff: ⟦billing team⟧
    wait: 3 minutes
`,
      errors: [
        {
          message: 'When nobody of billing team is free, the customer is left with no way on',
          step: 'person',
        },
      ],
    },
    {
      name: 'the second team in line',
      code: `steps:
  - {id: person, handoff: first team, unavailable: other}
  - {id: other, handoff: ⟦team⟧}
`,
      errors: [{ message, step: 'other' }],
    },
    {
      name: 'used by two journeys: one finding',
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
  - {id: person, handoff: ⟦team⟧}
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
      errors: [{ message, journey: 'b', step: 'person' }],
    },
    {
      name: 'even where no conversation comes to it',
      code: `steps:
  - {id: done, end: resolved}
  - {id: person, handoff: ⟦team⟧}
`,
      errors: [{ message, step: 'person' }],
    },
  ],
})
