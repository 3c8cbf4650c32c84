// Given this YAML, this diagnostic at this line and column, with what to write instead.
import { describe, expect, test } from 'vitest'
import { type Diagnostic, loadTexts } from '../../src/model/index.ts'

/** The words that a diagnostic underlines. */
const underlined = ({ range, text = '' }: Diagnostic): string =>
  (text.split('\n')[range.start.line - 1] ?? '').slice(range.start.column - 1, range.end.column - 1)

const told = ({ range, severity, message }: Diagnostic): string =>
  `${range.start.line}:${range.start.column} ${severity === 'error' ? '' : `${severity} `}${message}`

/** What is said of a project's files, each line as `line:column message`. */
const said = (texts: Readonly<Record<string, string>>): readonly string[] =>
  loadTexts(texts).diagnostics.map(told)

const inJourney = (text: string): readonly string[] => said({ 'journeys/a.yaml': text })

const fixesIn = (text: string) =>
  loadTexts({ 'journeys/a.yaml': text }).diagnostics.map(({ fix }) => fix)

/** Ten lines; what a test adds begins on line 11. */
const HEAD = `journey: a
title: T
channels: [chat]
slots:
  name: {type: text}
  wants: {type: choice, values: {refund: [money], help: [help]}}
  amount: {type: money}
  sure: {type: yes_no}
  card: {type: digits, sensitive: payment_card}
steps:
`
const BYE = '  - {id: bye, end: resolved}\n'
const withSteps = (steps: string): string => `${HEAD}${steps}${BYE}`
const inSteps = (steps: string): readonly string[] => inJourney(withSteps(steps))

describe('keys', () => {
  test.each([
    [
      'unknown, with the nearest',
      `journey: a\ntilte: T\nchannels: [chat]\nsteps:\n${BYE}`,
      ['2:1 There is no key `tilte` here'],
      ['did you mean `title`?'],
    ],
    [
      'missing',
      `journey: a\nsteps:\n${BYE}`,
      ['1:1 This journey has no `channels`', '1:1 This journey has no `title`'],
      ['channels: [chat]', 'title: what the customer wants, in their words'],
    ],
    [
      'of the wrong type',
      `journey: a\ntitle: T\nchannels: chat\nshare: lots\nskip_if_known: yes\nsteps:\n${BYE}`,
      [
        '3:11 `channels` is a list, not `chat`',
        '4:8 `share` is a number, not `lots`',
        '5:16 `skip_if_known` is `true` or `false`, not `yes`',
      ],
      ['channels: [chat]', undefined, 'skip_if_known: true'],
    ],
    [
      'empty',
      `journey: a\ntitle:\nsummary: ""\nchannels: []\nsteps:\n${BYE}`,
      ['2:1 `title` is empty', '3:10 `summary` is empty', '4:11 `channels` is an empty list'],
      [
        'write something after the colon, or remove the key',
        'write something after the colon, or remove the key',
        'write at least one entry, or remove the key',
      ],
    ],
    [
      'outside an enum',
      `journey: a\ntitle: T\nchannels: [chatt]\nsteps:\n${BYE}`,
      ['3:12 `channels` can be `chat`, `voice`, `sms`, `email` or `in_person`, not `chatt`'],
      ['did you mean `chat`?'],
    ],
    [
      'ill spelt ids, told where they are made',
      `journey: Query A Charge\ntitle: T\nchannels: [chat]\nsteps:\n  - {id: Say Hi, say: Hi}\n  - {id: bye, say: Bye, next: Say Hi}\n`,
      [
        '1:10 Journey ids are small letters, digits and hyphens, as in `query-a-charge`: `Query A Charge` is not',
        '5:10 Step ids are small letters, digits and hyphens, as in `query-a-charge`: `Say Hi` is not',
      ],
      ['write `query-a-charge`', 'write `say-hi`'],
    ],
    [
      'written twice',
      withSteps('  - id: x\n    say: One\n    say: Two\n'),
      ['13:5 `say` is written twice here; the first is on line 12'],
      ['keep one of the two'],
    ],
    [
      'that merge',
      withSteps('  - &x {id: x, say: X}\n  - {<<: *x, id: y, say: Y}\n'),
      ['12:6 Merging with `<<` is not supported'],
      ['write the keys out; an alias can repeat a whole value'],
    ],
    [
      'of JavaScript’s own',
      withSteps('  - {id: x, say: X, __proto__: y}\n'),
      ['11:21 There is no key `__proto__` here'],
      ['remove it; a `note` has room for anything'],
    ],
  ])('%s', (_, text, messages, fixes) => {
    expect(inJourney(text)).toEqual(messages)
    expect(fixesIn(text)).toEqual(fixes)
  })
})

