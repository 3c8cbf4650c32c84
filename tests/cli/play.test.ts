// The built program in a real terminal: what a player types, what they see, what is recorded.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { makeProject } from './play-fixture.ts'
import { flat, openTerminal, type Screen } from './terminal.ts'

vi.setConfig({ testTimeout: 60_000 })

const MELE = ['play', 'move-house', '--persona', 'mele', '--seed', '7']

/** Waits until the customer is asked, and answers. */
async function answer(screen: Screen, question: string, words: string): Promise<void> {
  await screen.sees(question)
  await prompted(screen)
  screen.type(`${words}\r`)
}

/** The last row that holds anything is an empty prompt. */
async function prompted(screen: Screen): Promise<void> {
  await screen.sees(/Mele ›[ ]*\s*$/)
}

describe('a whole conversation', () => {
  it('shows the card, the words and what happens backstage, and an account', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    const card = await screen.sees('/help shows')
    expect(card).toContain('Mele Fifita')
    expect(card).toContain('Moves to the coast')
    expect(card).toMatch(/cannot say\s+pin/)
    expect(card).toMatch(/on record\s+first name: Mele/)
    expect(card).toContain('Seed 7')
    await answer(screen, 'Which would you like?', 'purple monkeys')
    await screen.sees('not understood')
    await answer(screen, 'Take it along, or stop it?', 'I want to take it along')
    await answer(screen, 'What is your account number', 'it is 41229011')
    await answer(screen, 'your PIN?', '4711')
    await answer(screen, 'Shall I go ahead?', 'yes')
    const { code } = await screen.ends()
    const all = flat(screen.text())
    expect(all).toContain('System Hello Mele, this is Tui')
    expect(all).toContain('look_up_fee: succeeded; fee $48')
    expect(all).toContain('(text message) Your move is booked')
    expect(all).toContain('Resolved')
    expect(all).toMatch(/turns\s+5/)
    expect(all).toMatch(/not understood\s+“purple monkeys” at ask-wants/)
    expect(all).toMatch(/promises\s+confirmation within 1 working day: kept/)
    expect(all).toMatch(/mood \S+ -1, 0, -1, \+1/)
    expect(all).toMatch(/recorded in\s+transcripts\/move-house-\d{8}-\d{6}-\w{4}\.jsonl/)
    expect(all).not.toContain('go on with')
    expect(code).toBe(0)
    const events = project.events()
    expect(events[0]).toMatchObject({
      type: 'started',
      seed: 7,
      seats: { customer: 'person', system: 'engine' },
      given: { first_name: 'Mele' },
    })
    expect(events.at(-1)).toMatchObject({ type: 'ended', how: 'resolved' })
    expect(events.map((event) => event.at)).toEqual(
      events.map((event) => event.at).sort((a, b) => a - b),
    )
    expect(project.recorded()).not.toContain('4711')
  })

  it('can be chosen from lists', async () => {
    const project = makeProject()
    const screen = openTerminal(['play'], { cwd: project.root })
    await screen.sees('Which journey?')
    screen.type('moving')
    // The other journeys are gone from the list.
    await screen.sees(/moving\s+❯ I'm moving house\s+move-house/)
    screen.type('\r')
    await screen.sees('Who are you?')
    await screen.sees('Mele Fifita')
    screen.type('\r')
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('/quit\r')
    expect((await screen.ends()).code).toBe(0)
  })

  it('asks for the channel where there are several', async () => {
    const project = makeProject()
    const screen = openTerminal(['play', 'two-channels', '--persona', 'none'], {
      cwd: project.root,
    })
    await screen.sees('Where does it take place?')
    screen.type('\x1b[B\r')
    await screen.sees('Hello aloud.')
    expect((await screen.ends()).code).toBe(0)
  })

  it('lets the player decide how actions turn out, and what they find', async () => {
    const project = makeProject()
    const screen = openTerminal([...MELE, '--ask-outcomes'], { cwd: project.root })
    await answer(screen, 'Which would you like?', 'take it along')
    await answer(screen, 'What is your account number', '41229011')
    await answer(screen, 'your PIN?', '4711')
    await screen.sees('How does look_up_fee turn out?')
    screen.type('\r')
    await screen.sees('What is fee?')
    screen.type('99\r')
    await screen.sees('fee $99')
    await answer(screen, 'That costs $99 once', 'let me talk to someone')
    await screen.sees('Is somebody from moving desk free?')
    screen.type('\x1b[B\r')
    await screen.sees('nobody from moving desk is free')
    await screen.sees('Ended unresolved')
    expect((await screen.ends()).code).toBe(0)
  })
})

