// What the README shows is what the program does.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/lint/index.ts'
import { folderWith, tableread } from './run.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const README = readFileSync(join(ROOT, 'README.md'), 'utf8')

/** The text of the fenced block that follows a marker. */
const block = (marker: string): string =>
  README.split(`<!-- ${marker} -->\n`)[1]?.match(/^```\w*\n(.*?)^```$/ms)?.[1] ?? ''

/** The lines after `$ tableread …`. */
const output = (text: string): string => text.slice(text.indexOf('\n') + 1)

test('the finding is the one that lint prints', () => {
  const [command = ''] = block('finding').split('\n')
  const { stdout } = tableread(command.replace('$ tableread ', '').split(' '), { cwd: ROOT })
  expect(command).toMatch(/^\$ tableread lint examples\/flawed\/[a-z-]+\.yaml$/)
  expect(output(block('finding'))).toBe(stdout)
})

test('the session is the one that is played', () => {
  const session = block('session')
  const words = (text: string): string =>
    text
      .replaceAll(/transcripts\/\S+/g, 'TRANSCRIPT')
      .replaceAll(/\s+/g, ' ')
      .trim()
  const [command = ''] = session.split('\n')
  const lines = [...session.matchAll(/^Ana › (.*)$/gm)].map((match) => match[1] ?? '')
  expect(lines.length).toBeGreaterThan(3)
  const args = command.replace('$ tableread ', '').split(' ')
  const { stdout, status } = tableread([...args, '--script', '-', '--out', folderWith()], {
    cwd: ROOT,
    input: `${lines.join('\n')}\n`,
  })
  expect(status).toBe(0)
  const said = (text: string): readonly string[] =>
    text
      .split(/^System {2}/m)
      .slice(1)
      .map((part) => words(part.split(/\n\s*\(|\n\n/)[0] ?? ''))
  expect(said(session)).toEqual(said(stdout))
  const account = (text: string): string =>
    words(text.slice(text.lastIndexOf('\nResolved'), text.indexOf('  recorded in')))
  expect(account(session)).toContain('promises refund-on-bill within 1 working day: kept')
  expect(account(session)).toBe(account(stdout))
})

test('the smallest journey is clean', () => {
  const cwd = folderWith({ 'journeys/opening-hours.yaml': block('smallest') })
  expect(tableread(['lint', '--preset', 'all'], { cwd }).stdout).toMatch(/: no problems\n$/)
})

describe('the tables', () => {
  test('name every rule with its severity', () => {
    const listed = [...README.matchAll(/^\| \[`([a-z-]+)`\].* \| (\w+) \|$/gm)]
      .map((match) => `${match[1]} ${match[2]}`)
      .sort()
    expect(listed).toEqual(rules.map(({ meta }) => `${meta.id} ${meta.severity}`).sort())
  })

  test('name every command', () => {
    const { stdout } = tableread(['--help'], { cwd: ROOT })
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) {2,}[A-Z]/gm)].map((match) => match[1])
    const listed = [...README.matchAll(/^\| `tableread ([a-z]+)/gm)].map((match) => match[1])
    expect(listed).toEqual(commands.filter((name) => name !== 'help'))
  })
})

test('every link leads somewhere', () => {
  const targets = [...README.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '')
  expect(targets.length).toBeGreaterThan(10)
  expect(targets.filter((target) => !existsSync(join(ROOT, target)))).toEqual([])
})
