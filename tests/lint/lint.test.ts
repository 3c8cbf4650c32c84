// The linter as a whole: presets, exceptions, order, what is checked of a project that has errors.
import { describe, expect, test } from 'vitest'
import { createMachine, replay } from '../../src/engine/index.ts'
import { type Finding, type LintOptions, lintProject, rules } from '../../src/lint/index.ts'
import { loadTexts } from '../../src/model/index.ts'
import { randomProject } from './oracle/random-project.ts'
import { checkWitness } from './rule-tester.ts'

type Files = Readonly<Record<string, string>>

const lint = (files: Files, options: LintOptions = {}) => lintProject(loadTexts(files), options)

/** `severity rule step slot`, as far as they apply. */
const named = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, rule, step, slot }) =>
    [severity, rule, step, slot].filter((part) => part !== undefined).join(' '),
  )

const at = ({ file, range }: Finding): string => `${file}:${range.start.line}:${range.start.column}`

const PARCEL = `journey: parcel
title: Where is my parcel?
channels: [chat]
fallback: help
slots:
  number: {type: digits, length: 8}
steps:
  - {id: ask, ask: number, say: Number?}
  - {id: look, do: look_up, outcomes: {succeeded: done, failed: again}}
  - {id: again, ask: number, say: Number?}
  - {id: done, end: resolved}
  - {id: lost, say: Nobody hears this., next: done}
  - {id: help, handoff: desk, unavailable: bye}
  - {id: bye, end: unresolved}
`

const CLEAN = `journey: hours
title: When are you open?
channels: [chat]
steps:
  - {id: tell, say: We open at eight., end: resolved}
`.replace(', end', '}\n  - {id: bye, end')

describe('presets', () => {
  const files = { 'journeys/parcel.yaml': PARCEL }

  test('recommended: each rule at its own severity', () => {
    const { findings, summary, rules: on } = lint(files)
    expect(named(findings)).toEqual([
      'error repeated-ask again number',
      'warning unreachable-step lost',
    ])
    expect(summary).toEqual({
      files: 1,
      journeys: 1,
      personas: 0,
      errors: 1,
      warnings: 1,
      infos: 0,
      unconfirmed: 0,
    })
    expect(on).toBe(rules.length)
  })

  test('draft: the proven errors alone', () => {
    const { findings, rules: on } = lint(files, { preset: 'draft' })
    expect(named(findings)).toEqual(['error repeated-ask again number'])
    expect(on).toBe(
      rules.filter(({ meta }) => meta.tier === 'proven' && meta.severity === 'error').length,
    )
  })

  test('strict: warnings become errors', () => {
    expect(named(lint(files, { preset: 'strict' }).findings)).toEqual([
      'error repeated-ask again number',
      'error unreachable-step lost',
    ])
  })

  test('all: what recommended has, and what is only on where it is asked for', () => {
    const { findings, rules: on } = lint(files, { preset: 'all' })
    expect(named(findings)).toEqual([
      'error repeated-ask again number',
      'warning unreachable-step lost',
    ])
    expect(on).toBe(rules.length)
  })

  test('the config names the preset, and the caller can name another', () => {
    const draft = { ...files, 'tableread.config.yaml': 'extends: draft\n' }
    expect(lint(draft).summary).toMatchObject({ errors: 1, warnings: 0 })
    expect(lint(draft, { preset: 'strict' }).summary).toMatchObject({ errors: 2, warnings: 0 })
  })
})

describe('severities in the config', () => {
  const withRules = (lines: string): Files => ({
    'journeys/parcel.yaml': PARCEL,
    'tableread.config.yaml': `rules:\n${lines}`,
  })

  test('off: the rule does not run', () => {
    const { findings, rules: on } = lint(withRules('  repeated-ask: off\n'))
    expect(named(findings)).toEqual(['warning unreachable-step lost'])
    expect(on).toBe(rules.length - 1)
  })

  test('another severity, in every preset', () => {
    const files = withRules('  repeated-ask: info\n  unreachable-step: error\n')
    for (const preset of ['draft', 'recommended', 'strict', 'all'] as const)
      expect(named(lint(files, { preset }).findings)).toEqual([
        'info repeated-ask again number',
        'error unreachable-step lost',
      ])
    expect(lint(files).summary).toMatchObject({ errors: 1, warnings: 0, infos: 1 })
  })
})

