import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BROKEN, HOURS, LOST, PARCEL } from './projects.ts'
import { BINARY, folderWith, PLAIN, tableread } from './run.ts'

/** What the analysis chooses for a digits slot is its own affair. */
const withoutNumbers = (text: string): string => text.replaceAll(/"\d{8}"/g, '"NUMBER"')

describe('what is printed for people', () => {
  test('a clean project: one line', () => {
    const cwd = folderWith({ 'journeys/hours.yaml': HOURS })
    expect(tableread(['lint'], { cwd })).toEqual({
      stdout: '1 file, 1 journey, 9 rules: no problems\n',
      stderr: '',
      status: 0,
    })
  })

  test('a finding: where, what, how it comes about, what mends it', () => {
    const cwd = folderWith({ 'journeys/parcel.yaml': PARCEL })
    const { stdout, stderr, status } = tableread(['lint'], { cwd })
    expect(withoutNumbers(stdout)).toBe(
      [
        'journeys/parcel.yaml:16:10  error  Asks for number again; the customer gave it at ask-number  repeated-ask',
        '  16 |     ask: number',
        '     |          ^^^^^^',
        '  how it comes about  ask-number "NUMBER" → look failed → ask-again',
        '  mend it             skip_if_known: true',
        '',
        '1 file, 1 journey, 9 rules: 1 error',
        '',
      ].join('\n'),
    )
    expect(stderr).toBe('')
    expect(status).toBe(1)
  })

  test('a wrong name: the nearest one is offered, and the rest is still checked', () => {
    const cwd = folderWith({ 'journeys/a.yaml': BROKEN, 'journeys/b.yaml': LOST })
    const { stdout, stderr, status } = tableread(['lint'], { cwd })
    const [first, second] = stdout.split('\n\n')
    expect(first).toMatch(/^journeys\/a\.yaml:5:\d+ {2}error {2}.*\bby\b.* {2}reference$/m)
    expect(first).toContain('bye')
    expect(second).toMatch(/^journeys\/b\.yaml:7:\d+ {2}warning {2}.*lost.* {2}unreachable-step$/m)
    expect(stderr).not.toContain('at ')
    expect(status).toBe(1)
  })

  test('files come in order, whatever order they were named in', () => {
    const cwd = folderWith({ 'journeys/a.yaml': LOST, 'journeys/b.yaml': PARCEL })
    const { stdout } = tableread(['lint', 'journeys/b.yaml', 'journeys/a.yaml'], { cwd })
    expect(stdout.indexOf('journeys/a.yaml:')).toBeLessThan(stdout.indexOf('journeys/b.yaml:'))
  })

  test('a file named on its own is checked within its project, and alone reported on', () => {
    const cwd = folderWith({ 'journeys/a.yaml': LOST, 'journeys/b.yaml': PARCEL })
    const { stdout } = tableread(['lint', 'journeys/a.yaml'], { cwd })
    expect(stdout).toContain('journeys/a.yaml:7:')
    expect(stdout).not.toContain('parcel.yaml')
    expect(stdout).toContain('1 file, 1 journey, 9 rules: 1 warning')
  })

  test('paths are those of --cwd', () => {
    const cwd = folderWith({ 'service/journeys/a.yaml': LOST })
    const { stdout } = tableread(['lint', 'journeys', '--cwd', 'service'], { cwd })
    expect(stdout).toMatch(/^journeys\/a\.yaml:7:/)
  })
})

describe('how severe, how much', () => {
  test.each([
    ['a warning does not fail', [], 0],
    ['unless there are more than allowed', ['--max-warnings', '0'], 1],
    ['as many as allowed are fine', ['--max-warnings', '1'], 0],
    ['strict makes it an error', ['--preset', 'strict'], 1],
    ['draft leaves it out', ['--preset', 'draft'], 0],
  ])('%s', (_name, options, expected) => {
    const cwd = folderWith({ 'journeys/lost.yaml': LOST })
    expect(tableread(['lint', ...options], { cwd }).status).toBe(expected)
  })

  test('too many warnings are said to be too many', () => {
    const cwd = folderWith({ 'journeys/lost.yaml': LOST })
    const { stderr } = tableread(['lint', '--max-warnings', '0'], { cwd })
    expect(stderr).toBe('1 warning, and --max-warnings allows 0.\n')
  })

  test('--quiet prints errors only, and nothing when there are none', () => {
    const cwd = folderWith({ 'journeys/lost.yaml': LOST })
    expect(tableread(['lint', '--quiet'], { cwd })).toEqual({ stdout: '', stderr: '', status: 0 })
  })

  test('--quiet still counts warnings', () => {
    const cwd = folderWith({ 'journeys/lost.yaml': LOST })
    expect(tableread(['lint', '--quiet', '--max-warnings', '0'], { cwd }).status).toBe(1)
  })

  test('the settings of the project hold, and --config names others', () => {
    const cwd = folderWith({
      'journeys/lost.yaml': LOST,
      'tableread.config.yaml': 'rules: {unreachable-step: error}\n',
      'other.yaml': 'rules: {unreachable-step: "off"}\n',
    })
    expect(tableread(['lint'], { cwd }).status).toBe(1)
    expect(tableread(['lint', '--config', 'other.yaml'], { cwd }).status).toBe(0)
  })
})

