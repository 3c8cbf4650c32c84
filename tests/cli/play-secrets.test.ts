// What must not get lost or written down when a session goes wrong: a window that is closed, secrets
// said where nobody asked for them. Everything through the built program.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { describe, expect, it, vi } from 'vitest'
import { makeProject } from './play-fixture.ts'
import { BINARY } from './terminal.ts'

vi.setConfig({ testTimeout: 60_000 })

const PLAY = ['play', 'move-house', '--persona', 'mele', '--seed', '7']

/** Types the lines, each at its prompt; closes the window when the screen shows the last words. */
async function closeWindow(
  more: readonly string[],
  lines: readonly [string, string][],
  at: string,
) {
  const project = makeProject()
  // What the program says when no terminal is left, and what Node says of itself.
  const command = 'exec "$0" "$@" 2> said.txt'
  const program = spawn('/bin/sh', ['-c', command, process.execPath, BINARY, ...PLAY, ...more], {
    cols: 80,
    rows: 24,
    cwd: project.root,
    env: { ...process.env, LANG: 'C.UTF-8' },
  })
  let shown = ''
  program.onData((output) => {
    shown += output
  })
  const ended = new Promise<number | undefined>((resolve) => {
    program.onExit(({ signal }) => resolve(signal))
  })
  const sees = (words: string) => vi.waitUntil(() => shown.includes(words), { timeout: 20_000 })
  for (const [words, line] of lines) {
    await sees(words)
    shown = ''
    program.write(`${line}\r`)
  }
  await sees(at)
  if (!('destroy' in program) || typeof program.destroy !== 'function')
    throw new Error('this pseudo-terminal cannot be closed')
  program.destroy()
  return {
    project,
    signal: await ended,
    said: readFileSync(join(project.root, 'said.txt'), 'utf8'),
  }
}

describe.skipIf(process.platform === 'win32')('a window that is closed', () => {
  const SIGHUP = 1
  it.each<[string, readonly string[], readonly [string, string][], string]>([
    ['at the first prompt', [], [], '›'],
    ['after an answer', [], [['›', 'take it along']], '›'],
    ['in a list', ['--ask-outcomes'], [['›', 'agent']], 'free'],
  ])('%s ends the session as stopped', async (_where, more, lines, at) => {
    const { project, signal, said } = await closeWindow(more, lines, at)
    expect(said).toBe('')
    expect(signal).toBe(SIGHUP)
    const events = project.events()
    expect(events.at(-1)).toMatchObject({ type: 'ended', how: 'stopped' })
    expect(events.filter(({ type }) => type === 'ended')).toHaveLength(1)
    expect(events.filter(({ type }) => type === 'heard')).toHaveLength(lines.length)
  })
})

const PAY = `journey: pay
title: Pay
channels: [chat]
fallback: bye
slots:
  reason: {type: text}
  colour: {type: choice, values: {red: [red one], blue: [blue one]}}
  secret_word: {type: text, sensitive: password}
  pin: {type: digits, length: 4, sensitive: pin}
  card: {type: digits, length: 16, sensitive: payment_card}
  condition: {type: choice, sensitive: health, values: {diabetes: [diabetic], asthma: [asthmatic]}}
steps:
  - {id: a1, ask: secret_word, say: Password?}
  - {id: a2, ask: reason, say: What happened?}
  - {id: s2, say: "You said {reason}."}
  - {id: a3, ask: colour, say: What colour?}
  - {id: a4, ask: pin, say: PIN?, max_tries: 9}
  - {id: a5, ask: condition, say: Condition?}
  - {id: a6, ask: card, skip_if_known: true, say: Card?}
  - {id: bye, end: resolved}
`

it('writes down no secret, wherever it is said', () => {
  const project = makeProject({ 'journeys/pay.yaml': PAY })
  const lines = [
    'correcthorse',
    'I typed correcthorse and somebody used 4111 1111 1111 1111',
    "red and I'm diabetic, my password is hunter2",
    '9 then 8 then 7 then 6',
    'nineeightsevensix',
    '9876',
    'asthmatic',
  ]
  const { stdout, status } = spawnSync(
    process.execPath,
    [BINARY, 'play', 'pay', '--seed', '7', '--script', '-'],
    { cwd: project.root, input: lines.join('\n'), encoding: 'utf8' },
  )
  expect(status).toBe(0)
  const recorded = project.recorded()
  expect(recorded).not.toMatch(/horse|4111|diabet|asthma|hunter|9 then|9876|nine/)
  const heard = project.events().filter((event) => event.type === 'heard')
  expect(heard[1]).toMatchObject({
    text: 'I typed «secret_word» and somebody used «card»',
    understood: { fills: { reason: 'I typed «secret_word»', card: '«card»' } },
  })
  expect(heard[2]).toMatchObject({
    text: "red and I'm «condition», my password is «secret_word»",
    understood: { fills: { colour: 'red' } },
  })
  expect(heard.slice(3, 5).map(({ text }) => text)).toEqual(['«pin»', '«pin»'])
  expect(stdout).toContain('You said I typed «secret_word».')
})