describe('stopping', () => {
  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
    ['/quit', '/quit\r'],
  ])('by %s keeps everything and tells how to go on', async (_name, keys) => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await answer(screen, 'Which would you like?', 'stop my contract')
    await screen.sees('What is your account number')
    await prompted(screen)
    screen.type(keys)
    expect((await screen.ends()).code).toBe(0)
    const all = screen.text()
    expect(all).toContain('Stopped')
    expect(all).toMatch(/go on with\s+tableread resume transcripts\/move-house-/)
    expect(project.events().at(-1)).toMatchObject({ type: 'ended', how: 'stopped' })
    // The terminal is left as it was found: no paste marks, the cursor shown.
    expect(screen.written().lastIndexOf('\x1b[?2004l')).toBeGreaterThan(
      screen.written().lastIndexOf('\x1b[?2004h'),
    )
  })

  it('in the midst of a line, too', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('half a thou')
    await screen.sees('half a thou')
    screen.type('\x03')
    expect((await screen.ends()).code).toBe(0)
    expect(project.recorded()).not.toContain('half a thou')
  })

  it('in a list of outcomes', async () => {
    const project = makeProject()
    const screen = openTerminal([...MELE, '--ask-outcomes'], { cwd: project.root })
    await answer(screen, 'Which would you like?', 'agent')
    await screen.sees('Is somebody from moving desk free?')
    screen.type('\x03')
    expect((await screen.ends()).code).toBe(0)
    expect(project.events().at(-1)).toMatchObject({ type: 'ended', how: 'stopped' })
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s from outside', async (signal) => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.kill(signal)
    await screen.ends()
    expect(project.events().at(-1)).toMatchObject({ type: 'ended', how: 'stopped' })
  })
})

describe('killed and resumed', () => {
  it('goes on to the end in the same file', async () => {
    const project = makeProject()
    const first = openTerminal(MELE, { cwd: project.root })
    await answer(first, 'Which would you like?', 'take it along')
    await answer(first, 'What is your account number', '41229011')
    await first.sees('your PIN?')
    first.kill('SIGKILL')
    await first.ends()
    const [recording = ''] = project.recordings()
    expect(project.events().at(-1)).toMatchObject({ type: 'said', step: 'ask-pin' })
    // What a crash in the middle of a write leaves behind.
    writeFileSync(join(project.root, recording), `${project.recorded()}{"type":"hea`)

    const second = openTerminal(['resume', recording], { cwd: project.root })
    const recap = await second.sees('your PIN?')
    expect(recap).toContain('is left out')
    expect(recap).toContain('Mele    take it along')
    expect(recap).toContain('Mele    41229011')
    await prompted(second)
    second.type('4711\r')
    await answer(second, 'Shall I go ahead?', 'yes')
    expect((await second.ends()).code).toBe(0)
    expect(second.text()).toMatch(/turns\s+4/)
    expect(project.recordings()).toEqual([recording])
    const events = project.events()
    expect(events.at(-1)).toMatchObject({ type: 'ended', how: 'resolved' })
    expect(events.map((event) => event.at)).toEqual(
      events.map((event) => event.at).sort((a, b) => a - b),
    )
  })

  it('goes on after Ctrl-C, chosen from a list, and says when there is nothing left', async () => {
    const project = makeProject()
    const first = openTerminal(MELE, { cwd: project.root })
    await answer(first, 'Which would you like?', 'stop my contract')
    await first.sees('What is your account number')
    await prompted(first)
    first.type('\x03')
    await first.ends()

    const second = openTerminal(['resume'], { cwd: project.root })
    await second.sees('Which one?')
    await second.sees('1 turn')
    second.type('\r')
    await answer(second, 'What is your account number', 'human please')
    expect((await second.ends()).code).toBe(0)
    expect(second.text()).toContain('Handed to a person')
    const stopped = project.events().findIndex((event) => event.type === 'ended')
    expect(project.events()[stopped + 1]).toMatchObject({ type: 'undone', to: stopped - 1 })

    const third = openTerminal(['resume', ...project.recordings()], { cwd: project.root })
    await third.sees('nothing to go on with')
    expect((await third.ends()).code).toBe(0)
    const fourth = openTerminal(['resume'], { cwd: project.root })
    await fourth.sees('that could go on')
    expect((await fourth.ends()).code).toBe(2)
  })
})

