// Bundles the command line into dist/: one entry, and a part for each command, so that a command
// loads only what it needs. Few and small files, because every one of them costs a cold start.
import { readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

// Large, and needed only while people talk: loaded from node_modules when the time comes.
const external = [
  /^node:/,
  /^wink-/,
  /^chrono-node(\/|$)/,
  /^libphonenumber-js(\/|$)/,
  /^@inquirer\//,
]

/** Modules that every command needs, and those that every command with a project needs. */
const together = [
  {
    name: 'base',
    test: /node_modules\/commander\/|rolldown\/runtime|\/src\/cli\/(problem|screen)\.ts$|\/src\/report\/(words|terminal\/(clean|lazy|theme))\.ts$|node_modules\/chalk\//,
  },
  {
    name: 'project',
    test: /node_modules\/(yaml|fastest-levenshtein|ajv)\/|\/src\/cli\/project\.ts$|\/src\/model\/(?!generated\/transcript|transcript\.ts)/,
  },
]

const { output } = await build({
  cwd: root,
  input: { cli: 'src/cli/index.ts' },
  platform: 'node',
  external,
  // The same code as the CommonJS one, in modules of which only the parts we use are kept.
  resolve: { alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') } },
  logLevel: 'warn',
  transform: { target: 'node20' },
  // A door lets through only what is asked for: what else stands behind it is not loaded.
  treeshake: { moduleSideEffects: false },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    codeSplitting: { groups: together },
    minify: true,
    // Read only with TABLEREAD_DEBUG=1, for stack traces that name our own files and lines.
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
})

// What an earlier build left behind goes last, so that a program that runs meanwhile finds its parts.
const made = new Set(output.map(({ fileName }) => join(root, 'dist', fileName)))
for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (entry.isFile() && !made.has(path)) rmSync(path)
}
console.error('built dist/cli.js')