describe('steps', () => {
  test.each([
    [
      'that are two things',
      '{id: x, ask: wants, do: y, say: X}',
      ['11:25 A step does one thing: this one has `ask` and `do`'],
    ],
    [
      'with keys of another kind',
      '{id: x, say: X, reprompts: [Y], uses: [wants], unavailable: bye}',
      [
        '11:21 `reprompts` belongs to an `ask` or a `confirm`',
        '11:37 `uses` belongs to a `do`',
        '11:52 `unavailable` belongs to a `handoff`',
      ],
    ],
    ['that do nothing', '{id: x, feels: angry}', ['11:6 This step does nothing']],
    [
      'with a misspelt kind',
      '{id: x, aks: wants, say: X, reprompts: [Y]}',
      ['11:13 There is no key `aks` here'],
    ],
    [
      'without an id, which may be the one that is referred to',
      '{say: X, next: y}',
      ['11:6 This step has no `id`'],
    ],
    ['that are no steps', 'hello', ['11:5 A step is written with keys, and this is `hello`']],
    [
      'sent beside the conversation without words',
      '{id: x, next: bye, via: sms}',
      ['11:24 `via` belongs to a step that has something to `say`'],
    ],
    [
      'with a deadline in other words',
      '{id: x, promise: p, within: soon, say: X}',
      ['11:33 `within` is a number of minutes, hours, days or working days, not `soon`'],
    ],
    [
      'that pass on something else',
      '{id: x, handoff: t, passes: al, unavailable: bye}',
      ['11:33 `passes` is `all`, or a list of slots and promises'],
    ],
    [
      'that say where to go and never go on',
      '{id: x, end: resolved, next: bye}',
      ['11:28 warning `next` has no effect: an `end` never goes on'],
    ],
    [
      'with too few tries, or no number',
      '{id: x, ask: wants, say: X, max_tries: 0}\n  - {id: y, ask: wants, say: Y, max_tries: 2.5}',
      ['11:44 `max_tries` is at least 1, not 0', '12:44 `max_tries` is a whole number, not `2.5`'],
    ],
    [
      'with an outcome that a sub-journey cannot have',
      '{id: x, do: a_thing, outcomes: {no_luck: bye}}\n  - {id: y, subjourney: other, outcomes: {failed: bye, resolved: {go: bye, learns: [wants]}}}',
      [
        '12:25 No journey `other` in this project',
        '12:43 A sub-journey ends `resolved` or `unresolved`, never `failed`',
        '12:76 `learns` belongs to an outcome of a `do`; a sub-journey does such things itself',
      ],
    ],
  ])('%s', (_, step, messages) => {
    expect(inSteps(`  - ${step}\n`)).toEqual(messages)
  })
})

