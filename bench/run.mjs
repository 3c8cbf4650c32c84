// Measures the built command, as ratios within this one run: machines differ, ratios hardly.
// `node bench/run.mjs` prints a table; `--json` the numbers; `--quick` uses fewer files.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { journeyText } from './projects.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cli = join(root, 'bin', 'tableread.js')
const quick = process.argv.includes('--quick')
const folder = mkdtempSync(join(tmpdir(), 'tableread-bench-'))

const milliseconds = (work) => {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e6
}

/** The median of several runs, and how far the middle half of them lies apart. */
const median = (times, work) => {
  const runs = Array.from({ length: times }, () => milliseconds(work)).sort((a, b) => a - b)
  return runs[Math.floor(runs.length / 2)]
}

const node = (...args) => execFileSync(process.execPath, args, { cwd: folder, stdio: 'ignore' })

function project(name, count, length) {
  const at = join(folder, name, 'journeys')
  mkdirSync(at, { recursive: true })
  for (let number = 0; number < count; number += 1)
    writeFileSync(join(at, `journey-${number}.yaml`), journeyText(number, length))
  return join(folder, name)
}

/** Milliseconds and highest memory of a child, from its own account. */
function measured(args, cwd) {
  const start = process.hrtime.bigint()
  const child = spawnSync('/usr/bin/env', ['node', '--import', peak, cli, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const time = Number(process.hrtime.bigint() - start) / 1e6
  if (child.status !== 0) throw new Error(child.stderr + child.stdout.slice(0, 2000))
  return { time, megabytes: Number(/peak (\d+)/.exec(child.stderr)?.[1] ?? 0) / 1024 }
}

const peak = join(folder, 'peak.mjs')
writeFileSync(
  peak,
  "process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS))\n",
)
const parse = join(folder, 'parse.mjs')
writeFileSync(
  parse,
  `import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from ${JSON.stringify(new URL('../node_modules/yaml/dist/index.js', import.meta.url).href)}
const at = join(process.argv[2], 'journeys')
for (const file of readdirSync(at)) parseDocument(readFileSync(join(at, file), 'utf8')).toJS()
`,
)

const rows = []
const row = (what, value, bound, note = '') => rows.push({ what, value, bound, note })

const one = project('one', 1, 30)
const files = quick ? 200 : 1000
const many = project('many', files, 30)
const repeats = quick ? 5 : 15

const bare = median(repeats, () => node('-e', '0'))
const single = median(repeats, () => node(cli, 'lint', '--cwd', one))
row(
  'cold lint of one journey of 30 steps ÷ node -e 0',
  single / bare,
  '',
  `${single.toFixed(0)} ms ÷ ${bare.toFixed(0)} ms`,
)

const parsing = median(3, () => node(parse, many))
const linting = median(3, () => node(cli, 'lint', '--cwd', many))
row(
  `lint of ${files} journeys of 30 steps ÷ parsing them with the YAML library`,
  linting / parsing,
  '',
  `${linting.toFixed(0)} ms ÷ ${parsing.toFixed(0)} ms`,
)
row(`memory for the ${files}, in MB`, measured(['lint'], many).megabytes, '')

const short = project('short', 1, quick ? 500 : 1000)
const long = project('long', 1, quick ? 1000 : 2000)
const atShort = median(3, () => node(cli, 'lint', '--cwd', short))
const atLong = median(3, () => node(cli, 'lint', '--cwd', long))
row(
  'one journey of twice as many steps and slots ÷ one',
  (atLong - bare) / (atShort - bare),
  '',
  `${atLong.toFixed(0)} ms ÷ ${atShort.toFixed(0)} ms, starting Node left out of both`,
)

rmSync(folder, { recursive: true, force: true })
if (process.argv.includes('--json')) console.log(JSON.stringify(rows, null, 2))
else {
  const width = Math.max(...rows.map(({ what }) => what.length))
  for (const { what, value, note } of rows)
    console.log(`${what.padEnd(width)}  ${value.toFixed(2).padStart(8)}  ${note}`)
}
