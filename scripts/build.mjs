// Bundles the command line into dist/: one entry, and a chunk for each command, so that a command
// loads only what it needs.
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

const { output } = await build({
  cwd: root,
  input: { cli: 'src/cli/index.ts' },
  platform: 'node',
  external,
  logLevel: 'warn',
  transform: { target: 'node20' },
  // A door lets through only what is asked for: what else stands behind it is not loaded.
  treeshake: { moduleSideEffects: false },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    // Names stay, so that a stack trace can be read.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
    comments: { legal: true, annotation: false, jsdoc: false },
  },
})

// What an earlier build left behind goes last, so that a program that runs meanwhile finds its parts.
const made = new Set(output.map(({ fileName }) => join(root, 'dist', fileName)))
for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (entry.isFile() && !made.has(path)) rmSync(path)
}
console.error('built dist/cli.js')
