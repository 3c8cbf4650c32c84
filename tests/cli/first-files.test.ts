// `init` and `new`: what they write plays at once and lints clean.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOURS } from './projects.ts'
import { folderWith, tableread } from './run.ts'
import { openTerminal } from './terminal.ts'

describe('init', () => {
  test('makes a project, says what it made and what to do next', () => {
    const cwd = folderWith()
    expect(tableread(['init'], { cwd })).toEqual({
      stdout: [
        'Made in this folder:',
        '  tableread.config.yaml',
        '  journeys/where-is-my-parcel.yaml',
        '  personas/sam.yaml',
        '  scenarios/sam-hears-the-day.yaml',
        '  README.md',
        '',
        'Next: tableread play where-is-my-parcel --persona sam',
        '',
      ].join('\n'),
      stderr: '',
      status: 0,
    })
  })

  test('what it makes is clean under every preset', () => {
    const cwd = folderWith()
    tableread(['init'], { cwd })
    for (const preset of ['draft', 'recommended', 'strict', 'all']) {
      const { stdout, status } = tableread(['lint', '--verbose', '--preset', preset], { cwd })
      expect(stdout).toMatch(/^3 files, 1 journey, \d+ rules: no problems\n$/)
      expect(status).toBe(0)
    }
  })

  test('and can be played', () => {
    const cwd = folderWith({ 'lines.txt': "it's 482913\n" })
    tableread(['init'], { cwd })
    const { stdout, status } = tableread(
      ['play', 'where-is-my-parcel', '--persona', 'sam', '--script', 'lines.txt'],
      { cwd },
    )
    expect(stdout).toContain('Hello Sam')
    expect(stdout).toContain('I found it.')
    expect(status).toBe(0)
    expect(readdirSync(join(cwd, 'transcripts'))).toHaveLength(1)
  })

  test('a folder of its own is made', () => {
    const cwd = folderWith()
    const { stdout } = tableread(['init', 'our calls'], { cwd })
    expect(stdout).toContain('Made in our calls:')
    expect(stdout).toContain('Next: cd "our calls", then tableread play')
    expect(existsSync(join(cwd, 'our calls', 'journeys', 'where-is-my-parcel.yaml'))).toBe(true)
  })

  test('nothing is overwritten: one file that is there, and nothing is written', () => {
    const cwd = folderWith({ 'personas/sam.yaml': 'mine' })
    const { stdout, stderr, status } = tableread(['init'], { cwd })
    expect(stdout).toBe('')
    expect(stderr).toContain(
      'There is already a project here: personas/sam.yaml. Nothing was written.',
    )
    expect(status).toBe(2)
    expect(readdirSync(cwd)).toEqual(['personas'])
    expect(readFileSync(join(cwd, 'personas', 'sam.yaml'), 'utf8')).toBe('mine')
  })

  test('a README that is there is left alone', () => {
    const cwd = folderWith({ 'README.md': 'mine' })
    expect(tableread(['init'], { cwd }).status).toBe(0)
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe('mine')
  })

  test('a file where the folder should be', () => {
    const cwd = folderWith({ here: '' })
    const { stderr, status } = tableread(['init', 'here'], { cwd })
    expect(stderr).toMatch(/^tableread: Cannot write here\/tableread\.config\.yaml: /)
    expect(status).toBe(2)
  })
})