describe('references', () => {
  test.each([
    [
      'a step',
      '{id: x, say: X, next: by}',
      '11:27 No step `by` in this journey',
      'did you mean `bye`?',
    ],
    [
      'a step that is nothing like one',
      '{id: x, say: X, next: elsewhere}',
      '11:27 No step `elsewhere` in this journey',
      'the steps are `x` and `bye`',
    ],
    [
      '`resume` from a step',
      '{id: x, say: X, next: resume}',
      '11:27 `resume` can only be the `next` of a global intent',
      'name a step of this journey',
    ],
    [
      'a step called `resume`',
      '{id: resume, say: X}',
      '11:10 A step cannot be called `resume`: in a global intent it means going back',
      'call it something else',
    ],
    [
      'a slot',
      '{id: x, ask: wnats, say: X}',
      '11:18 No slot `wnats` is declared in this project',
      'did you mean `wants`?',
    ],
    [
      'a slot in a text',
      '{id: x, say: "Hi {nmae}!"}',
      '11:22 No slot `nmae` is declared in this project',
      'did you mean `name`?',
    ],
    [
      'a slot in a condition',
      '{id: x, next: [{if: {wnats: refund}, go: bye}]}',
      '11:26 No slot `wnats` is declared in this project',
      'did you mean `wants`?',
    ],
    [
      '`channel`, asked for',
      '{id: x, ask: channel, say: X}',
      '11:18 `channel` is always known: it stands for the channel of the conversation',
      'name a slot of this project',
    ],
    [
      'a value',
      '{id: x, next: [{if: {wants: refnd}, go: bye}]}',
      '11:33 `wants` has no value `refnd`',
      'did you mean `refund`?',
    ],
    [
      'a value in a list that must not be',
      '{id: x, next: [{if: {wants: {not: [refund, hlep]}}, go: bye}]}',
      '11:48 `wants` has no value `hlep`',
      'did you mean `help`?',
    ],
    [
      'a channel',
      '{id: x, next: [{if: {channel: chta}, go: bye}]}',
      '11:35 There is no channel `chta`',
      'did you mean `chat`?',
    ],
    [
      'a number that is none',
      '{id: x, next: [{if: {amount: lots}, go: bye}]}',
      '11:34 `amount` is a number, not `lots`',
      'write digits alone, as `48`',
    ],
    [
      'neither yes nor no',
      '{id: x, next: [{if: {sure: maybe}, go: bye}]}',
      '11:32 `sure` is true or false, not `maybe`',
      'write `true` or `false`',
    ],
    [
      'a bound on no number',
      '{id: x, next: [{if: {wants: {over: 3}}, go: bye}]}',
      '11:34 `over` compares numbers, and `wants` is `choice`',
      'test a value, a list of values, or `known`',
    ],
    [
      'a value of a sensitive slot',
      '{id: x, next: [{if: {card: 12}, go: bye}]}',
      '11:32 `card` is sensitive, so a condition may only ask whether it is known',
      'card: {known: true}',
    ],
    [
      'a promise',
      '{id: x, say: X, fulfils: callback}',
      '11:30 No step of this project makes the promise `callback`',
      'there are no promises yet',
    ],
    [
      'something passed',
      '{id: x, handoff: t, passes: [wnats], unavailable: bye}',
      '11:34 `wnats` is neither a slot nor a promise of this project',
      'did you mean `wants`?',
    ],
    [
      'options where there are none',
      '{id: x, ask: name, say: "X {options}"}',
      '11:32 `{options}` has nothing to read out here: it belongs in the prompts of an ask for a choice',
      'remove it, or write the options out',
    ],
    [
      'a brace that is never closed',
      '{id: x, say: "Hi {name"}',
      '11:22 This brace is never closed',
      'close it with `}`; a brace that is only a brace is written `{{`',
    ],
    [
      'a slot as people would write it',
      '{id: x, say: "Hi {Name}"}',
      '11:22 `{Name}` is no slot: slots are small letters, digits and underscores',
      'did you mean `{name}`?',
    ],
  ])('%s', (_, step, message, fix) => {
    const text = withSteps(`  - ${step}\n`)
    expect(inJourney(text)).toEqual([message])
    expect(fixesIn(text)).toEqual([fix])
  })

  test('what is underlined is the name and no more', () => {
    const text = withSteps(
      '  - {id: x, ask: wnats, say: "Hi {nmae|you}, or {", reprompts: ["{options}"]}\n  - {id: y, next: [{if: {wants: [refund, hlep]}, go: by}], fulfils: call}\n',
    )
    expect(loadTexts({ 'journeys/a.yaml': text }).diagnostics.map(underlined)).toEqual([
      'wnats',
      '{nmae|you}',
      '{',
      'hlep',
      'by',
      'call',
    ])
  })

  test('a second step, journey, intent or scenario of the same name says where the first is', () => {
    const journey = `journey: a\ntitle: T\nchannels: [chat]\nsteps:\n  - {id: x, say: X}\n`
    const scenario = 'scenario: all is well\njourney: a\nexpect: {ends: resolved}\n'
    const project = loadTexts({
      'journeys/1.yaml': journey,
      'journeys/2.yaml': `${journey}  - {id: x, say: Y}\n`,
      'journeys/3.yaml': `journey: c\ntitle: T\nchannels: [chat]\nglobal_intents:\n  - {intent: lost, examples: [a]}\n  - {intent: lost, examples: [b]}\nsteps:\n  - {id: x, say: X}\n`,
      'scenarios/1.yaml': scenario,
      'scenarios/2.yaml': scenario,
    })
    expect(project.diagnostics.map((one) => `${one.file}:${told(one)}`)).toEqual([
      '/journeys/2.yaml:1:10 There are two journeys `a`; the first is at journeys/1.yaml:1',
      '/journeys/2.yaml:6:10 There are two steps `x`; the first is on line 5',
      '/journeys/3.yaml:6:14 There are two intents `lost`; the first is on line 5',
      '/scenarios/2.yaml:1:11 There are two scenarios called “all is well”; the first is at scenarios/1.yaml:1',
    ])
    expect([...project.journeys.keys()]).toEqual(['a'])
    expect([...project.broken.keys()]).toEqual(['c'])
  })

  test('slots that disagree: the later file says where the first is', () => {
    const journey = (id: string, slot: string) =>
      `journey: ${id}\ntitle: T\nchannels: [chat]\nslots:\n  wants: ${slot}\nsteps:\n  - {id: x, say: X}\n`
    const texts = {
      'journeys/a.yaml': journey('a', '{type: choice, values: {x: [y], z: [w]}}'),
      'journeys/b.yaml': journey('b', '{type: choice, values: {x: [y]}, describe: what}'),
      'journeys/c.yaml': journey('c', '{type: choice, values: {z: [other], x: []}, describe: it}'),
      'journeys/d.yaml': journey('d', '{type: text}'),
    }
    const project = loadTexts(texts)
    expect(project.diagnostics.map((one) => `${one.file}:${told(one)}`)).toEqual([
      '/journeys/b.yaml:5:33 The slot `wants` is declared differently at journeys/a.yaml:5: `values` is `x, z` there, `x` here',
      '/journeys/d.yaml:5:17 The slot `wants` is declared differently at journeys/a.yaml:5: `type` is `choice` there, `text` here',
    ])
    expect([...project.journeys.keys()]).toEqual(['a', 'c'])
  })

  test('journeys that come back to themselves by sub-journey', () => {
    const journey = (id: string, step: string) =>
      `journey: ${id}\ntitle: T\nchannels: [chat]\nsteps:\n  - {id: x, ${step}}\n`
    const project = loadTexts({
      'journeys/a.yaml': journey('a', 'subjourney: b'),
      'journeys/b.yaml': journey('b', 'subjourney: c'),
      'journeys/c.yaml': journey('c', 'subjourney: a'),
      'journeys/d.yaml': journey('d', 'continue_in: d'),
      'journeys/e.yaml': journey('e', 'subjourney: e'),
    })
    expect(project.diagnostics.map((one) => `${one.file}:${told(one)}`)).toEqual([
      '/journeys/a.yaml:5:25 This sub-journey comes back to the journey it is in: a -> b -> c -> a',
      '/journeys/e.yaml:5:25 This sub-journey comes back to the journey it is in: e -> e',
    ])
  })

  test('a name that a broken file makes is no second defect', () => {
    const project = loadTexts({
      'journeys/a.yaml': `journey: a\ntitle: T\nchannels: [chat]\nsteps:\n  - {id: x, subjourney: b}\n  - {id: y, ask: wants, say: Y}\n  - {id: z, say: Z, fulfils: call}\n`,
      'journeys/b.yaml': `journey: b\ntitle: T\nchannels: [chat]\nslots: {wants: {type: text}}\nsteps:\n  - {id: x, promise: call, say: "\n`,
    })
    expect(project.diagnostics.map((one) => `${one.file}:${told(one)}`)).toEqual([
      expect.stringMatching(/^\/journeys\/b.yaml:6:/),
    ])
    expect([...project.journeys.keys()]).toEqual(['a'])
    expect([...project.broken.keys()]).toEqual(['b'])
  })

  test('includes: there, of the right kind, and their intents lead somewhere', () => {
    const journey = `journey: a\ntitle: T\nchannels: [chat]\ninclude: [shared.yaml, no.yaml, b.yaml]\nsteps:\n  - {id: x, say: X}\n`
    expect(
      said({
        'journeys/a.yaml': journey,
        'journeys/b.yaml': journey.replace('journey: a', 'journey: b').replace(/include.*/, ''),
        'journeys/shared.yaml':
          'global_intents:\n  - {intent: lost, examples: [x], next: to-a-person}\n',
      }),
    ).toEqual([
      '4:11 The included intent `lost` goes to the step `to-a-person`, which this journey does not have',
      '4:24 There is no file `no.yaml`',
      '4:33 `b.yaml` is a journey, and only shared files can be included',
    ])
  })
})

