// One folder for everything that the tests write, gone when they are done.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

export default function setup(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tableread-tests-')))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