describe('exceptions', () => {
  const findings = (text: string) => lint({ 'journeys/parcel.yaml': text }).findings

  test('on a step', () => {
    const text = PARCEL.replace(
      'again, ask: number',
      'again, ask: number, allow: {repeated-ask: two spellings are in use}',
    )
    expect(named(findings(text))).toEqual(['warning unreachable-step lost'])
  })

  test('on a slot', () => {
    const text = PARCEL.replace('length: 8', 'length: 8, allow: {repeated-ask: it wears off}')
    expect(named(findings(text))).toEqual(['warning unreachable-step lost'])
  })

  test('on the journey, for all of it', () => {
    const text = `${PARCEL}allow: {repeated-ask: kept for the trial, unreachable-step: not yet wired}\n`
    expect(findings(text)).toEqual([])
  })

  test('on a step, it holds for that step alone', () => {
    const text = PARCEL.replace(
      'again, ask: number, say: Number?}',
      'again, ask: number, say: Number?, allow: {repeated-ask: why not}}\n  - {id: third, ask: number, say: Number?}',
    )
    expect(named(findings(text))).toEqual([
      'error repeated-ask third number',
      'warning unreachable-step lost',
    ])
  })

  test('on a global intent', () => {
    const intent = (more: string) =>
      `global_intents: [{intent: upset, examples: [bad], say: 'Sorry, {name}.'${more}}]
slots: {name: {type: text}, code: {type: digits}}
`
    const steps = `journey: a
title: A
channels: [chat]
fallback: help
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: done, end: resolved}
  - {id: help, handoff: desk, unavailable: bye}
  - {id: bye, end: unresolved}
`
    expect(named(findings(steps + intent('')))).toEqual(['error unset-value-in-text name'])
    expect(findings(steps + intent(', allow: {unset-value-in-text: it is caught later}'))).toEqual(
      [],
    )
  })

  test('one that excuses nothing is told, where it stands', () => {
    const text = PARCEL.replace('8}', '8, allow: {ask-known: a trial}}').replace(
      '  - {id: lost, say: Nobody hears this., next: done}\n',
      '',
    )
    const [unused, repeated] = findings(text)
    expect(repeated?.rule).toBe('repeated-ask')
    expect(unused).toMatchObject({
      rule: 'unused-allow',
      severity: 'warning',
      message: 'Allows ask-known, but there is nothing to allow here',
      fix: 'remove it',
      journey: 'parcel',
      slot: 'number',
    })
    expect(unused?.range.start).toEqual({ line: 6, column: 45 })
  })

  test('of two places, the nearer excuses; the other has nothing to do', () => {
    const text = `${PARCEL.replace(
      'again, ask: number',
      'again, ask: number, allow: {repeated-ask: two spellings}',
    )}allow: {repeated-ask: everywhere, unreachable-step: not yet wired}\n`
    expect(named(findings(text))).toEqual(['warning unused-allow'])
  })

  test('a rule that does not exist: the nearest is named', () => {
    const [unused] = findings(`${CLEAN}allow: {repeated-aks: a trial}\n`)
    expect(unused).toMatchObject({
      rule: 'unused-allow',
      message: 'Allows repeated-aks, but there is no such rule',
    })
    expect(unused?.fix).toContain('repeated-ask')
  })

  test('an exception from a rule that is off is not unused', () => {
    const text = `${CLEAN}allow: {unreachable-step: a trial}\n`
    expect(findings(text)).toHaveLength(1)
    expect(lint({ 'journeys/a.yaml': text }, { preset: 'draft' }).findings).toEqual([])
  })

  test('an exception that is needed in one journey of two that share it is used', () => {
    const shared = `slots:\n  number: {type: digits, allow: {repeated-ask: it wears off}}\n`
    const using = (id: string, second: string) => `journey: ${id}
title: T
channels: [chat]
include: [shared.yaml]
fallback: help
steps:
  - {id: ask, ask: number, say: Number?}
  - {id: again, ${second}}
  - {id: done, end: resolved}
  - {id: help, handoff: desk, unavailable: done}
`
    const files = {
      'journeys/shared.yaml': shared,
      'journeys/a.yaml': using('a', 'ask: number, say: Number?'),
      'journeys/b.yaml': using('b', 'say: Thank you.'),
    }
    expect(lint(files).findings).toEqual([])
    expect(named(lint({ ...files, 'journeys/a.yaml': '' }).findings)).toContain(
      'warning unused-allow number',
    )
  })
})

