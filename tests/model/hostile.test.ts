// Files made to do harm, or made by accident: a clear word about each after little work, and the
// rest of the project is still read. The guards are the bounds on size, pieces, depth and copies, of
// which the messages speak; the time is a bound so wide that only work without one breaks it.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Diagnostic, loadProject, loadTexts } from '../../src/model/index.ts'

const SOUND = 'journey: sound\ntitle: T\nchannels: [chat]\nsteps:\n  - {id: bye, end: resolved}\n'
const HEAD = 'journey: a\ntitle: T\nchannels: [chat]\n'
const LEVELS = 100_000

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tableread-'))
  mkdirSync(join(root, 'journeys'))
  writeFileSync(join(root, 'journeys', 'sound.yaml'), SOUND)
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

/** Microseconds of the processor; a busy machine makes a test wait, and not work more. */
const MOST_WORK = 10_000_000
/** A test may wait as long as it likes. */
const PATIENT = { timeout: 120_000 }

/** What is said of `journeys/bad.yaml`; it takes little work and spares the other. */
async function saidOfBad(): Promise<readonly Diagnostic[]> {
  const before = process.cpuUsage()
  const [loaded] = await loadProject({ cwd: root })
  const { user, system } = process.cpuUsage(before)
  expect(user + system).toBeLessThan(MOST_WORK)
  expect([...(loaded?.project.journeys.keys() ?? [])]).toEqual(['sound'])
  const said = loaded?.project.diagnostics ?? []
  expect(said.map(({ file }) => file)).toEqual(said.map(() => join(root, 'journeys', 'bad.yaml')))
  return said
}

const bad = (): string => join(root, 'journeys', 'bad.yaml')

function bomb(): string {
  const lines = ['b0: &b0 [x, x, x, x, x, x, x, x, x, x]']
  for (let level = 1; level < 12; level += 1) {
    const before = `*b${level - 1}`
    lines.push(`b${level}: &b${level} [${Array(10).fill(before).join(', ')}]`)
  }
  return `${HEAD}${lines.join('\n')}\n`
}

describe('texts', PATIENT, () => {
  test.each([
    ['an alias bomb', bomb(), 'The aliases of this file stand for more than can be read'],
    [
      'lists in lists',
      `${HEAD}steps: ${'['.repeat(LEVELS)}`,
      'This file is nested too deeply to be read',
    ],
    [
      'lists in lists, closed',
      `${HEAD}steps: ${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`,
      'This file is nested too deeply to be read',
    ],
    [
      'maps in maps',
      `${HEAD}steps: ${'{a: '.repeat(LEVELS)}`,
      'This file is nested too deeply to be read',
    ],
    [
      'dashes on a line',
      `${HEAD}steps:\n  ${'- '.repeat(LEVELS)}x\n`,
      'This file is nested too deeply to be read',
    ],
    ['keys on a line', `${'? '.repeat(LEVELS)}x\n`, 'This file is nested too deeply to be read'],
    [
      'deeper line by line',
      Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'This file is nested too deeply to be read',
    ],
    ['a million dashes', '-\n'.repeat(1_000_000), 'This file is too large to be read'],
    ['millions of blank lines', '\n'.repeat(4_000_000), 'This file is too large to be read'],
    ['bytes', 'journey: \0\u0001\n', 'This is not a text file'],
    ['nothing', '', 'This file is empty'],
  ])('%s', async (_, text, message) => {
    writeFileSync(bad(), text)
    const said = await saidOfBad()
    expect(said.map((one) => [one.rule, one.message])).toEqual([['unreadable', message]])
  })

  test.each([
    ['anchors', `${HEAD}steps: ${'&a '.repeat(LEVELS)}x\n`],
    ['tags', `${HEAD}steps: ${'!a '.repeat(LEVELS)}x\n`],
    ['quotes', `${HEAD}note: ${'"'.repeat(LEVELS)}\n`],
    ['aliases of nothing', `${HEAD}tags:\n${'  - *a\n'.repeat(20_000)}`],
    ['commas', `${HEAD}tags: [${','.repeat(LEVELS)}]\n`],
    ['documents', '---\n'.repeat(50_000)],
    ['unknown keys', HEAD + Array.from({ length: 5_000 }, (_, nth) => `k${nth}: v\n`).join('')],
    [
      'bad steps',
      `${HEAD}steps:\n${Array.from({ length: 2_000 }, (_, nth) => `  - {id: s${nth}, say: "{x${nth}", next: t${nth}}\n`).join('')}`,
    ],
    [
      'a thousand lines that do not parse',
      `${HEAD}steps:\n${'  - say: *Hi* there: you\n'.repeat(1_000)}`,
    ],
    [
      'open braces over many lines',
      `${HEAD}steps:\n${'  - {id: x, say: [Hello # there, x: {\n'.repeat(20_000)}`,
    ],
    [
      'texts cut short in braces',
      `${HEAD}steps:\n${'  - {id: x, say: Hello # there, next: x}\n'.repeat(3_000)}`,
    ],
    ['number signs', `${HEAD}steps: [{say: a${' #'.repeat(LEVELS)}}]\n`],
    ['a long line of braces', `${HEAD}note: ${'{'.repeat(1_000)}\n`],
    ['a long text of braces', `${HEAD}steps: [{id: x, say: "${'{x'.repeat(20_000)}"}]\n`],
  ])('many %s: said, in time', async (_, text) => {
    writeFileSync(bad(), text)
    expect((await saidOfBad()).length).toBeGreaterThan(0)
  })
})

