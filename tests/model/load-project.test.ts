// Projects on a disk: where they begin, what belongs to them, what is reported on.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LoadOptions, LoadProblem, loadProject } from '../../src/model/index.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tableread-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const journey = (id: string, step = 'end: resolved', keys = ''): string =>
  `journey: ${id}\ntitle: T\nchannels: [chat]\n${keys}steps:\n  - {id: x, ${step}}\n`

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

const from = (path: string): string => relative(root, path) || '.'

/** What was loaded, with paths from the folder of the test. */
async function load(options: Partial<LoadOptions> = {}) {
  const loads = await loadProject({ ...options, cwd: join(root, options.cwd ?? '') })
  return loads.map(({ project, targets }) => ({
    root: from(project.root),
    targets: targets.map(from),
    files: project.files.map(from),
    journeys: [...project.journeys.keys()],
    said: project.diagnostics.map(({ message }) => message),
  }))
}

async function problem(options: Partial<LoadOptions>): Promise<LoadProblem> {
  const found = await load(options).then(
    () => undefined,
    (fault: unknown) => fault,
  )
  if (!(found instanceof LoadProblem)) throw new Error('a problem was meant')
  return found
}

describe('without paths', () => {
  test('the project’s own folders, from any folder inside', async () => {
    write({
      'journeys/deep/a.yaml': journey('a'),
      'journeys/b.yml': journey('b'),
      'personas/p.yaml': 'persona: p\nname: P\nsummary: S\n',
      'scenarios/s.yaml': 'scenario: S\njourney: a\nexpect: {ends: resolved}\n',
      'other/c.yaml': journey('c'),
      'journeys/.hidden.yaml': journey('h'),
      'journeys/node_modules/n.yaml': journey('n'),
    })
    const [loaded] = await load({ cwd: 'journeys/deep' })
    expect(loaded).toEqual({
      root: '.',
      targets: ['journeys/b.yml', 'journeys/deep/a.yaml', 'personas/p.yaml', 'scenarios/s.yaml'],
      files: ['journeys/b.yml', 'journeys/deep/a.yaml', 'personas/p.yaml', 'scenarios/s.yaml'],
      journeys: ['a', 'b'],
      said: [],
    })
  })

  test('the config says where files are, and which to leave out', async () => {
    write({
      'tableread.config.yaml':
        'paths: {journeys: ["flows/**/*.flow.yaml"]}\nignore: ["**/old/**"]\n',
      'flows/a.flow.yaml': journey('a'),
      'flows/old/b.flow.yaml': journey('b'),
      'flows/c.yaml': journey('c'),
    })
    expect((await load())[0]?.targets).toEqual(['flows/a.flow.yaml'])
  })

  test('an empty config is one, and an empty project is none the worse', async () => {
    write({ 'tableread.config.yaml': '# all as it comes\n' })
    expect(await load()).toEqual([{ root: '.', targets: [], files: [], journeys: [], said: [] }])
  })
})