describe('a narrow window', () => {
  it('wraps to 40 columns from the moment it is made narrow', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('I would like to take it along to the new')
    await screen.sees(/› I would like to take it along to the new\s*$/)
    const before = screen.written().length
    screen.resize(40)
    // Until the line was drawn again.
    await vi.waitUntil(() => screen.written().length > before, { timeout: 10_000 })
    screen.type(' place by the sea, with all of its numbers and none of the fees')
    const typed = await screen.sees('none of the fees')
    // The line is there once, under the question and an empty row.
    expect(typed).toMatch(
      /would you like\?\n\nMele › I would like to take it along to the new place by the sea, with all of its numbers and none of the fees\s*$/,
    )
    screen.type('\r')
    await answer(screen, 'account number', 'nonsense')
    await screen.sees('at the top of')
    await prompted(screen)
    screen.type('/status\r')
    await screen.sees('ask-account')
    await prompted(screen)
    screen.type('\x03')
    expect((await screen.ends()).code).toBe(0)
    const rows = screen.rawRows()
    const from = rows.findIndex((row) => row.includes('What is your account'))
    expect(from).toBeGreaterThan(0)
    for (const row of rows.slice(from)) expect([...row].length).toBeLessThanOrEqual(40)
    // Words are not cut in two: the question stands whole when its rows are put together.
    expect(
      rows
        .slice(from, from + 3)
        .map((row) => row.trim())
        .join(' '),
    ).toContain('What is your account number, please?')
    expect(project.events().find((event) => event.type === 'heard')).toMatchObject({
      text: 'I would like to take it along to the new place by the sea, with all of its numbers and none of the fees',
    })
  })

  it('is good enough for everything from the start', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root, columns: 40 })
    await answer(screen, 'Which would you like?'.slice(-5), 'take it along')
    await answer(screen, 'account number', '41229011')
    await answer(screen, 'PIN?', '4711')
    await answer(screen, 'ahead?', 'yes')
    expect((await screen.ends()).code).toBe(0)
    for (const row of screen.rawRows()) expect([...row].length).toBeLessThanOrEqual(40)
  })
})

