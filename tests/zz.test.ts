import { test } from 'vitest'
import { lintProject } from '../src/lint/index.ts'
import { loadTexts } from '../src/model/index.ts'
import { bruteForce } from './lint/oracle/brute-force.ts'
import { randomProject } from './lint/oracle/random-project.ts'
test('dbg', () => {
  const files = randomProject(Number(process.env.SEED))
  console.log(JSON.stringify(Object.fromEntries(Object.entries(files).filter(([k])=>!k.includes('promises')).map(([k,v]) => [k, JSON.parse(v)])), null, 1).replaceAll(/\n\s+(?=["\]}])/g,' '))
  const project = loadTexts(files)
  console.log(project.diagnostics.map(d=>d.message))
  console.log([...bruteForce(project, 6000).defects].sort(), [...bruteForce(project,6000).unreachable])
  console.log(lintProject(project, { preset: 'all' }).findings.map(f => [f.rule, f.journey, f.step, f.slot, f.confirmed,f.message].join(' ')))
})
test('wit', () => {
  const project = loadTexts(randomProject(Number(process.env.SEED)))
  const f = lintProject(project, { preset: 'all' }).findings.find(f => f.rule === process.env.RULE && f.step === process.env.STEP && f.journey === process.env.J)
  for (const e of f?.witness ?? []) console.log(JSON.stringify(e))
})