describe('files that are none', PATIENT, () => {
  test('50 MB', async () => {
    writeFileSync(bad(), HEAD)
    truncateSync(bad(), 50 * 1024 * 1024)
    expect((await saidOfBad()).map(({ message }) => message)).toEqual([
      'This file is too large to be read: 50 MB, where 16 MB is the most',
    ])
  })

  test('not UTF-8, and UTF-16', async () => {
    writeFileSync(bad(), Buffer.from([0x6a, 0xff, 0xc3, 0x28]))
    expect((await saidOfBad())[0]?.message).toBe('This file is not saved as UTF-8')
    writeFileSync(bad(), Buffer.from(`\uFEFF${HEAD}`, 'utf16le'))
    expect((await saidOfBad())[0]?.message).toBe('This file is saved as UTF-16')
  })

  test('a link to nothing, and one to itself', async () => {
    symlinkSync(join(root, 'nowhere'), bad())
    expect((await saidOfBad())[0]?.message).toBe('This is a link to a file that is not there')
    rmSync(bad())
    symlinkSync(bad(), bad())
    expect((await saidOfBad())[0]?.message).toBe('This link leads back to itself')
  })

  test('a folder where a file is included', async () => {
    mkdirSync(join(root, 'journeys', 'folder.yaml'))
    writeFileSync(bad(), `${HEAD}include: [folder.yaml]\nsteps:\n  - {id: x, say: X}\n`)
    expect((await saidOfBad()).map(({ message }) => message)).toEqual([
      'There is no file `folder.yaml`',
    ])
  })

  test.skipIf(process.getuid?.() === 0)('one that may not be read', async () => {
    writeFileSync(bad(), HEAD)
    chmodSync(bad(), 0)
    expect((await saidOfBad())[0]?.message).toBe('You have no permission to read this file')
  })
})

test('what is said of hostile names is safe to print and short', () => {
  const name = `\u001b[31mred\u0007\u202e${'x'.repeat(500)}`
  const { diagnostics } = loadTexts({
    'journeys/a.yaml': `journey: ${JSON.stringify(name)}\ntitle: T\nchannels: [chat]\n${JSON.stringify(name)}: 1\nsteps:\n  - {id: x, ask: ${JSON.stringify(name)}, next: ${JSON.stringify(name)}}\n`,
  })
  expect(diagnostics.length).toBe(4)
  for (const { message, fix = '' } of diagnostics) {
    expect(message + fix).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(message.length).toBeLessThan(300)
    expect(fix.length).toBeLessThan(300)
  }
})