describe('with paths', () => {
  test('one file loads its whole project', async () => {
    write({
      'journeys/a.yaml': journey('a', 'continue_in: b'),
      'journeys/b.yaml': journey('b'),
    })
    const [loaded] = await load({ paths: ['journeys/a.yaml'] })
    expect(loaded?.targets).toEqual(['journeys/a.yaml'])
    expect(loaded?.journeys).toEqual(['a', 'b'])
    expect(loaded?.said).toEqual([])
  })

  test('a file outside the project’s folders is loaded with it', async () => {
    write({
      'journeys/b.yaml': journey('b'),
      'drafts/a.yaml': journey('a', 'continue_in: b'),
      'drafts/p.yaml': 'persona: p\nname: P\nsummary: S\n',
      'drafts/shared.yaml': 'slot: {}\nglobal_intents: []\n',
    })
    const [loaded] = await load({ paths: ['drafts/a.yaml', 'drafts/p.yaml'] })
    expect(loaded?.targets).toEqual(['drafts/a.yaml', 'drafts/p.yaml'])
    expect(loaded?.journeys).toEqual(['a', 'b'])
    expect(loaded?.said).toEqual([])
  })

  test('a folder gives what in it is a journey, persona, scenario or shared file', async () => {
    write({
      'drafts/a.yaml': journey('a'),
      'drafts/docker-compose.yaml': 'services: {}\n',
      'drafts/shared.yaml': 'global_intents:\n  - {intent: lost, examples: [help]}\n',
    })
    const [loaded] = await load({ paths: ['drafts'] })
    expect(loaded?.targets).toEqual(['drafts/a.yaml', 'drafts/shared.yaml'])
    expect(loaded?.said).toEqual([])
  })

  test('a folder with a config of its own is a project of its own, from any folder', async () => {
    write({
      'journeys/a.yaml': journey('a'),
      'examples/flawed/tableread.config.yaml': 'paths: {journeys: [.]}\n',
      'examples/flawed/b.yaml': journey('b'),
    })
    const expected = {
      root: 'examples/flawed',
      targets: ['examples/flawed/b.yaml'],
      files: ['examples/flawed/b.yaml'],
      journeys: ['b'],
      said: [],
    }
    expect(await load({ paths: ['examples/flawed'] })).toEqual([expected])
    expect(await load({ paths: ['flawed'], cwd: 'examples' })).toEqual([expected])
    expect(await load({ paths: ['../examples/flawed/b.yaml'], cwd: 'journeys' })).toEqual([
      expected,
    ])
    expect((await load({ paths: ['.'] })).map((one) => one.root)).toEqual(['examples/flawed', '.'])
  })

  test('a pattern', async () => {
    write({ 'journeys/a.yaml': journey('a'), 'journeys/b.yaml': journey('b') })
    expect((await load({ paths: ['journeys/[b-z]*.yaml'] }))[0]?.targets).toEqual([
      'journeys/b.yaml',
    ])
  })

  test('a config among them is no journey, and is checked', async () => {
    write({
      'tableread.config.yaml': 'extends: strict\npaths: {journeys: [.]}\n',
      'a.yaml': journey('a'),
      'approvals.yaml': 'approvals: []\n',
    })
    const all = ['a.yaml', 'approvals.yaml', 'tableread.config.yaml']
    for (const paths of [all, ['*.yaml']])
      expect(await load({ paths })).toEqual([
        {
          root: '.',
          targets: ['a.yaml', 'tableread.config.yaml'],
          files: ['a.yaml'],
          journeys: ['a'],
          said: [],
        },
      ])
    expect((await load({ paths: ['tableread.config.yaml'] }))[0]?.targets).toEqual([
      'tableread.config.yaml',
    ])
    write({ 'tableread.config.yaml': 'extends: strickt\n', 'other.yaml': 'extends: draft\n' })
    for (const options of [{ paths: all }, { paths: all, config: 'other.yaml' }])
      expect((await problem(options)).diagnostics.map(({ range }) => range.start)).toEqual([
        { line: 1, column: 10 },
      ])
  })

  test('a text that is not on the disk', async () => {
    write({ 'journeys/b.yaml': journey('b') })
    const path = join(root, 'journeys/new.yaml')
    const [loaded] = await load({
      paths: ['journeys/new.yaml'],
      overlay: new Map([[path, journey('new', 'continue_in: b')]]),
    })
    expect(loaded?.targets).toEqual(['journeys/new.yaml'])
    expect(loaded?.journeys).toEqual(['b', 'new'])
  })

  test('a config that is named stands in for the nearest', async () => {
    write({
      'journeys/a.yaml': journey('a'),
      'tableread.config.yaml': 'extends: draft\n',
      'strict.yaml': 'extends: strict\n',
    })
    const [loaded] = await loadProject({ cwd: root, config: 'strict.yaml' })
    expect(loaded?.project.settings.preset).toBe('strict')
    expect(loaded?.targets.map(from)).toEqual(['journeys/a.yaml'])
  })
})

describe('what leads nowhere is said', () => {
  test('a file, a pattern, a folder without journeys', async () => {
    write({ 'empty/x.txt': '', 'other/docker-compose.yaml': 'services: {}\n' })
    expect((await problem({ paths: ['nope.yaml'] })).message).toBe(
      'There is no file or folder nope.yaml',
    )
    expect((await problem({ paths: ['*.yaml'] })).message).toBe('No file fits the pattern *.yaml')
    expect((await problem({ paths: ['empty'] })).message).toBe('There is no YAML file in empty')
    expect((await problem({ paths: ['other'] })).message).toBe(
      'There are no journeys, personas or scenarios in other',
    )
  })

  test('a config with faults, or one that is not there', async () => {
    write({ 'journeys/a.yaml': journey('a'), 'tableread.config.yaml': 'extends: recomended\n' })
    const found = await problem({})
    expect(found.diagnostics.map(({ range, message }) => [range.start.line, message])).toEqual([
      [1, '`extends` can be `draft`, `recommended`, `strict` or `all`, not `recomended`'],
    ])
    expect((await problem({ config: 'no.yaml' })).diagnostics[0]?.message).toBe(
      'There is no such file',
    )
  })
})

describe('includes', () => {
  test('from outside the project’s folders, relative to the journey', async () => {
    write({
      'journeys/a.yaml': journey('a', 'ask: m, say: M', 'include: [../parts/slots.yaml]\n'),
      'parts/slots.yaml': 'slots: {m: {type: money}}\n',
    })
    const [loaded] = await load()
    expect(loaded?.said).toEqual([])
    expect(loaded?.files).toEqual(['journeys/a.yaml', 'parts/slots.yaml'])
    expect(loaded?.targets).toEqual(['journeys/a.yaml'])
  })

  test('a faulty one breaks the journeys that include it, and says so there', async () => {
    write({
      'journeys/a.yaml': journey('a', 'ask: m, say: M', 'include: [../parts/slots.yaml]\n'),
      'parts/slots.yaml': 'slots: {m: {type: monney}}\n',
    })
    const [loaded] = await load()
    expect(loaded?.journeys).toEqual([])
    expect(loaded?.said).toEqual([
      'The included file `../parts/slots.yaml` has errors',
      '`type` can be `text`, `choice`, `yes_no`, `number`, `digits`, `date`, `time`, `money`, `phone` or `email`, not `monney`',
    ])
  })
})

test('links are followed, but not in circles', async () => {
  write({ 'elsewhere/a.yaml': journey('a'), 'journeys/b.yaml': journey('b') })
  symlinkSync(join(root, 'elsewhere'), join(root, 'journeys', 'linked'))
  symlinkSync(join(root, 'journeys'), join(root, 'journeys', 'again'))
  expect((await load())[0]?.journeys).toEqual(['a', 'b'])
})