describe('slots', () => {
  test.each([
    ['a choice without values', '{type: choice}', '5:3 The choice `x` has no `values`'],
    [
      'values of no choice',
      '{type: text, values: {a: [b]}}',
      '5:19 Only a choice has `values`, and this is `text`',
    ],
    [
      'a length of a date',
      '{type: date, length: 3}',
      '5:19 Only digits and text have a `length`, and this is `date`',
    ],
    [
      'a pattern that is none',
      '{type: digits, pattern: "[a"}',
      '5:30 This is no regular expression: unterminated character class',
    ],
    ['a word for a slot', 'phone', '5:6 A slot is written with keys, and this is `phone`'],
    [
      'two values with one key',
      '{type: choice, values: {a: {key: 1}, b: {key: 1}}}',
      '5:52 The key `1` is taken by `a`',
    ],
  ])('%s', (_, slot, message) => {
    expect(
      inJourney(`journey: a\ntitle: T\nchannels: [chat]\nslots:\n  x: ${slot}\nsteps:\n${BYE}`),
    ).toEqual([message])
  })

  test('names that mean something else', () => {
    expect(
      inJourney(
        `journey: a\ntitle: T\nchannels: [chat]\nslots:\n  channel: {type: text}\n  options: {type: text}\n  intent: {type: text}\n  First Name: {type: text}\nsteps:\n${BYE}`,
      ),
    ).toEqual([
      '5:3 `channel` is always known: it stands for the channel of the conversation',
      '6:3 `options` is no slot: in a text it stands for the labels of the asked choice',
      '7:3 `intent` is no slot: it is what a scenario calls a global intent',
      '8:3 Names here are small letters, digits and underscores, as in `account_number`: `First Name` is not',
    ])
  })
})