describe('one finding a defect', () => {
  test('three ways in: one finding, its shortest way, and the number of the others', () => {
    const text = `journey: a
title: A
channels: [chat]
fallback: help
slots:
  number: {type: digits, length: 8}
  wants: {type: choice, values: {one: [one], two: [two], three: [three]}}
steps:
  - {id: ask, ask: number, say: Number?}
  - id: want
    ask: wants
    say: Which?
    next: [{if: {wants: one}, go: one}, {if: {wants: two}, go: two}, {go: again}]
  - {id: one, say: One., next: again}
  - {id: two, say: Two., next: again}
  - {id: again, ask: number, say: Number?}
  - {id: done, end: resolved}
  - {id: help, handoff: desk, unavailable: bye}
  - {id: bye, end: unresolved}
`
    const { findings } = lint({ 'journeys/a.yaml': text })
    expect(named(findings)).toEqual(['error repeated-ask again number'])
    const [finding] = findings
    expect(finding?.also).toBe(2)
    const way = finding?.witness?.flatMap((event) => (event.type === 'entered' ? event.step : []))
    expect(way).toEqual(['ask', 'want', 'again'])
  })

  test('one way in: no others are told of', () => {
    const [finding] = lint({ 'journeys/parcel.yaml': PARCEL }).findings
    expect(finding).not.toHaveProperty('also')
  })

  test('used by five journeys: still one finding', () => {
    const sub = `journey: sub
title: Sub
channels: [chat]
slots: {number: {type: digits}}
steps:
  - {id: ask, ask: number, say: Number?}
  - {id: again, ask: number, say: Number?}
  - {id: back, end: resolved}
`
    const caller = (id: string) => `journey: ${id}
title: T
channels: [chat, voice]
fallback: help
steps:
  - {id: call, subjourney: sub}
  - {id: done, end: resolved}
  - {id: help, handoff: desk, unavailable: done}
`
    const callers = ['a', 'b', 'c', 'd', 'e'].map((id) => [`journeys/${id}.yaml`, caller(id)])
    const { findings } = lint({ ...Object.fromEntries(callers), 'journeys/sub.yaml': sub })
    expect(named(findings)).toEqual(['error repeated-ask again number'])
  })
})

describe('order', () => {
  const files: Files = {
    'journeys/b.yaml': PARCEL.replace('journey: parcel', 'journey: b'),
    'journeys/a.yaml': PARCEL.replace('journey: parcel', 'journey: a'),
    'journeys/z.yaml':
      'journey: z\ntitle: Z\nchannels: [chat]\nsteps:\n  - {id: x, next: nowhere}\n',
    'journeys/c/a.yaml': PARCEL.replace('journey: parcel', 'journey: c'),
  }

  test('by file, line and column', () => {
    const places = lint(files).findings.map(at)
    expect(places).toEqual([
      '/journeys/a.yaml:10:22',
      '/journeys/a.yaml:12:10',
      '/journeys/b.yaml:10:22',
      '/journeys/b.yaml:12:10',
      '/journeys/c/a.yaml:10:22',
      '/journeys/c/a.yaml:12:10',
      '/journeys/z.yaml:5:19',
    ])
  })

  test('the order in which files are read makes no difference, nor does a second run', () => {
    const backwards = Object.fromEntries(Object.entries(files).reverse())
    const first = lint(files)
    expect(lint(files)).toEqual(first)
    expect(lint(backwards)).toEqual(first)
  })

  test('the order of random projects’ files makes no difference either', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = randomProject(seed)
      const backwards = Object.fromEntries(Object.entries(random).reverse())
      expect(lint(backwards, { preset: 'all' }), `seed ${seed}`).toEqual(
        lint(random, { preset: 'all' }),
      )
    }
  })
})

