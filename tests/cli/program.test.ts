import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOURS, PARCEL } from './projects.ts'
import { BINARY, folderWith, PLAIN, tableread } from './run.ts'
import { openTerminal } from './terminal.ts'

const COMMANDS = ['init', 'new', 'play', 'resume', 'lint', 'show', 'schema']
const packageFile = (path: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8')

describe('help', () => {
  test('--help names every command in a line, with examples, and ends well', () => {
    const { stdout, stderr, status } = tableread(['--help'], { cwd: folderWith() })
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} +[A-Z].*`, 'm'))
    expect(stdout.match(/^ {2}\$ tableread /gm)).toHaveLength(2)
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  test.each(COMMANDS)('%s --help explains it, with an example', (name) => {
    const cwd = folderWith()
    const { stdout, status } = tableread([name, '--help'], { cwd })
    expect(stdout).toMatch(new RegExp(`^Usage: tableread ${name}`))
    expect(stdout).toMatch(new RegExp(`^ {2}\\$ tableread ${name}`, 'm'))
    expect(status).toBe(0)
    expect(tableread(['help', name], { cwd }).stdout).toBe(stdout)
  })

  test('no command at all: the help, on stderr, and exit 2', () => {
    const { stdout, stderr, status } = tableread([], { cwd: folderWith() })
    expect(stdout).toBe('')
    expect(stderr).toContain('Usage: tableread <command>')
    expect(status).toBe(2)
  })

  test('--version prints that of the package', () => {
    const { version } = JSON.parse(packageFile('package.json'))
    expect(tableread(['--version'], { cwd: folderWith() }).stdout).toBe(`${version}\n`)
  })
})

describe('wrong usage: a line that says what is wrong, and exit 2', () => {
  test.each<[readonly string[], string]>([
    [['lnt'], "tableread: Unknown command 'lnt'.\nDid you mean lint?\n"],
    [['help', 'shw'], "tableread: Unknown command 'shw'.\nDid you mean show?\n"],
    [['lint', '--frmat', 'json'], "tableread: Unknown option '--frmat'.\nDid you mean --format?\n"],
    [
      ['lint', '--format', 'xml'],
      "tableread: --format: 'xml' will not do. It is one of stylish, json.\n",
    ],
    [
      ['lint', '--max-warnings', '-1'],
      "tableread: --max-warnings: '-1' will not do. It is a whole number, 0 or more.\n",
    ],
    [['show'], "tableread: Missing required argument 'journey'.\n"],
    [
      ['lint', '--cwd', 'gone'],
      'tableread: Cannot work in gone: there is no such file or folder.\nGive --cwd a folder.\n',
    ],
    [
      ['new', 'journey', 'Change Address'],
      "tableread: Id: 'Change Address' will not do. An id is lower-case words with hyphens between, such as change-address.\n",
    ],
  ])('tableread %j', (args, message) => {
    expect(tableread(args, { cwd: folderWith() })).toEqual({
      stdout: '',
      stderr: message,
      status: 2,
    })
  })
})

test('a journey in no language: said by every command, and never a fault of ours', () => {
  const cwd = folderWith({
    'journeys/a.yaml': `${HOURS}language: en-12\n`,
    'lines.txt': 'hello\n',
  })
  for (const [args, expected] of [
    [['lint'], 1],
    [['show', 'opening-hours'], 2],
    [['play', 'opening-hours', '--as', 'customer', '--script', 'lines.txt'], 2],
  ] as const) {
    const { stdout, stderr, status } = tableread(args, { cwd })
    expect(`${stdout}${stderr}`).toMatch(
      /^journeys\/a\.yaml:7:11 {2}error {2}`en-12` is not a language tag {2}schema$/m,
    )
    expect(status).toBe(expected)
  }
})

describe('a fault of ours', () => {
  const broken = {
    NODE_OPTIONS:
      '--import=data:text/javascript,JSON.stringify=()=>{throw(new(TypeError)(`a-part-came-loose`))}',
  }

  test('is said to be ours, without a stack, exit 70', () => {
    const cwd = folderWith({ 'journeys/a.yaml': HOURS })
    const { stderr, status } = tableread(['lint', '--format', 'json'], { cwd, env: broken })
    expect(stderr).toMatch(/^tableread: Something went wrong inside Tableread: a-part-came-loose\n/)
    expect(stderr).toContain('TABLEREAD_DEBUG=1')
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(status).toBe(70)
  })

  test('TABLEREAD_DEBUG=1 shows the stack, in our own files', () => {
    const cwd = folderWith({ 'journeys/a.yaml': HOURS })
    const { stderr, status } = tableread(['lint', '--format', 'json'], {
      cwd,
      env: { ...broken, TABLEREAD_DEBUG: '1' },
    })
    expect(stderr).toMatch(/^\s+at .*src\/report\/json\.ts:\d+/m)
    expect(status).toBe(70)
  })
})

describe('pipes', () => {
  test('a reader that has seen enough is no error', () => {
    const steps = Array.from(
      { length: 4_000 },
      (_, at) => `  - {id: s${at}, say: Line ${at} of many.}\n`,
    )
    const cwd = folderWith({
      'journeys/long.yaml': `journey: long\ntitle: Long\nchannels: [chat]\nsteps:\n${steps.join('')}  - {id: bye, end: resolved}\n`,
    })
    const script = `{ "${process.execPath}" "${BINARY}" show long; echo "exit $?" >&2; } | head -1`
    const { stdout, stderr } = spawnSync('sh', ['-c', script], {
      cwd,
      env: PLAIN,
      encoding: 'utf8',
    })
    expect(stdout).toBe('Long\n')
    expect(stderr).toBe('exit 0\n')
  })

  test('colour comes only when asked for', () => {
    const cwd = folderWith({ 'journeys/parcel.yaml': PARCEL })
    const colour = (args: readonly string[], env: Record<string, string>): boolean =>
      tableread(['lint', ...args], { cwd, env }).stdout.includes('\x1b[')
    expect(colour([], {})).toBe(false)
    expect(colour([], { FORCE_COLOR: '1' })).toBe(true)
    expect(colour(['--no-color'], { FORCE_COLOR: '1' })).toBe(false)
  })
})

describe('at a terminal', () => {
  test('forty columns: nothing is wider, and the finding is all there', async () => {
    const cwd = folderWith({ 'journeys/parcel.yaml': PARCEL })
    const screen = openTerminal(['lint'], { cwd, columns: 40 })
    const { code } = await screen.ends()
    const rows = screen.rawRows().map((row) => row.trimEnd())
    expect(rows).toContain('  how it comes about')
    expect(rows).toContain('    skip_if_known: true')
    expect(screen.text().replaceAll(/\s+/g, ' ')).toContain(
      'Asks for number again; the customer gave it at ask-number repeated-ask',
    )
    // Nothing was left for the terminal to wrap in the middle of a word.
    expect(screen.rows().every((row) => row.length <= 40)).toBe(true)
    expect(code).toBe(1)
  })

  test('colour, unless NO_COLOR or --no-color', async () => {
    const cwd = folderWith({ 'journeys/parcel.yaml': PARCEL })
    const colour = async (
      args: readonly string[],
      env: Record<string, string>,
    ): Promise<boolean> => {
      const screen = openTerminal(['lint', ...args], { cwd, env })
      await screen.ends()
      return screen.written().includes('\x1b[31merror')
    }
    expect(await colour([], {})).toBe(true)
    expect(await colour([], { NO_COLOR: '1' })).toBe(false)
    expect(await colour(['--no-color'], {})).toBe(false)
  })
})

test('what is shipped names no folder of the machine that built it', () => {
  const parts = JSON.stringify(packageFile('dist/cli.js'))
  expect(parts).not.toContain(join(import.meta.dirname, '..', '..'))
})