describe('words that YAML ate', () => {
  test.each([
    [
      'a slot first',
      'say: {name}, hello',
      '12:10 This text starts with `{`, so YAML takes it for a map',
      'say: "{name}, hello"',
    ],
    [
      'a slot alone',
      'say: {name}',
      '12:10 This text starts with `{`, so YAML takes it for a map',
      'say: "{name}"',
    ],
    [
      'a bracket',
      'say: [Kea] hello',
      '12:10 This text starts with `[`, so YAML takes it for a list',
      'say: "[Kea] hello"',
    ],
    [
      'a star',
      'say: *Hello* there',
      '12:10 This text starts with `*`, so YAML takes it for an alias',
      'say: "*Hello* there"',
    ],
    [
      'one star',
      'say: *Hello',
      '12:10 This text starts with `*`, so YAML takes it for an alias',
      'say: "*Hello"',
    ],
    [
      'an ampersand',
      'say: &amp up',
      '12:10 This text starts with `&`, so YAML takes its first word for an anchor',
      'say: "&amp up"',
    ],
    [
      'an at',
      'say: @Ana hello',
      '12:10 A text cannot start with @ unless it is in quotes',
      'say: "@Ana hello"',
    ],
    [
      'an exclamation mark',
      'say: !Hello there',
      '12:10 This text starts with `!`, so YAML takes its first word for a tag',
      'say: "!Hello there"',
    ],
    [
      'a per cent sign',
      'say: %Hello there',
      '12:10 A text cannot start with % unless it is in quotes',
      'say: "%Hello there"',
    ],
    [
      'a backtick',
      'say: `Hello` there',
      '12:10 A text cannot start with ` unless it is in quotes',
      'say: "`Hello` there"',
    ],
    [
      'a greater-than sign',
      'say: > Hello',
      '12:10 This text starts with `>`, so YAML expects it on the lines that follow',
      'say: "> Hello"',
    ],
    [
      'a dash',
      'say: - Hello',
      '12:10 This text starts with `-`, which means something else in YAML',
      'say: "- Hello"',
    ],
    [
      'a quote that closes',
      'say: "Hello" she said',
      '12:10 This text starts with a quote that closes before its end',
      `say: '"Hello" she said'`,
    ],
    [
      'an apostrophe inside quotes',
      "say: 'It's fine'",
      '12:10 This text starts with a quote that closes before its end',
      'say: "It\'s fine"',
    ],
    [
      'a quote left open',
      'say: "Hello there',
      '12:10 The quote that opens here is never closed',
      'say: "Hello there"',
    ],
    [
      'a colon',
      'say: Note: this is it',
      '12:10 YAML takes this text for a map, because of its `: `',
      'say: "Note: this is it"',
    ],
    [
      'a colon on the second line',
      'say: Hello\n      friend: how are you',
      '12:10 YAML takes this text for a map, because of its `: `',
      'say: "Hello friend: how are you"',
    ],
    [
      'a colon in a list',
      'say:\n      - Note: this is it\n      - Two',
      '13:9 YAML takes this text for a map, because of its `: `',
      '- "Note: this is it"',
    ],
    [
      'a slot first in a list',
      'say:\n      - {name}, hello',
      '13:9 This text starts with `{`, so YAML takes it for a map',
      '- "{name}, hello"',
    ],
    [
      'a number sign',
      'say: Call #5 now',
      '12:15 YAML drops the rest of this text: ` #` starts a comment',
      'say: "Call #5 now"; or for a comment, two spaces, # and a space',
    ],
    [
      'what may be a comment',
      'say: Call us # today',
      '12:18 YAML drops the rest of this text: ` #` starts a comment',
      'say: "Call us # today"; or for a comment, two spaces, # and a space',
    ],
  ])('%s', (_, written, message, fix) => {
    const text = withSteps(`  - id: x\n    ${written}\n`)
    expect(inJourney(text)).toEqual([message])
    expect(fixesIn(text)).toEqual([fix])
  })

  test('inside braces: slots, colons, commas', () => {
    const text = withSteps(
      '  - {id: x, say: Hello {name}!}\n  - {id: y, say: Note: this}\n  - {id: z, say: Hello, Ana, next: bye}\n',
    )
    expect(inJourney(text)).toEqual([
      '11:18 Inside `{ }` a text with braces, brackets or `: ` needs quotes',
      '12:18 Inside `{ }` a text with braces, brackets or `: ` needs quotes',
      '13:25 A comma inside `{ }` ends a text, so `Ana` is read as a key',
    ])
    expect(fixesIn(text)).toEqual([
      'say: "Hello {name}!"',
      'say: "Note: this"',
      'put the text in quotes',
    ])
  })

  test.each([
    [
      'on one line',
      '  - {id: x, say: Hello # there, next: bye}\n',
      '11:24 YAML drops the rest of this text: ` #` starts a comment',
      'say: "Hello # there"',
      '# there',
    ],
    [
      'that has commas and braces after it',
      '  - {id: x, say: "A", note: Ring #1, {wants} or not, next: bye}\n',
      '11:34 YAML drops the rest of this text: ` #` starts a comment',
      'note: "Ring #1, {wants} or not"',
      '#1, {wants} or not',
    ],
    [
      'that comes last',
      '  - {id: x, next: bye, say: Ring #1 now}\n',
      '11:34 YAML drops the rest of this text: ` #` starts a comment',
      'say: "Ring #1 now"',
      '#1 now',
    ],
    [
      'in a list',
      '  - {id: x, say: [Hello # there, Bye], next: bye}\n',
      '11:25 YAML drops the rest of this text: ` #` starts a comment',
      '"Hello # there"',
      '# there',
    ],
    [
      'in a list of its own line',
      '  - id: x\n    say: [Hello # there]\n',
      '12:17 YAML drops the rest of this text: ` #` starts a comment',
      '"Hello # there"',
      '# there',
    ],
    [
      'over several lines, the comma cut off too',
      '  - {id: x, say: Hello # there,\n     next: bye}\n',
      '11:24 YAML drops the rest of this text: ` #` starts a comment',
      'say: "Hello # there"',
      '# there',
    ],
    [
      'over several lines that YAML can read',
      '  - {id: x, say: Hello # there\n    , next: bye}\n',
      '11:24 YAML drops the rest of this text: ` #` starts a comment',
      'say: "Hello # there"; or for a comment, two spaces, # and a space',
      '# there',
    ],
  ])('inside braces, a number sign: %s', (_, steps, message, fix, words) => {
    const text = withSteps(steps)
    expect(inJourney(text)).toEqual([message])
    expect(fixesIn(text)).toEqual([fix])
    expect(loadTexts({ 'journeys/a.yaml': text }).diagnostics.map(underlined)).toEqual([words])
  })

  test('with one such text mended, the rest of its line and file is looked at in its place', () => {
    const text = withSteps(
      '  - {id: x, say: Hello # there, next: by}\n  - {id: y, say: Ring #1, next: bye}\n  - {id: z, nxt: bye}\n',
    )
    expect(inJourney(text)).toEqual([
      '11:24 YAML drops the rest of this text: ` #` starts a comment',
      '11:39 No step `by` in this journey',
      '12:23 YAML drops the rest of this text: ` #` starts a comment',
      '13:13 There is no key `nxt` here',
    ])
    expect(loadTexts({ 'journeys/a.yaml': text }).diagnostics.map(underlined)).toEqual([
      '# there',
      'by',
      '#1',
      'nxt',
    ])
  })

  test.each([
    ['in a list', 'say: [hi: there]', ['13:11'], ['"hi: there"'], ['hi: there']],
    [
      'twice in a list',
      'say: [Note: this one, hi: there]',
      ['13:11', '13:27'],
      ['"Note: this one"', '"hi: there"'],
      ['Note: this one', 'hi: there'],
    ],
    [
      'in a list below',
      'say:\n      - Hello\n      - hi: there',
      ['15:9'],
      ['- "hi: there"'],
      ['hi: there'],
    ],
    ['below its key', 'say:\n      hi: there', ['14:7'], ['say: "hi: there"'], ['hi: there']],
    [
      'of phrases',
      'say: X\nglobal_intents:\n  - {intent: lost, examples: [help: me]}\nsummary: X',
      ['15:31'],
      ['"help: me"'],
      ['help: me'],
    ],
  ])('a small word and a colon, %s: said once, in quotes', (_, written, at, fixes, words) => {
    const text = `${HEAD}${BYE}  - id: x\n    ${written}\n`
    expect(inJourney(text)).toEqual(
      at.map((place) => `${place} YAML takes this text for a map, because of its \`: \``),
    )
    expect(fixesIn(text)).toEqual(fixes)
    expect(loadTexts({ 'journeys/a.yaml': text }).diagnostics.map(underlined)).toEqual(words)
  })

  test('a small word and a colon in braces: said once, in quotes', () => {
    const text = withSteps('  - {id: x, say: {hi: there}, next: bye}\n')
    expect(inJourney(text)).toEqual(['11:18 This text starts with `{`, so YAML takes it for a map'])
    expect(fixesIn(text)).toEqual(['say: "{hi: there}"'])
  })

  test('a variation is a map, one with a misspelt key too', () => {
    expect(inSteps('  - {id: x, say: [text: Hello]}\n')).toEqual([])
    expect(inSteps('  - {id: x, say: [{txet: Hello}]}\n')).toEqual([
      '11:20 There is no key `txet` here',
    ])
  })

  test('a comment after two spaces is one, and so is one after a name', () => {
    expect(
      inSteps('  - id: x # the first\n    say: Hello  # to everybody\n    next: bye # at once\n'),
    ).toEqual([])
  })

  test('the rest of the file is still looked at', () => {
    expect(
      inSteps(
        '  - id: x\n    say: {name}, hello\n    nxt: bye\n  - id: y\n    say: *Hi* there\n    next: by\n',
      ),
    ).toEqual([
      '12:10 This text starts with `{`, so YAML takes it for a map',
      '13:5 There is no key `nxt` here',
      '15:10 This text starts with `*`, so YAML takes it for an alias',
      '16:11 No step `by` in this journey',
    ])
  })
})

