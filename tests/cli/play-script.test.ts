// Playing without a terminal: scripts, pipes, wrong names.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { makeProject, type PlayedProject } from './play-fixture.ts'
import { BINARY } from './terminal.ts'

function run(project: PlayedProject, args: readonly string[], input = '') {
  const { stdout, stderr, status } = spawnSync(process.execPath, [BINARY, ...args], {
    cwd: project.root,
    input,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C.UTF-8', NO_COLOR: '1' },
    timeout: 30_000,
  })
  return { stdout, stderr, status }
}

vi.setConfig({ testTimeout: 60_000 })

const MELE = ['play', 'move-house', '--persona', 'mele', '--seed', '7']
const LINES = '# Mele moves\ntake it along\n\n41229011\n4711\nyes\n'

describe('a script', () => {
  it('is played plainly, from a file or from stdin', () => {
    const project = makeProject({ 'lines.txt': LINES })
    const { stdout, stderr, status } = run(project, [...MELE, '--script', 'lines.txt'])
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toContain('System  Hello Mele, this is Tui')
    expect(stdout).toContain('Mele    take it along')
    expect(stdout).toContain('Mele    (says nothing)')
    expect(stdout).toContain('Resolved')
    expect(stdout).not.toContain('\x1b')
    expect(stdout).not.toContain('4711')
    expect(project.events()[0]).toMatchObject({ seats: { customer: 'script' } })
    expect(run(makeProject(), [...MELE, '--script', '-'], LINES).stdout).toContain('Resolved')
  })

  it('stops when its lines run out', () => {
    const project = makeProject()
    const { stdout, status } = run(project, [...MELE, '--script', '-'], 'take it along\n')
    expect(status).toBe(0)
    expect(stdout).toContain('Stopped')
    expect(project.events().at(-1)).toMatchObject({ type: 'ended', how: 'stopped' })
    const [recording = ''] = project.recordings()
    const resumed = run(project, ['resume', recording, '--script', '-'], '41229011\n4711\nyes\n')
    expect(resumed.status).toBe(0)
    expect(resumed.stdout).toContain('(you stopped here; it goes on)')
    expect(resumed.stdout).not.toContain('taken back')
    expect(resumed.stdout).toContain('Resolved')
    // Over: its account needs nobody at a terminal.
    const over = run(project, ['resume', recording])
    expect(over.stdout).toContain('nothing to go on with')
    expect(over.stdout).toContain('Resolved')
    expect(over.status).toBe(0)
  })

  it('gives the same recording for the same seed, but for the clock and the id', () => {
    const texts = [1, 2].map(() => {
      const project = makeProject()
      run(project, [...MELE, '--surprise', '--script', '-'], LINES)
      return project
        .recorded()
        .replace(/"at":\d+/g, '"at":0')
        .replace(/"id":"move-house-[^"]*"/, '"id":""')
    })
    expect(texts[0]).toBe(texts[1])
    expect(texts[0]).toContain('"seed":7')
  })

  it('takes what is on record from --given, before the persona', () => {
    const project = makeProject()
    const { stdout } = run(project, [...MELE, '--given', 'first_name=Ana', '--script', '-'])
    expect(stdout).toContain('Hello Ana')
    expect(project.events()[0]).toMatchObject({ given: { first_name: 'Ana' } })
  })

  it('lets nothing from a file reach the terminal but words', () => {
    const project = makeProject({
      'journeys/hostile.yaml': [
        'journey: hostile',
        'title: "Clear\\e[2J the screen"',
        'summary: "\\e]0;owned\\a"',
        'channels: [chat]',
        'personas: [eve]',
        'steps:',
        '  - {id: hello, say: "Red \\e[31malert\\x9b2J \\u202eevil", next: help}',
        '  - {id: help, handoff: "team\\e[5m", wait: 1 minute, say: Soon., unavailable: bye}',
        '  - {id: bye, end: resolved}',
      ].join('\n'),
      'personas/eve.yaml':
        'persona: eve\nname: "\\e[7mEve"\nsummary: "\\e[2J"\nquote: "\\a\\a"\ngoals: ["\\e[1m"]\n',
    })
    const { stdout, status } = run(project, ['play', 'hostile', '--script', '-'])
    expect(status).toBe(0)
    expect(stdout).toContain('Red alert <U+202E>evil')
    expect(stdout).toContain('You are Eve')
    for (const character of stdout)
      expect(character >= ' ' || character === '\n', JSON.stringify(character)).toBe(true)
    expect(stdout).not.toMatch(/[\x7f-\x9f\u202e]/)
  })

  it('is read from a pipe that is slow', async () => {
    const project = makeProject()
    const program = spawn(process.execPath, [BINARY, ...MELE, '--script', '-'], {
      cwd: project.root,
    })
    let said = ''
    program.stdout.on('data', (chunk) => {
      said += String(chunk)
    })
    for (const line of LINES.split(/(?<=\n)/)) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      program.stdin.write(line)
    }
    program.stdin.end()
    expect(await new Promise((resolve) => program.on('close', resolve))).toBe(0)
    expect(said).toContain('Resolved')
  })

  it('says which amount was not heard', () => {
    const project = makeProject({
      'journeys/pay.yaml': [
        'journey: pay',
        'title: Pay',
        'channels: [chat]',
        'slots:',
        '  need: {type: choice, values: {pay: [pay my bill], query: [a question]}}',
        '  due: {type: money}',
        '  sum: {type: money}',
        'steps:',
        '  - {id: ask-need, ask: need, say: What is it?, no_match: bye}',
        '  - {id: look, do: look_up, learns: [due], outcomes: {failed: bye}}',
        '  - {id: ask-sum, ask: sum, skip_if_known: true, say: How much?, no_match: bye}',
        '  - {id: bye, end: resolved}',
      ].join('\n'),
    })
    const words = 'I want to pay my bill, 50 dollars\n'
    const { stdout } = run(project, ['play', 'pay', '--script', '-'], words)
    expect(stdout).toContain('(heard: need pay; sum $50)')
    const path = join(project.root, 'journeys/pay.yaml')
    const asked = '  - {id: ask-due, ask: due, say: What is due?, no_match: bye}\n  - {id: bye,'
    writeFileSync(path, readFileSync(path, 'utf8').replace('  - {id: bye,', asked))
    expect(run(project, ['play', 'pay', '--script', '-'], words).stdout).toContain(
      '(not heard: 50 dollars; could be due or sum)',
    )
  })

  it('records where --out says, and never over something else', () => {
    const project = makeProject()
    const { stdout } = run(project, [...MELE, '--out', 'elsewhere', '--script', '-'])
    const path = /recorded in\s+(elsewhere\/\S+)/.exec(stdout)?.[1] ?? ''
    expect(readFileSync(join(project.root, path), 'utf8')).toContain('"type":"started"')
  })
})