describe('for programs', () => {
  test('the form of the JSON', () => {
    const cwd = folderWith({ 'journeys/parcel.yaml': PARCEL, 'journeys/hours.yaml': HOURS })
    const { stdout, status } = tableread(['lint', '--format', 'json'], { cwd })
    expect(stdout.startsWith('{\n  "version": 1,\n  "summary": {\n    "files": 2,')).toBe(true)
    expect(stdout.endsWith('}\n')).toBe(true)
    const result = JSON.parse(stdout)
    expect(Object.keys(result)).toEqual(['version', 'summary', 'findings'])
    expect(result.summary).toEqual({
      files: 2,
      journeys: 2,
      personas: 0,
      errors: 1,
      warnings: 0,
      infos: 0,
      unconfirmed: 0,
    })
    expect(result.findings).toHaveLength(1)
    const { witness, ...finding } = result.findings[0]
    expect(finding).toEqual({
      rule: 'repeated-ask',
      tier: 'proven',
      severity: 'error',
      message: 'Asks for number again; the customer gave it at ask-number',
      file: 'journeys/parcel.yaml',
      line: 16,
      column: 10,
      endLine: 16,
      endColumn: 16,
      journey: 'parcel',
      step: 'ask-again',
      slot: 'number',
      confirmed: true,
      fix: 'skip_if_known: true',
    })
    const entered = witness.filter(({ type }: { type: string }) => type === 'entered')
    expect(witness[0].type).toBe('started')
    expect(entered.map(({ step }: { step: string }) => step)).toEqual([
      'ask-number',
      'look',
      'ask-again',
    ])
    expect(status).toBe(1)
  })

  test('two runs print the same', () => {
    const cwd = folderWith({ 'journeys/parcel.yaml': PARCEL, 'journeys/lost.yaml': LOST })
    const run = (): string => tableread(['lint', '--format', 'json'], { cwd }).stdout
    expect(run()).toBe(run())
  })

  test('a file elsewhere is named from here, with forward slashes', () => {
    const cwd = folderWith({ 'here/x.txt': '', 'there/journeys/lost.yaml': LOST })
    const { stdout } = tableread(['lint', '../there', '--format', 'json', '--cwd', 'here'], { cwd })
    expect(JSON.parse(stdout).findings[0].file).toBe('../there/journeys/lost.yaml')
  })

  test('nothing but JSON goes to stdout, whatever is wrong', () => {
    const cwd = folderWith({ 'journeys/a.yaml': BROKEN, 'journeys/b.yaml': 'journey: [' })
    const { stdout } = tableread(['lint', '--format', 'json', '--max-warnings', '0'], { cwd })
    const rules = JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule)
    expect(rules).toContain('reference')
    expect(rules).toContain('schema')
  })
})