describe('YAML that does not parse', () => {
  test.each([
    [
      'a tab',
      '  - id: x\n\tsay: X\n',
      '12:1 A tab indents this line; YAML indents with spaces alone',
    ],
    [
      'a key out of line',
      '  - id: x\n   say: X\n',
      '12:1 This line is indented differently from the lines it belongs to',
    ],
    [
      'a step out of line',
      '  - id: x\n    say: X\n - {id: y, say: Y}\n',
      '13:1 This line is indented differently from the lines it belongs to',
    ],
    ['no colon', '  - id: x\n    say X\n    next: bye\n', '12:5 There is no colon after this key'],
    [
      'no space after it',
      '  - id: x\n    say:X\n    next: bye\n',
      '12:5 There is no space after this colon',
    ],
    ['a brace left open', '  - {id: x, say: X\n', '11:5 The `{` that opens here is never closed'],
    [
      'a bracket left open inside braces',
      '  - {id: x, say: X, forget: [wants, sure}\n',
      '11:29 The `[` that opens here is never closed',
    ],
    [
      'a brace left open after quotes with braces in them',
      `  - {id: w, say: "a } b"}\n  - {id: x, say: 'it''s } a', next: bye\n`,
      '12:5 The `{` that opens here is never closed',
    ],
    [
      'a brace left open below a text with braces',
      '  - id: w\n    say: |\n      {name, hello\n  - {id: x, say: X\n',
      '14:5 The `{` that opens here is never closed',
    ],
    [
      'a strange escape',
      '  - id: x\n    say: "\\d"\n',
      '12:11 A backslash inside double quotes starts a special character, and this is none',
    ],
    [
      'an alias of nothing',
      '  - id: x\n    say: X\n    next: *y\n',
      '13:11 No anchor `&y` comes before this alias',
    ],
    [
      'two documents',
      '  - {id: x, say: X}\n---\njourney: b\n',
      '12:1 A file holds one document, and `---` begins a second one here',
    ],
  ])('%s', (_, steps, message) => {
    expect(inSteps(steps)).toEqual([message])
  })

  test.each([
    ['at once', 'journey: [', '1:10', '['],
    ['and a line end', 'journey: [\r\n', '1:10', '['],
    ['in the last line', 'journey: a\ntitle: T\nchannels: [chat', '3:11', '['],
    ['before other keys', 'journey: a\ntitle: T\nchannels: [chat\nsteps: []\n', '3:11', '['],
    ['in the last step', `${HEAD}${BYE}  - {id: x, say: X, next: bye\n`, '12:5', '{'],
    [
      'over several lines',
      'journey: a\ntitle: T\nchannels: [\n  chat,\n  # and more\n  voice\n',
      '3:11',
      '[',
    ],
  ])('a bracket or brace left open, %s', (_, text, place, mark) => {
    expect(inJourney(text)).toEqual([`${place} The \`${mark}\` that opens here is never closed`])
    expect(fixesIn(text)).toEqual(['close it, or put a text that starts with it in quotes'])
  })

  test.each([
    ['a list', 'journey: a\ntitle: T\nchannels: [chat # sms]\nsteps: []\n', '3:11', '['],
    ['a step', withSteps('  - {id: x, say: X, next: bye # there }\n'), '11:5', '{'],
    ['a plain comment', withSteps('  - {id: x, say: X  # there }\n'), '11:5', '{'],
  ])('one that is closed only in a comment: %s', (_, text, place, mark) => {
    expect(inJourney(text)).toEqual([`${place} The \`${mark}\` that opens here is never closed`])
    expect(fixesIn(text)).toEqual([
      'what closes it stands after ` #`, where a comment begins: move it in front',
    ])
  })

  test.each([
    ['nothing', '', '1:1 This file is empty'],
    ['only comments', '# to do\n', '1:1 This file is empty'],
    ['a list', '- a\n', '1:1 This file is a list where keys were expected'],
    ['a text', 'hello\n', '1:1 This file is a text where keys were expected'],
    ['bytes', 'journey: a\0b\n', '1:1 This is not a text file'],
  ])('%s', (_, text, message) => {
    expect(inJourney(text)).toEqual([message])
    expect(loadTexts({ 'journeys/a.yaml': text }).diagnostics[0]?.rule).toBe('unreadable')
  })
})