describe('files that journeys share', () => {
  const shared = `global_intents:
  - intent: upset
    examples: [bad]
    say: I am sorry, {name}.
slots:
  name: {type: text}
  code: {type: digits}
`
  const using = (id: string) => `journey: ${id}
title: T
channels: [chat]
include: [shared.yaml]
fallback: help
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: done, end: resolved}
  - {id: help, handoff: desk, unavailable: done}
`
  const files = {
    'journeys/shared.yaml': shared,
    'journeys/a.yaml': using('a'),
    'journeys/b.yaml': using('b'),
  }

  test('a finding stands in the file that has the words, once', () => {
    const { findings } = lint(files)
    expect(findings.map(({ rule, slot }) => `${rule} ${slot}`)).toEqual([
      'unset-value-in-text name',
    ])
    expect(findings.map(at)).toEqual(['/journeys/shared.yaml:4:10'])
    expect(findings[0]?.text).toBe(shared)
  })

  test('and is reported when that file is asked about, or a journey that says its words', () => {
    for (const target of ['/journeys/shared.yaml', '/journeys/a.yaml'])
      expect(lint(files, { targets: [target] }).findings.map(at)).toEqual([
        '/journeys/shared.yaml:4:10',
      ])
  })
})

test('an exception of one journey does not excuse another that says the same words', () => {
  const journey = (id: string, more: string, steps: string) =>
    `journey: ${id}\ntitle: T\nchannels: [chat]\nentry: true\ninclude: [words.yaml]\n${more}fallback: help\nsteps:\n${steps}  - {id: done, end: resolved}\n  - {id: help, handoff: desk, unavailable: done}\n`
  const { findings } = lint({
    'journeys/words.yaml':
      'global_intents:\n  - {intent: upset, examples: [bad], say: "I am sorry, {name}."}\nslots:\n  name: {type: text}\n  code: {type: digits}\n',
    'journeys/a.yaml': journey(
      'a',
      'allow: {unset-value-in-text: nobody is ever upset here}\n',
      '  - {id: ask, ask: code, say: Code?}\n  - {id: on, continue_in: b}\n',
    ),
    'journeys/b.yaml': journey(
      'b',
      '',
      '  - {id: again, ask: code, say: Code?, skip_if_known: true}\n',
    ),
  })
  expect(
    findings.filter(({ rule }) => rule === 'unset-value-in-text').map(({ journey }) => journey),
  ).toEqual(['b'])
})

test('a promise that has the name of a slot is passed by that name', () => {
  const { findings } = lint({
    'journeys/a.yaml':
      'journey: a\ntitle: A\nchannels: [chat]\nfallback: help\nslots: {callback: {type: yes_no}}\nsteps:\n  - {id: ask, ask: callback, say: Shall we call?}\n  - {id: vow, promise: callback, say: We will., next: help}\n  - {id: help, handoff: desk, passes: [callback], unavailable: sorry}\n  - {id: sorry, do: book, fulfils: callback, outcomes: {succeeded: bye, failed: vow-mail}}\n  - {id: vow-mail, promise: mail, owner: desk lead, say: We will write.}\n  - {id: keep, do: note, fulfils: callback, outcomes: {succeeded: bye, failed: bye}}\n  - {id: bye, end: unresolved}\n',
  })
  expect(
    findings.filter(({ rule }) => rule === 'broken-promise').map(({ witness }) => witness?.at(-1)),
  ).toEqual([{ type: 'ended', how: 'unresolved' }])
})

