import { describe, expect, test } from 'vitest'
import type { EngineEvent } from '../../src/engine/index.ts'
import type { Finding } from '../../src/lint/index.ts'
import { createTheme, lintJson, loadFindingsText, summaryText } from '../../src/report/index.ts'

const findingsText = await loadFindingsText()
const wide = createTheme({ columns: 100 }, { color: false }, {})

const entered = (step: string, journey = 'charge'): EngineEvent => ({
  type: 'entered',
  journey,
  step,
})
const heard = (
  text: string,
  understood: Extract<EngineEvent, { type: 'heard' }>['understood'],
): EngineEvent => ({ type: 'heard', seat: 'customer', text, understood, by: 'analysis' })
const did = (outcome: string): EngineEvent => ({ type: 'did', action: 'check_refund', outcome })
const started: EngineEvent = {
  type: 'started',
  version: 1,
  id: 'witness',
  journey: { id: 'charge', hash: '' },
  channel: 'chat',
  seats: { customer: 'analysis', system: 'engine' },
  seed: 0,
  given: {},
}

const text = 'steps:\n  - id: ask-account-again\n    ask: account_number\n'
const finding: Finding = {
  rule: 'repeated-ask',
  tier: 'proven',
  severity: 'error',
  message: 'Asks for account_number again; the customer gave it at ask-account',
  file: '/home/ana/journeys/charge.yaml',
  text,
  range: { start: { line: 3, column: 10 }, end: { line: 3, column: 24 } },
  journey: 'charge',
  step: 'ask-account-again',
  slot: 'account_number',
  confirmed: true,
  witness: [
    started,
    entered('greet'),
    entered('ask-wants'),
    heard('refund', { fills: { wants: 'refund' } }),
    entered('ask-account'),
    heard('', { fills: { account_number: '41229011' } }),
    entered('check-refund'),
    did('failed'),
    { type: 'entered', journey: 'charge', step: 'skipped', skipped: true },
    entered('ask-account-again'),
  ],
  also: 2,
  fix: 'skip_if_known: true',
}
const shown = (one: Finding, theme = wide): string =>
  findingsText([one], theme, { cwd: '/home/ana', least: 'warning' })

describe('a finding', () => {
  test('says where it stands, what it is, how it comes about, what mends it', () => {
    expect(shown(finding)).toBe(
      [
        'journeys/charge.yaml:3:10  error  Asks for account_number again; the customer gave it at ask-account  repeated-ask',
        '   3 |     ask: account_number',
        '     |          ^^^^^^^^^^^^^^',
        '  how it comes about  greet → ask-wants "refund" → ask-account "41229011" → check-refund failed →',
        '                      ask-account-again (and 2 other ways)',
        '  mend it             skip_if_known: true',
      ].join('\n'),
    )
  })

  test('in forty columns labels stand above their text and nothing is wider', () => {
    const narrow = createTheme({ isTTY: true, columns: 40 }, { color: false }, {})
    expect(shown(finding, narrow)).toBe(
      [
        'journeys/charge.yaml:3:10  error  Asks',
        '  for account_number again; the customer',
        '  gave it at ask-account  repeated-ask',
        '   3 |     ask: account_number',
        '     |          ^^^^^^^^^^^^^^',
        '  how it comes about',
        '    greet → ask-wants "refund" →',
        '    ask-account "41229011" →',
        '    check-refund failed →',
        '    ask-account-again (and 2 other ways)',
        '  mend it',
        '    skip_if_known: true',
      ].join('\n'),
    )
  })

  test('without Unicode arrows are drawn', () => {
    const plain = createTheme({ columns: 100 }, { color: false }, { LANG: 'C' })
    expect(shown(finding, plain)).toContain('greet -> ask-wants "refund" -> ask-account')
  })

  test('infos are shown only when asked for', () => {
    const info: Finding = { ...finding, severity: 'info' }
    expect(shown(info)).toBe('')
    expect(findingsText([info], wide, { cwd: '/', least: 'info' })).toContain('  info  ')
  })

  test('a fix of several lines keeps their indentation', () => {
    expect(shown({ ...finding, fix: 'next:\n  - go: bye\n' })).toContain(
      '  mend it             next:\n                        - go: bye',
    )
  })

  test('hostile text does not reach the terminal', () => {
    const hostile: Finding = {
      ...finding,
      message: 'Unknown \x1b[2J\x1b]0;x\x07step\nerror  fake',
      file: '/home/ana/journeys/\x1b[31mx.yaml',
      text: 'a\nb\n    ask: \x1b[5maccount\n',
      fix: '\x1b[31mred',
      witness: [
        started,
        entered('a\x1b[2J'),
        heard('\x1b[31mhi\u202e', 'no_match'),
        did('\x07bad'),
      ],
    }
    const output = shown(hostile)
    expect(output).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    expect(output.split('\n')[0]).toBe(
      'journeys/x.yaml:3:10  error  Unknown step error  fake  repeated-ask',
    )
    expect(output).toContain('a "hi<U+202E>" not understood, bad')
  })
})