describe('wrong usage ends with 2 and says what to do', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no terminal', MELE, /needs a terminal[\s\S]*--script/],
    ['no terminal to choose a recording at', ['resume'], /needs a terminal[\s\S]*--script/],
    ['no such recording, terminal or none', ['resume', 'x.jsonl'], /no recording x\.jsonl/],
    [
      'a journey that is not there',
      ['play', 'move-hose', '--script', '-'],
      /no journey called move-hose[\s\S]*Did you mean move-house\?/,
    ],
    [
      'a persona that is not there',
      ['play', 'move-house', '--persona', 'mela', '--script', '-'],
      /Did you mean mele\?/,
    ],
    [
      'another channel',
      ['play', 'move-house', '--channel', 'voice', '--script', '-'],
      /by voice[\s\S]*It has chat/,
    ],
    ['no channel at all', ['play', 'move-house', '--channel', 'smoke', '--script', '-'], /smoke/],
    [
      'a seed that is none',
      ['play', 'move-house', '--seed', '1.5', '--script', '-'],
      /whole number/,
    ],
    ['another seat', ['play', 'move-house', '--as', 'system', '--script', '-'], /customer/],
    [
      'a script that is not there',
      [...MELE, '--script', 'nowhere.txt'],
      /nowhere\.txt: there is no such file/,
    ],
    ['a script that is a folder', [...MELE, '--script', 'journeys'], /folder/],
    [
      'a slot that is not on record',
      [...MELE, '--given', 'wants=stop', '--script', '-'],
      /does not know wants/,
    ],
    ['half a slot', [...MELE, '--given', 'first_name', '--script', '-'], /slot=value/],
    ['nobody to ask', [...MELE, '--ask-outcomes', '--script', '-'], /nobody/],
    ['two ways at once', [...MELE, '--ask-outcomes', '--surprise', '--script', '-'], /exclude/],
    ['no journey named', ['play', '--script', '-'], /Which journey\?[\s\S]*move-house/],
    [
      'a folder that is a file',
      [...MELE, '--out', 'journeys/broken.yaml', '--script', '-'],
      /cannot record to/,
    ],
    [
      'a folder under a file',
      [...MELE, '--out', 'journeys/broken.yaml/deeper', '--script', '-'],
      /broken\.yaml is a file, not a folder/,
    ],
    [
      'a recording that is not there',
      ['resume', 'nowhere.jsonl', '--script', '-'],
      /no recording nowhere\.jsonl/,
    ],
    [
      'a recording that is none',
      ['resume', 'journeys/broken.yaml', '--script', '-'],
      /not a transcript|not JSON/,
    ],
  ]
  it.each(cases)('%s', (_what, args, message) => {
    const { stdout, stderr, status } = run(makeProject(), args)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n {4}at /)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  it('a journey with errors shows them', () => {
    const { stderr, stdout, status } = run(makeProject(), ['play', 'broken', '--script', '-'])
    expect(stderr + stdout).toMatch(/broken\.yaml:5:\d+/)
    expect(stderr + stdout).toContain('nowhere')
    expect(status).toBe(2)
  })

  it('a script of bytes that are no text', () => {
    const project = makeProject()
    writeFileSync(join(project.root, 'bytes.txt'), Buffer.from([0xff, 0xfe, 0x00]))
    const { stderr, status } = run(project, [...MELE, '--script', 'bytes.txt'])
    expect(stderr).toContain('UTF-8')
    expect(status).toBe(2)
  })

  it.skipIf(process.platform !== 'linux')('a folder where none can be made', () => {
    const { stderr, status } = run(makeProject(), [...MELE, '--out', '/proc/x/y', '--script', '-'])
    expect(stderr).toMatch(/cannot record to \/proc\/x\/y: (?:no folder can be made|no permission)/)
    expect(status).toBe(2)
  })

  it.skipIf(process.getuid?.() === 0)('a folder that may not be written to', () => {
    const project = makeProject()
    mkdirSync(join(project.root, 'locked'))
    chmodSync(join(project.root, 'locked'), 0o555)
    const { stderr, status } = run(project, [...MELE, '--out', 'locked', '--script', '-'])
    expect(stderr).toContain('no permission')
    expect(status).toBe(2)
  })
})

