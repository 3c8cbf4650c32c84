// The project a command works on, and the journey that somebody named.
import { resolve } from 'node:path'
import process from 'node:process'
import {
  type Diagnostic,
  type Journey,
  type Load,
  type LoadOptions,
  LoadProblem,
  loadProject,
  nearest,
  type Project,
} from '../model/index.ts'
import { clean, loadFindingsText } from '../report/index.ts'
import { Problem } from './problem.ts'
import { themeOf } from './screen.ts'

/**
 * Loads the projects that the paths belong to; at least one.
 * @throws Problem where a path leads nowhere or a config is not in order, after printing what is
 *   wrong in the config
 */
export const loadOrExplain = async (
  options: Omit<LoadOptions, 'cwd'>,
  color: boolean,
): Promise<readonly Load[]> => {
  try {
    return await loadProject({ cwd: process.cwd(), ...options })
  } catch (error) {
    if (!(error instanceof LoadProblem)) throw error
    await printDiagnostics(error.diagnostics, color)
    throw new Problem(`${error.message}.`, error.fix && sentence(error.fix))
  }
}

/**
 * The journey of that id, or the one in that file, with its project.
 * @throws Problem where there is none, or it has errors; those are printed first
 */
export const journeyNamed = async (
  name: string,
  config: string | undefined,
  color: boolean,
): Promise<{ readonly journey: Journey; readonly project: Project }> => {
  const path = resolve(name)
  const isFile = /[\\/]|\.ya?ml$/i.test(name)
  const [load] = await loadOrExplain(
    { ...(config === undefined ? {} : { config }), ...(isFile ? { paths: [name] } : {}) },
    color,
  )
  if (load === undefined) throw new Problem(`There is no journey in ${name}.`)
  const { project } = load
  const journey = isFile
    ? [...project.journeys.values()].find(({ file }) => file.path === path)
    : project.journeys.get(name)
  if (journey !== undefined) return { journey, project }
  const errors = project.diagnostics.filter(
    ({ severity, file, journey: id }) =>
      severity === 'error' && (isFile ? file === path : id === name),
  )
  if (errors.length > 0 || project.broken.has(name)) {
    await printDiagnostics(errors, color)
    throw new Problem(`${name} has errors.`, 'Mend them first; tableread lint shows all of them.')
  }
  if (isFile) throw new Problem(`There is no journey in ${name}.`, 'Name the file of a journey.')
  throw unknownJourney(name, [...project.journeys.keys(), ...project.broken.keys()])
}

const unknownJourney = (name: string, ids: readonly string[]): Problem => {
  const near = nearest(name, ids)
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : ids.length === 0
        ? 'There are no journeys here. Start with: tableread init'
        : `There are: ${[...ids].sort().join(', ')}.`
  return new Problem(`There is no journey called ${name}.`, hint)
}

/** On stderr: these stand in the way of what was asked for. */
export const printDiagnostics = async (
  diagnostics: readonly Diagnostic[],
  color: boolean,
): Promise<void> => {
  if (diagnostics.length === 0) return
  const findingsText = await loadFindingsText()
  const options = { cwd: process.cwd(), least: 'warning' } as const
  process.stderr.write(`${findingsText(diagnostics, themeOf(process.stderr, color), options)}\n\n`)
}

const sentence = (text: string): string => {
  const words = clean(text)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
