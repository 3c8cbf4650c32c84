// The JSON Schemas as they are shipped: files beside the code, the contract that people see.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type SchemaKind = 'journey' | 'shared' | 'persona' | 'scenario' | 'transcript' | 'config'

/** The package's `schema` folder, whether this runs from the sources or from a bundle. */
function schemaFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'schema', 'journey.json')) && dirname(folder) !== folder)
    folder = dirname(folder)
  return join(folder, 'schema')
}

let known: string | undefined

/** The text of a shipped JSON Schema (draft 2020-12). */
export function schemaText(kind: SchemaKind): string {
  known ??= schemaFolder()
  return readFileSync(join(known, `${kind}.json`), 'utf8')
}