describe('hostile words', () => {
  it('neither reach the terminal nor break the recording', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('\x1b[200~\x1b]0;owned\x07\x1b[2Jclear\x1b[201~\r')
    await screen.sees('not understood')
    await prompted(screen)
    screen.type('\x9b\x90\x1b[2J👩‍👩‍👧‍👦 أريد نقل العقد \u202egnp.exe 💸\r')
    await screen.sees('moving desk joins us')
    expect((await screen.ends()).code).toBe(0)
    expect(screen.written()).not.toContain('\x1b]0;')
    expect(screen.written()).not.toContain('\x1b[2J')
    const heard = project.events().flatMap((event) => (event.type === 'heard' ? [event.text] : []))
    expect(heard[0]).toContain('clear')
    expect(heard[1]).toBe('👩‍👩‍👧‍👦 أريد نقل العقد \u202egnp.exe 💸')
    expect(screen.text()).toContain('<U+202E>')
    // Neither in what was said nor in the line while it is typed.
    expect(screen.written()).not.toContain('\u202e')
  })

  it('of 10,000 characters are taken, typed or pasted', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    const long = 'blah '.repeat(2000)
    screen.type(`${long}\r`)
    await screen.sees('Take it along, or stop it?')
    await prompted(screen)
    screen.type(`\x1b[200~${'line after line\n'.repeat(625)}\x1b[201~\r`)
    await screen.sees('moving desk joins us')
    expect((await screen.ends()).code).toBe(0)
    const heard = project.events().flatMap((event) => (event.type === 'heard' ? [event.text] : []))
    expect(heard.map((text) => text.length)).toEqual([long.trim().length, 625 * 16 - 1])
  })
})

describe('at the prompt', () => {
  it('Ctrl-Z and a stop from outside leave the line as it was', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('take it')
    await screen.sees('› take it')
    // Without a shell nothing stops on Ctrl-Z; the line has to be there again all the same.
    screen.type('\x1a')
    await vi.waitUntil(() => screen.written().split('\x1b[?2004h').length === 3, {
      timeout: 10_000,
    })
    screen.kill('SIGSTOP')
    screen.kill('SIGCONT')
    await vi.waitUntil(() => screen.written().split('\x1b[?2004h').length === 4, {
      timeout: 10_000,
    })
    screen.type(' along\r')
    await screen.sees('What is your account number')
    await prompted(screen)
    screen.type('\x03')
    await screen.ends()
    expect(project.events().find((event) => event.type === 'heard')).toMatchObject({
      text: 'take it along',
    })
  })

  it('Tab completes commands; wrong ones get a suggestion; two slashes are a slash', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('/st\t')
    await screen.sees('Mele › /status')
    screen.type('\r')
    const status = await screen.sees('listens for')
    expect(status).toMatch(/step\s+move-house: ask-wants/)
    expect(status).toMatch(/tries\s+0 of 2 used/)
    expect(status).toMatch(/known\s+first_name Mele \(on record\)/)
    await prompted(screen)
    screen.type('/hepl\r')
    await screen.sees('Did you mean /help?')
    await prompted(screen)
    screen.type('/help\r')
    await screen.sees('the customer says nothing')
    await prompted(screen)
    screen.type('//help\r')
    await screen.sees('Take it along, or stop it?')
    await prompted(screen)
    screen.type('\r')
    await screen.sees('Mele says nothing')
    await screen.ends()
    const heard = project.events().flatMap((event) => (event.type === 'heard' ? [event] : []))
    expect(heard).toMatchObject([
      { text: '/help', understood: 'no_match' },
      { text: '', understood: 'no_input' },
    ])
  })

  it('Ctrl-Z just before Enter does not leave the program behind', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('agent\x1a\r')
    expect((await screen.ends()).code).toBe(0)
    expect(project.events().at(-1)).toMatchObject({ type: 'ended', how: 'handed_off' })
  })

  it('lines typed ahead are taken one by one, each after its question', async () => {
    const project = makeProject()
    const screen = openTerminal(MELE, { cwd: project.root })
    await screen.sees('Which would you like?')
    await prompted(screen)
    screen.type('take it along\r41229011\r4711\ryes\r')
    expect((await screen.ends()).code).toBe(0)
    const all = screen.text()
    expect(all.indexOf('Mele › 41229011')).toBeGreaterThan(all.indexOf('What is your account'))
    expect(all.indexOf('Mele › yes')).toBeGreaterThan(all.indexOf('Shall I go ahead?'))
    expect(project.events().at(-1)).toMatchObject({ type: 'ended', how: 'resolved' })
  })
})