describe('how it comes about', () => {
  const way = (...events: readonly EngineEvent[]): string => {
    const { fix: _fix, also: _also, text: _text, ...rest } = finding
    const [, ...lines] = shown({ ...rest, witness: [started, ...events] }).split('\n')
    return lines.join(' ').replaceAll(/\s+/g, ' ').replace(' how it comes about ', '')
  }

  test.each<[string, readonly EngineEvent[], string]>([
    ['silence', [entered('a'), heard('', 'no_input')], 'a silence'],
    ['words not understood', [entered('a'), heard('', 'no_match')], 'a not understood'],
    [
      'twice',
      [entered('a'), heard('', 'no_match'), heard('eh', 'no_match')],
      'a not understood, "eh" not understood',
    ],
    ['cannot answer', [entered('a'), heard('', 'unable')], 'a cannot answer'],
    ['yes', [entered('a'), heard('', 'yes')], 'a "yes"'],
    ['an intent', [entered('a'), heard('', { intent: 'upset' })], 'a upset'],
    ['several facts', [entered('a'), heard('', { fills: { x: 'one', y: 2 } })], 'a "one" and "2"'],
    [
      'nobody free',
      [entered('a'), { type: 'availability', team: 't', is: 'busy' }],
      'a nobody free',
    ],
    ['closed', [entered('a'), { type: 'availability', team: 't', is: 'closed' }], 'a closed'],
    [
      'somebody free says nothing',
      [entered('a'), { type: 'availability', team: 't', is: 'free' }],
      'a',
    ],
    ['stuck', [entered('a'), { type: 'ended', how: 'dead_end' }], 'a → stuck'],
    [
      'a sub-journey and back',
      [entered('a'), entered('b', 'who'), entered('c', 'who'), entered('d')],
      'a → in who: b → c → back in charge: d',
    ],
    [
      'on in another journey and channel',
      [
        entered('a'),
        { type: 'continued', to: 'call', channel: 'voice', passed: [], lost: [] },
        entered('b', 'call'),
      ],
      'a → in call by voice: b',
    ],
    [
      'long words are cut',
      [entered('a'), heard('x'.repeat(50), 'no_match')],
      `a "${'x'.repeat(39)}…" not understood`,
    ],
  ])('%s', (_name, events, expected) => {
    expect(way(...events)).toBe(expected)
  })

  test('a long way is shortened in the middle', () => {
    const steps = Array.from({ length: 30 }, (_, index) => entered(`s${index + 1}`))
    expect(way(...steps)).toBe(
      's1 → s2 → s3 → s4 → s5 → … 16 more … → s22 → s23 → s24 → s25 → s26 → s27 → s28 → s29 → s30',
    )
  })
})

describe('the last line', () => {
  const counts = {
    files: 12,
    journeys: 5,
    personas: 3,
    errors: 0,
    warnings: 0,
    infos: 0,
    unconfirmed: 0,
  }
  const line = (found: Partial<typeof counts>, least: 'info' | 'warning' = 'warning'): string =>
    summaryText(
      { summary: { ...counts, ...found }, rules: 9, findings: [], skipped: [] },
      wide,
      least,
    )

  test('of a clean run', () => {
    expect(line({})).toBe('12 files, 5 journeys, 9 rules: no problems')
  })

  test('of one with findings', () => {
    expect(line({ journeys: 1, errors: 1, warnings: 2 })).toBe(
      '12 files, 1 journey, 9 rules: 1 error, 2 warnings',
    )
  })

  test('infos that are not shown are counted', () => {
    expect(line({ infos: 2 })).toBe(
      '12 files, 5 journeys, 9 rules: 2 infos (--verbose shows infos)',
    )
    expect(line({ infos: 2 }, 'info')).toBe('12 files, 5 journeys, 9 rules: 2 infos')
  })
})

test('the same as JSON, keys that do not apply left out', () => {
  const { witness: _witness, also: _also, fix: _fix, slot: _slot, ...rest } = finding
  const summary = {
    files: 1,
    journeys: 1,
    personas: 0,
    errors: 1,
    warnings: 0,
    infos: 0,
    unconfirmed: 0,
  }
  expect(
    lintJson(
      { summary, rules: 9, findings: [{ ...rest, file: '/home/other/a.yaml' }], skipped: [] },
      '/home/ana',
    ),
  ).toBe(`{
  "version": 1,
  "summary": {
    "files": 1,
    "journeys": 1,
    "personas": 0,
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "unconfirmed": 0
  },
  "findings": [
    {
      "rule": "repeated-ask",
      "tier": "proven",
      "severity": "error",
      "message": "Asks for account_number again; the customer gave it at ask-account",
      "file": "../other/a.yaml",
      "line": 3,
      "column": 10,
      "endLine": 3,
      "endColumn": 24,
      "journey": "charge",
      "step": "ask-account-again",
      "confirmed": true
    }
  ]
}
`)
})