describe('stdin', () => {
  test('- is a journey from stdin', () => {
    const { stdout, status } = tableread(['lint', '-'], { cwd: folderWith(), input: PARCEL })
    expect(stdout).toMatch(/^-:16:10 {2}error/)
    expect(status).toBe(1)
  })

  test('which may come slowly', () => {
    const cwd = folderWith({ 'hours.txt': HOURS })
    const script = `{ sleep 0.3; cat hours.txt; } | "${process.execPath}" "${BINARY}" lint -`
    const { stdout, stderr } = spawnSync('sh', ['-c', script], {
      cwd,
      env: PLAIN,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(stdout).toBe('1 file, 1 journey, 9 rules: no problems\n')
  })

  test('--stdin-filename says which file it stands for, with its project around it', () => {
    const cwd = folderWith({ 'journeys/hours.yaml': HOURS, 'journeys/lost.yaml': LOST })
    const mended = LOST.replace('next: bye', 'next: lost')
    const { stdout, status } = tableread(
      ['lint', '-', '--stdin-filename', 'journeys/lost.yaml', '--max-warnings', '0'],
      { cwd, input: mended },
    )
    expect(stdout).toBe('1 file, 1 journey, 9 rules: no problems\n')
    expect(status).toBe(0)
  })
})

describe('stdin that is no journey: exit 2', () => {
  test.each([
    ['a binary', 'a\0b', 'tableread: What came from stdin is not text in UTF-8.\n'],
    [
      'too much',
      ' '.repeat(17 * 1024 * 1024),
      'tableread: What came from stdin is too large: 16 MB is the most.\n',
    ],
  ])('%s', (_name, input, message) => {
    expect(tableread(['lint', '-'], { cwd: folderWith(), input })).toEqual({
      stdout: '',
      stderr: message,
      status: 2,
    })
  })

  test('--stdin-filename without -', () => {
    const { stderr, status } = tableread(['lint', '--stdin-filename', 'a.yaml'], {
      cwd: folderWith(),
    })
    expect(stderr).toMatch(/^tableread: --stdin-filename goes with - among the paths\.\n/)
    expect(status).toBe(2)
  })
})

test('a journey that leads to one with errors is said not to be checked', () => {
  const caller = `journey: caller
title: It goes on elsewhere
channels: [chat]
steps:
  - {id: over, continue_in: broken}
`
  const cwd = folderWith({ 'journeys/broken.yaml': BROKEN, 'journeys/caller.yaml': caller })
  const { stderr, status } = tableread(['lint'], { cwd })
  expect(stderr).toBe(
    'note: the paths of caller were not checked, because of errors in it or in a journey it leads to.\n',
  )
  expect(status).toBe(1)
})

describe('what cannot be read: exit 2, and the rest is still checked', () => {
  test.each<[string, (folder: string) => void]>([
    ['a folder called like a file', (folder) => mkdirSync(join(folder, 'journeys', 'x.yaml'))],
    ['a link to nowhere', (folder) => symlinkSync('gone', join(folder, 'journeys', 'x.yaml'))],
  ])('%s', (_name, prepare) => {
    const cwd = folderWith({ 'journeys/lost.yaml': LOST })
    prepare(cwd)
    const { stdout, stderr, status } = tableread(
      ['lint', 'journeys/x.yaml', 'journeys/lost.yaml'],
      { cwd },
    )
    expect(`${stdout}${stderr}`).toContain('journeys/x.yaml')
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m)
    expect(status).toBe(2)
  })

  test('a binary', () => {
    const cwd = folderWith({
      'journeys/lost.yaml': LOST,
      'journeys/picture.yaml': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]),
    })
    const { stdout, status } = tableread(['lint'], { cwd })
    expect(stdout).toMatch(/^journeys\/picture\.yaml:1:1 {2}error {2}.* {2}unreadable$/m)
    expect(stdout).toMatch(/^journeys\/lost\.yaml:7:/m)
    expect(status).toBe(2)
  })

  test.skipIf(process.getuid?.() === 0)('a file we may not read', () => {
    const cwd = folderWith({ 'journeys/lost.yaml': LOST, 'journeys/secret.yaml': HOURS })
    chmodSync(join(cwd, 'journeys', 'secret.yaml'), 0)
    const { stdout, status } = tableread(['lint'], { cwd })
    expect(stdout).toMatch(/^journeys\/secret\.yaml:1:1 {2}error {2}.* {2}unreadable$/m)
    expect(status).toBe(2)
  })

  test('a path that leads nowhere', () => {
    expect(tableread(['lint', 'nowhere.yaml'], { cwd: folderWith() })).toEqual({
      stdout: '',
      stderr:
        'tableread: There is no file or folder nowhere.yaml.\nCheck the name; paths are relative to the folder you are in.\n',
      status: 2,
    })
  })

  test('a config that is not in order', () => {
    const cwd = folderWith({
      'journeys/a.yaml': HOURS,
      'tableread.config.yaml': 'extend: strict\n',
    })
    const { stdout, stderr, status } = tableread(['lint'], { cwd })
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^tableread\.config\.yaml:1:1 {2}error {2}.*extend.*schema$/m)
    expect(stderr).toContain('extends')
    expect(status).toBe(2)
  })
})