describe('resuming a journey that changed', () => {
  const played = () => {
    const project = makeProject()
    run(project, [...MELE, '--script', '-'], 'take it along\n')
    return { project, recording: project.recordings()[0] ?? '' }
  }
  const change = (project: PlayedProject, from: string, to: string) => {
    const path = join(project.root, 'journeys/move-house.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }

  it('warns, and goes on where what was said still comes about', () => {
    const { project, recording } = played()
    change(project, 'All done', 'Everything done')
    const { stdout, stderr, status } = run(
      project,
      ['resume', recording, '--script', '-'],
      '41229011\n4711\nyes\n',
    )
    expect(stderr).toContain('move-house changed since this was recorded')
    expect(stdout).toContain('Everything done, Mele.')
    expect(status).toBe(0)
  })

  it('refuses where it does not, and leaves the recording as it is', () => {
    const { project, recording } = played()
    const before = project.recorded()
    change(project, 'What is your account number', 'Which is your account number')
    const { stderr, status } = run(project, ['resume', recording, '--script', '-'], '41229011\n')
    expect(stderr).toMatch(/\.jsonl:9: the conversation no longer comes about/)
    expect(stderr).toContain('What is your account number')
    expect(stderr).toContain('Which is your account number')
    expect(stderr).toContain('tableread play move-house --persona mele --seed 7')
    expect(status).toBe(2)
    expect(project.recorded()).toBe(before)
  })
})
