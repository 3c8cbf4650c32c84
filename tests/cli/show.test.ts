import { describe, expect, test } from 'vitest'
import { BROKEN, HOURS, PARCEL } from './projects.ts'
import { folderWith, tableread } from './run.ts'

describe('show', () => {
  const files = { 'journeys/parcel.yaml': PARCEL, 'journeys/hours.yaml': HOURS }

  test('a journey by its id', () => {
    const { stdout, stderr, status } = tableread(['show', 'opening-hours'], {
      cwd: folderWith(files),
    })
    expect(stdout).toBe(`When are you open?

  journey      opening-hours
  channels     chat

Steps
  hours
    "We're open 8 to 6, Monday to Saturday."
    → bye

  bye
    ends resolved
`)
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  test('by its file, from anywhere', () => {
    const cwd = folderWith({ ...files, 'journeys/deep/x.txt': '' })
    const byFile = tableread(['show', '../hours.yaml', '--cwd', 'journeys/deep'], { cwd })
    expect(byFile.stdout).toBe(tableread(['show', 'opening-hours'], { cwd }).stdout)
    expect(byFile.status).toBe(0)
  })

  test('as a diagram', () => {
    const { stdout } = tableread(['show', 'opening-hours', '--format', 'mermaid'], {
      cwd: folderWith(files),
    })
    expect(stdout).toBe('flowchart TD\n  s0["hours"]\n  s1(("bye<br/>resolved"))\n  s0 --> s1\n')
  })

  test('a name that is nearly right', () => {
    expect(tableread(['show', 'opening-hour'], { cwd: folderWith(files) })).toEqual({
      stdout: '',
      stderr: 'tableread: There is no journey called opening-hour.\nDid you mean opening-hours?\n',
      status: 2,
    })
  })

  test('a name that is nothing like any: those there are', () => {
    const { stderr } = tableread(['show', 'zebra'], { cwd: folderWith(files) })
    expect(stderr).toBe(
      'tableread: There is no journey called zebra.\nThere are: opening-hours, parcel.\n',
    )
  })

  test('where there is no project yet', () => {
    const { stderr, status } = tableread(['show', 'zebra'], { cwd: folderWith() })
    expect(stderr).toBe(
      'tableread: There is no journey called zebra.\nThere are no journeys here. Start with: tableread init\n',
    )
    expect(status).toBe(2)
  })

  test.each(['broken', 'journeys/broken.yaml'])('one with errors says which: %s', (name) => {
    const cwd = folderWith({ ...files, 'journeys/broken.yaml': BROKEN })
    const { stdout, stderr, status } = tableread(['show', name], { cwd })
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^journeys\/broken\.yaml:5:\d+ {2}error/)
    expect(stderr).toContain(`tableread: ${name} has errors.`)
    expect(status).toBe(2)
  })

  test('a file that is no journey', () => {
    const cwd = folderWith({
      ...files,
      'personas/sam.yaml': 'persona: sam\nname: Sam\nsummary: A customer.\n',
    })
    expect(tableread(['show', 'personas/sam.yaml'], { cwd }).stderr).toBe(
      'tableread: There is no journey in personas/sam.yaml.\nName the file of a journey.\n',
    )
  })

  test.each([['outline'], ['mermaid']])('hostile text stays harmless: %s', (format) => {
    const hostile = String.raw`journey: hostile
title: "\e[2Jclear"
channels: [chat]
slots: {x: {type: choice, values: {"\e[5m\"]; click s0": ["\e[5mblink"]}}}
steps:
  - {id: hello, ask: x, say: "\e[31mred\nblue \u202Eflip", reprompts: [again], no_match: desk}
  - {id: bye, end: resolved}
  - {id: desk, handoff: "<script>alert(1)</script>\"]", say: One moment., unavailable: bye}
`
    const cwd = folderWith({ 'journeys/hostile.yaml': hostile })
    const { stdout, status } = tableread(['show', 'hostile', '--format', format], { cwd })
    expect(status).toBe(0)
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    if (format === 'mermaid') {
      expect(stdout).not.toContain('<script')
      for (const line of stdout.trim().split('\n').slice(1)) {
        expect(line).toMatch(
          /^ {2}(s\d+[[({>]*[/\\]?"[^"]*"[/\\]?[\])}]*|[si]\d+ -.*> ?(\|"[^"]*"\| )?s\d+)$/,
        )
      }
    }
  })
})

describe('schema', () => {
  test.each(['journey', 'persona', 'scenario', 'transcript', 'config'])('%s', (kind) => {
    const { stdout, stderr, status } = tableread(['schema', kind], { cwd: folderWith() })
    expect(JSON.parse(stdout).$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(JSON.parse(stdout).title.toLowerCase()).toContain(kind)
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })
})