describe('a config among the paths', () => {
  test('as a shell gives it: it is no journey, and what is beside it is checked', () => {
    const cwd = folderWith({
      'a.yaml': LOST,
      'tableread.config.yaml': 'paths: {journeys: [.]}\n',
    })
    const { stdout, stderr, status } = tableread(['lint', 'a.yaml', 'tableread.config.yaml'], {
      cwd,
    })
    expect(stdout).toMatch(/^a\.yaml:7:/)
    expect(stdout).toContain('\n1 file, 1 journey, 9 rules: 1 warning\n')
    expect(stdout).not.toContain('config')
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  test('its own problems are told', () => {
    const cwd = folderWith({ 'a.yaml': HOURS, 'tableread.config.yaml': 'extend: strict\n' })
    const { stdout, stderr, status } = tableread(['lint', 'a.yaml', 'tableread.config.yaml'], {
      cwd,
    })
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^tableread\.config\.yaml:1:1 {2}error {2}.*extend.*schema$/m)
    expect(status).toBe(2)
  })
})

describe('a rule in the config that does not exist: exit 2', () => {
  test('where it stands, and which was meant', () => {
    const cwd = folderWith({
      'journeys/a.yaml': HOURS,
      'tableread.config.yaml': 'rules:\n  repeated-ask: error\n  deadend: off\n',
    })
    const { stdout, stderr, status } = tableread(['lint'], { cwd })
    expect(stdout).toBe('')
    expect(stderr).toBe(
      [
        'tableread.config.yaml:3:3  error  There is no rule `deadend`  schema',
        '   3 |   deadend: off',
        '     |   ^^^^^^^',
        '  mend it             did you mean `dead-end`?',
        '',
        `tableread: The config ${join(cwd, 'tableread.config.yaml')} is not in order.`,
        '',
      ].join('\n'),
    )
    expect(status).toBe(2)
  })

  test('nothing like one: those there are', () => {
    const cwd = folderWith({
      'journeys/a.yaml': HOURS,
      'tableread.config.yaml': 'rules: {kindness: error}\n',
    })
    const { stderr, status } = tableread(['lint', '--format', 'json'], { cwd })
    expect(stderr).toContain('There is no rule `kindness`')
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('the rules are ask-known, broken-promise, ')
    expect(status).toBe(2)
  })
})

describe('nothing to check: exit 2', () => {
  test('where it looked, and what to do', () => {
    const cwd = folderWith({ 'notes.txt': 'to do\n' })
    for (const format of ['stylish', 'json'])
      expect(tableread(['lint', '--format', format], { cwd })).toEqual({
        stdout: '',
        stderr: `tableread: There is nothing to check: no journeys, personas or scenarios in journeys, personas and scenarios under ${cwd}.\nStart with tableread init, name files or folders to check, or say with --cwd where the project is.\n`,
        status: 2,
      })
  })

  test('the folders are those of the config', () => {
    const cwd = folderWith({
      'journeys/a.yaml': HOURS,
      'tableread.config.yaml': 'paths: {journeys: [flows]}\nignore: ["old/**"]\n',
    })
    const { stderr, status } = tableread(['lint'], { cwd })
    expect(stderr).toBe(
      `tableread: There is nothing to check: no journeys, personas or scenarios in flows, personas and scenarios under ${cwd}.\nThose are the folders that tableread.config.yaml names, without what it ignores. Mend them there, or name files or folders to check.\n`,
    )
    expect(status).toBe(2)
  })

  test('a persona alone is something', () => {
    const cwd = folderWith({ 'personas/p.yaml': 'persona: p\nname: P\nsummary: S\n' })
    expect(tableread(['lint'], { cwd }).status).toBe(0)
  })
})

describe('hostile text', () => {
  const hostile = String.raw`journey: hostile
title: "\e[2J\e]0;owned\a clear"
channels: [chat]
steps:
  - {id: hello, say: "\e[31mred \u202Eflipped", nxet: bye}
  - {id: "\e[5mblink", end: resolved}
`

  test.each([['stylish'], ['json']])('in a journey never reaches the terminal: %s', (format) => {
    const cwd = folderWith({
      'journeys/hostile.yaml': hostile,
      'journeys/raw.yaml': 'a: \x1b[2J\x07\n',
    })
    const { stdout, stderr } = tableread(['lint', '--format', format], { cwd })
    expect(stdout).not.toBe('')
    expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
  })

  test('in a path on the command line neither', () => {
    const { stderr, status } = tableread(['lint', '\x1b[2Jgone'], { cwd: folderWith() })
    expect(stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    expect(status).toBe(2)
  })
})
