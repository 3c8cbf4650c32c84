// Runs the built program on a small project of its own and gives back what it printed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const BINARY = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  'bin',
  'tableread.js',
)

export interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

/** A folder with these files, gone after the test. */
export const folderWith = (files: Readonly<Record<string, string | Uint8Array>> = {}): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tableread-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

export const PLAIN: Readonly<Record<string, string | undefined>> = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  LANG: 'en_GB.UTF-8',
}

/** `tableread …args` in `cwd`, without a terminal. */
export const tableread = (
  args: readonly string[],
  options: {
    readonly cwd: string
    readonly input?: string
    readonly env?: Readonly<Record<string, string>>
  },
): Ran => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [BINARY, ...args], {
    cwd: options.cwd,
    input: options.input ?? '',
    env: { ...PLAIN, ...options.env },
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  })
  return { stdout, stderr, status }
}
