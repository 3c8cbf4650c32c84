// Which files there are: folders walked, patterns expanded. Nothing is read here.
import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CONFIG_NAME } from './settings.ts'

const YAML = /\.ya?ml$/i
/** Files of a project that are no journeys, personas or scenarios. */
const OTHERS = new Set([CONFIG_NAME, 'approvals.yaml'])

/** Whether a path is a pattern and not a name. */
export const isPattern = (path: string): boolean => /[*?[\]{}!]/.test(path)

const isYaml = (name: string): boolean => YAML.test(name) && !OTHERS.has(name)

/** Whether a file of this name is none of those that hold journeys, personas or scenarios. */
export const isOther = (path: string): boolean => OTHERS.has(basename(path))

export const isConfig = (path: string): boolean => basename(path) === CONFIG_NAME

/** Every YAML file under a folder, in order; hidden folders and `node_modules` left out. */
export function yamlUnder(folder: string): readonly string[] {
  const files: string[] = []
  const seen = new Set<string>()
  const walk = (at: string): void => {
    for (const entry of entriesIn(at, seen)) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = join(at, entry.name)
      if (entry.isDirectory() || (entry.isSymbolicLink() && isFolder(path))) walk(path)
      else if (isYaml(entry.name)) files.push(path)
    }
  }
  walk(folder)
  return files
}

/** What a folder holds, in order; nothing where it was looked into before or may not be. */
function entriesIn(folder: string, seen: Set<string>): readonly Dirent[] {
  try {
    const real = realpathSync(folder)
    if (seen.has(real)) return []
    seen.add(real)
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (fault) {
    if (!isFileFault(fault)) throw fault
    return []
  }
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch (fault) {
    // A link that leads back to itself is no folder.
    if (!isFileFault(fault)) throw fault
    return false
  }
}

export const isFileFault = (fault: unknown): fault is NodeJS.ErrnoException =>
  fault instanceof Error && 'code' in fault && 'syscall' in fault

/**
 * The YAML files that folders and patterns name, as absolute paths in order.
 * @param from absolute folder that they are relative to
 * @param names folders, files and patterns
 * @param ignore patterns of files to leave out, relative to `from`
 */
export async function yamlIn(
  from: string,
  names: readonly string[],
  ignore: readonly string[],
): Promise<readonly string[]> {
  const plain = names.filter((name) => !isPattern(name))
  const patterns = names.filter(isPattern)
  const found = new Set<string>()
  for (const name of plain) {
    const path = join(from, name)
    if (isFolder(path)) for (const file of yamlUnder(path)) found.add(file)
    else if (existsSync(path)) found.add(path)
  }
  for (const file of await expand(from, patterns)) if (isYaml(file)) found.add(file)
  if (ignore.length > 0) for (const file of await expand(from, ignore)) found.delete(file)
  return [...found].sort()
}

/** The files that patterns fit. The library is loaded only by projects that use patterns. */
export async function expand(
  from: string,
  patterns: readonly string[],
): Promise<readonly string[]> {
  if (patterns.length === 0) return []
  const { glob } = await import('tinyglobby')
  const files = await glob(
    patterns.map((pattern) => pattern.replace(/^\.\//, '')),
    { cwd: from, absolute: true, ignore: ['**/node_modules/**'] },
  )
  return files.map((file) => join(file))
}

/** The nearest folder from here upwards of which something holds. */
export function upwards(from: string, holds: (folder: string) => boolean): string | undefined {
  let folder = from
  for (;;) {
    if (holds(folder)) return folder
    const above = dirname(folder)
    if (above === folder) return undefined
    folder = above
  }
}