describe('new journey', () => {
  test('from flags: clean under draft, with every word kept', () => {
    const cwd = folderWith({ 'journeys/hours.yaml': HOURS })
    const title = "I've moved: what now? #1 {really} \u202e\x1b[31m"
    const made = tableread(
      ['new', 'journey', 'change-address', '--title', title, '--channel', 'chat', 'voice'],
      { cwd },
    )
    expect(made).toEqual({
      stdout: 'Wrote journeys/change-address.yaml\nNext: tableread play change-address\n',
      stderr: '',
      status: 0,
    })
    expect(tableread(['lint', '--preset', 'draft'], { cwd }).status).toBe(0)
    const shown = tableread(['show', 'change-address'], { cwd }).stdout
    expect(shown).toMatch(/^I've moved: what now\? #1 \{really\} <U\+202E>\n/)
    expect(shown).toContain('channels     chat, voice')
  })

  test('it plays at once', () => {
    const cwd = folderWith({ 'lines.txt': 'I have a question\n' })
    tableread(['new', 'journey', 'ask-us', '--yes'], { cwd })
    const { stdout, status } = tableread(['play', 'ask-us', '--script', 'lines.txt'], { cwd })
    expect(stdout).toContain("That's everything.")
    expect(status).toBe(0)
  })

  test('a second one does not disagree with the first, whatever becomes of it', () => {
    const cwd = folderWith()
    tableread(['new', 'journey', 'one'], { cwd })
    tableread(['new', 'journey', '2nd'], { cwd })
    const { stdout, status } = tableread(['lint', '--preset', 'all'], { cwd })
    expect(stdout).toContain('2 journeys')
    expect(status).toBe(0)
    expect(readFileSync(join(cwd, 'journeys', '2nd.yaml'), 'utf8')).not.toMatch(/^ {2}need:/m)
  })

  test('it goes into the folder that the settings name', () => {
    const cwd = folderWith({ 'tableread.config.yaml': 'paths: {journeys: ["old/**", flows]}\n' })
    expect(tableread(['new', 'journey', 'one'], { cwd }).stdout).toContain('Wrote flows/one.yaml')
  })

  test('a journey of that name is not overwritten, wherever it is', () => {
    const cwd = folderWith({ 'journeys/a.yaml': HOURS })
    const { stderr, status } = tableread(['new', 'journey', 'opening-hours'], { cwd })
    expect(stderr).toContain(
      'There is already a journey called opening-hours. Nothing was written.',
    )
    expect(status).toBe(2)
    expect(readdirSync(join(cwd, 'journeys'))).toEqual(['a.yaml'])
  })

  test('nor is a file of that name that is something else', () => {
    const cwd = folderWith({ 'journeys/one.yaml': HOURS })
    const { stderr, status } = tableread(['new', 'journey', 'one'], { cwd })
    expect(stderr).toContain('Cannot write journeys/one.yaml: it already exists.')
    expect(status).toBe(2)
    expect(readFileSync(join(cwd, 'journeys', 'one.yaml'), 'utf8')).toBe(HOURS)
  })

  test('a persona that is not there', () => {
    const cwd = folderWith({
      'personas/sam.yaml': 'persona: sam\nname: Sam\nsummary: A customer.\n',
    })
    const { stderr, status } = tableread(['new', 'journey', 'one', '--persona', 'sma'], { cwd })
    expect(stderr).toBe('tableread: There is no persona called sma.\nThere are: sam.\n')
    expect(status).toBe(2)
  })

  test('no id and nobody to ask', () => {
    const { stderr, status } = tableread(['new', 'journey'], { cwd: folderWith() })
    expect(stderr).toBe(
      'tableread: Which journey? Give it an id.\nFor example: tableread new journey change-address\n',
    )
    expect(status).toBe(2)
  })

  test('at a terminal a few questions do', async () => {
    const cwd = folderWith()
    const screen = openTerminal(['new', 'journey'], { cwd })
    await screen.sees('What does the customer want')
    screen.type("I've moved\r")
    await screen.sees('Its id')
    await screen.sees('ive-moved')
    screen.type('\r')
    await screen.sees('Where does it take place')
    screen.type('\r')
    await screen.sees('Next: tableread play ive-moved')
    expect((await screen.ends()).code).toBe(0)
    expect(readFileSync(join(cwd, 'journeys', 'ive-moved.yaml'), 'utf8')).toContain(
      "title: I've moved\nchannels: [chat]\n",
    )
  })

  test('Ctrl-C leaves nothing behind', async () => {
    const cwd = folderWith()
    const screen = openTerminal(['new', 'journey'], { cwd })
    await screen.sees('What does the customer want')
    screen.type('\x03')
    expect((await screen.ends()).code).toBe(130)
    expect(readdirSync(cwd)).toEqual([])
  })
})

describe('new persona', () => {
  test('from flags, and then it can be played', () => {
    const cwd = folderWith({ 'journeys/hours.yaml': HOURS })
    const { stdout } = tableread(
      [
        'new',
        'persona',
        'tom',
        '--name',
        'Tom "the boat" Hale',
        '--summary',
        'Yes: in a hurry',
        '--quote',
        '# now',
      ],
      { cwd },
    )
    expect(stdout).toBe('Wrote personas/tom.yaml\nNext: tableread play --persona tom\n')
    expect(tableread(['lint', '--preset', 'all'], { cwd }).status).toBe(0)
    const played = tableread(['play', 'opening-hours', '--persona', 'tom', '--script', '-'], {
      cwd,
    })
    expect(played.stdout).toContain('Tom "the boat" Hale')
    expect(played.stdout).toContain('Yes: in a hurry')
    expect(played.stdout).toContain('# now')
  })

  test('one of that name is not overwritten', () => {
    const cwd = folderWith()
    tableread(['new', 'persona', 'tom', '--yes'], { cwd })
    const { stderr, status } = tableread(['new', 'persona', 'tom', '--yes'], { cwd })
    expect(stderr).toContain('There is already a persona called tom. Nothing was written.')
    expect(status).toBe(2)
  })
})