describe('languages', () => {
  test.each(['en-a', 'en-12', 'en-GB-GB', 'en-abcdefgh-abcdefgh', 'x-klingon', 'english'])(
    'a journey in %s',
    (tag) => {
      const text = `journey: a\ntitle: T\nchannels: [chat]\nlanguage: ${tag}\nsteps:\n${BYE}`
      expect(inJourney(text)).toEqual([`4:11 \`${tag}\` is not a language tag`])
      expect(fixesIn(text)).toEqual(['language: en, or as `pt-BR`'])
    },
  )

  test.each(['e', 'en-12', 'en-GB-GB', 'en-u-co-phonebk', 'my own'])(
    'a persona whose first language is %s, with no journey yet',
    (tag) => {
      expect(
        said({ 'personas/p.yaml': `persona: p\nname: P\nsummary: S\nlanguage: {first: ${tag}}\n` }),
      ).toEqual([`4:19 \`${tag}\` is not a language tag`])
    },
  )

  test.each(['en', 'pt-BR', 'mi', 'zh-Hant-TW', 'de-1996'])('%s is one', (tag) => {
    expect(
      said({
        'journeys/a.yaml': `journey: a\ntitle: T\nchannels: [chat]\nlanguage: ${tag}\nsteps:\n${BYE}`,
        'personas/p.yaml': `persona: p\nname: P\nsummary: S\nlanguage: {first: ${tag}}\n`,
      }),
    ).toEqual([])
  })
})

