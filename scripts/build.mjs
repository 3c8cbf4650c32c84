// Bundles the command line into dist/: one entry, and a chunk for each command, so that a command
// loads only what it needs.
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

await build({
  cwd: root,
  input: { cli: 'src/cli/index.ts' },
  platform: 'node',
  external,
  logLevel: 'warn',
  transform: { target: 'node20' },
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    // Names stay, so that a stack trace can be read.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
    comments: { legal: true, annotation: false, jsdoc: false },
  },
})
console.error('built dist/cli.js')