describe('a project with errors', () => {
  const broken = 'journey: sub\ntitle: S\nchannels: [chat]\nsteps:\n  - {id: x, next: nowhere}\n'
  const caller = `journey: caller
title: C
channels: [chat]
steps:
  - {id: call, subjourney: sub}
  - {id: done, end: resolved}
  - {id: lost, end: resolved}
`

  test('what depends on it is named, and the rest is checked', () => {
    const { findings, skipped } = lint({
      'journeys/sub.yaml': broken,
      'journeys/caller.yaml': caller,
      'journeys/parcel.yaml': PARCEL,
    })
    expect(skipped).toEqual(['caller'])
    expect(named(findings)).toEqual([
      'error repeated-ask again number',
      'warning unreachable-step lost',
      'error reference x',
    ])
  })

  test('what depends on one that depends on it, too', () => {
    const above = caller.replace('journey: caller', 'journey: above').replace('sub', 'caller')
    const { skipped } = lint({
      'journeys/sub.yaml': broken,
      'journeys/caller.yaml': caller,
      'journeys/above.yaml': above.replace('callerjourney: sub', 'subjourney: caller'),
    })
    expect(skipped).toEqual(['above', 'caller'])
  })

  test('an exception in a journey that was not checked is not unused', () => {
    const { findings } = lint({
      'journeys/sub.yaml': broken,
      'journeys/caller.yaml': `${caller}allow: {unreachable-step: not yet wired}\n`,
    })
    expect(named(findings)).toEqual(['error reference x'])
  })

  test('once it is mended, all is checked', () => {
    const mended = broken.replace('next: nowhere', 'end: resolved')
    const { findings, skipped } = lint({
      'journeys/sub.yaml': mended,
      'journeys/caller.yaml': caller,
    })
    expect(skipped).toEqual([])
    expect(named(findings)).toEqual(['warning unreachable-step lost'])
  })
})

describe('targets', () => {
  const sub = `journey: sub
title: S
channels: [chat]
slots: {number: {type: digits}}
steps:
  - {id: again, ask: number, say: Number?}
  - {id: back, end: resolved}
`
  const caller = `journey: caller
title: C
channels: [chat]
fallback: help
slots: {number: {type: digits}}
steps:
  - {id: ask, ask: number, say: Number?}
  - {id: call, subjourney: sub}
  - {id: done, end: resolved}
  - {id: lost, end: resolved}
  - {id: help, handoff: desk, unavailable: done}
`
  const files = {
    'journeys/sub.yaml': sub,
    'journeys/caller.yaml': caller,
    'personas/ana.yaml': 'persona: ana\nname: Ana\nsummary: Somebody.\n',
    'journeys/hours.yaml': CLEAN,
  }

  test('one file: what others do to it is found, and nothing of them is reported', () => {
    const { findings, summary } = lint(files, { targets: ['/journeys/sub.yaml'] })
    expect(named(findings)).toEqual(['error repeated-ask again number'])
    expect(summary).toMatchObject({ files: 1, journeys: 1, personas: 0, errors: 1, warnings: 0 })
  })

  test('all files are counted where none is named', () => {
    const { findings, summary } = lint(files)
    expect(named(findings)).toEqual([
      'warning unreachable-step lost',
      'error repeated-ask again number',
    ])
    expect(summary).toMatchObject({ files: 4, journeys: 3, personas: 1, errors: 1, warnings: 1 })
  })

  test('a clean file of a project that is not clean', () => {
    const { findings, summary } = lint(files, { targets: ['/journeys/hours.yaml'] })
    expect(findings).toEqual([])
    expect(summary).toMatchObject({ files: 1, journeys: 1, errors: 0 })
  })

  test('progress is told for every region, in order', () => {
    const told: string[] = []
    lint(files, { onProgress: (done, all) => told.push(`${done} of ${all}`) })
    expect(told).toEqual(['0 of 2', '1 of 2'])
  })
})

describe('laws', () => {
  test('every witness of 400 random projects is one that the engine replays to its defect', () => {
    let witnesses = 0
    for (let seed = 50_001; seed <= 50_400; seed += 1) {
      const project = loadTexts(randomProject(seed))
      for (const finding of lintProject(project, { preset: 'all' }).findings) {
        if (finding.witness === undefined) continue
        witnesses += 1
        expect(replay(createMachine(project), finding.witness).problem, `seed ${seed}`).toBe(
          undefined,
        )
        checkWitness(project, finding)
      }
    }
    expect(witnesses).toBeGreaterThan(400)
  })

  test('no defect is found twice', () => {
    for (let seed = 60_001; seed <= 60_200; seed += 1) {
      const { findings } = lint(randomProject(seed), { preset: 'all' })
      const keys = findings.map((finding) =>
        [finding.rule, at(finding), finding.slot, finding.message].join(' '),
      )
      expect(keys, `seed ${seed}`).toEqual([...new Set(keys)])
    }
  })
})