describe('where journeys with errors lead', () => {
  const journey = (id: string, steps: string) =>
    `journey: ${id}\ntitle: T\nchannels: [chat]\nsteps:\n${steps}`

  test('is told, once each and in order, of those that can be read in part too', () => {
    const project = loadTexts({
      'journeys/a.yaml': journey(
        'a',
        '  - {id: x, subjourney: d, nxt: y}\n  - {id: y, subjourney: c}\n  - {id: z, continue_in: d}\n  - {id: again, continue_in: a}\n',
      ),
      'journeys/b.yaml': journey('b', '  - {id: x, continue_in: e}\n  - {id: y, say: "\n'),
      'journeys/c.yaml': journey('c', BYE),
      'journeys/d.yaml': journey('d', BYE),
      'journeys/e.yaml': journey('e', BYE),
      'journeys/f.yaml': journey('f', '  - {id: x, say: X, nxt: y}\n'),
    })
    expect([...project.broken]).toEqual([
      ['a', ['c', 'd']],
      ['b', ['e']],
      ['f', []],
    ])
    // Only journeys with errors lead to c, d and e.
    expect([...project.journeys.keys()]).toEqual(['c', 'd', 'e'])
    expect(project.entries).toEqual([])
  })
})

describe('personas and scenarios', () => {
  const journey = `${HEAD}  - {id: x, do: a_thing}\n  - {id: y, handoff: billing team, unavailable: bye}\n${BYE}global_intents:\n  - {intent: upset, examples: [no]}\n`

  test('a persona’s slots, values and intents', () => {
    expect(
      said({
        'journeys/a.yaml': journey,
        'personas/p.yaml':
          'persona: p\nname: P\nsummary: S\non_record: {nmae: P}\nknows: {wants: refnd, amount: lots}\ncannot_answer: [crad]\nsays: {upste: [no], upset: [no]}\nmood: {start: 9}\nreactions: {asked: -1}\n',
      }),
    ).toEqual([
      '4:13 No slot `nmae` is declared in this project',
      '5:16 `wants` has no value `refnd`',
      '5:31 `amount` is a number, not `lots`',
      '6:17 No slot `crad` is declared in this project',
      '7:8 No slot or intent `upste` in this project',
      '8:15 `start` is at most 5, not 9',
      '9:13 There is no key `asked` here',
    ])
  })

  test('a scenario’s names', () => {
    expect(
      said({
        'journeys/a.yaml': journey,
        'scenarios/s.yaml':
          'scenario: S\njourney: b\npersona: ana\nactions: {another_thing: failed}\npeople: {biling team: busy}\nturns:\n  - {says: no, means: {intent: upste}}\n  - {says: no, means: maybe}\n  - {silence: true}\nexpect:\n  visits: [z]\n  hears: ["/[/"]\n  ends: resovled\n',
      }),
    ).toEqual([
      '2:10 No journey `b` in this project',
      '3:10 No persona `ana` in this project',
      '4:11 No action `another_thing` in this project',
      '5:10 No handoff to `biling team` in this project',
      '7:32 No intent `upste` in this project',
      '8:23 `means` can be `yes`, `no`, `unable` or `no_match`, not `maybe`',
      '9:6 There is no key `silence` here',
      '11:12 No step `z` in this project',
      '12:11 This is no regular expression: unterminated character class',
      '13:9 `ends` can be `resolved`, `unresolved`, `handed_off`, `abandoned`, `dead_end` or `endless`, not `resovled`',
    ])
  })
})

test('a config with faults is told like any other file', () => {
  expect(
    said({
      'tableread.config.yaml': 'extends: recomended\nrule: {}\n',
      'journeys/a.yaml': withSteps(''),
    }),
  ).toEqual([
    '1:10 `extends` can be `draft`, `recommended`, `strict` or `all`, not `recomended`',
    '2:1 There is no key `rule` here',
  ])
})

describe('what to write instead of what other tools call it', () => {
  const fixes = (yaml: string) =>
    loadTexts({ 'journeys/a.yaml': yaml }).diagnostics.map(({ fix }) => fix)

  test('durations keep their number and get their unit', () => {
    expect(
      fixes(
        'journey: a\ntitle: A\nchannels: [chat]\nsteps:\n  - {id: x, handoff: t, wait: 3 min, unavailable: y}\n  - {id: y, promise: p, within: 2 business days, owner: o}\n  - {id: z, promise: q, within: 4h, owner: o}\n  - {id: e, end: resolved}\n',
      ),
    ).toEqual(['wait: 3 minutes', 'within: 2 working days', 'within: 4 hours'])
  })

  test('types and channels', () => {
    expect(
      fixes(
        'journey: a\ntitle: A\nchannels: [web]\nslots: {n: {type: integer}, s: {type: string}}\nsteps:\n  - {id: e, end: resolved}\n',
      ),
    ).toEqual(['did you mean `chat`?', 'did you mean `number`?', 'did you mean `text`?'])
  })
})
