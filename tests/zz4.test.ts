import { test } from 'vitest'
import { regionsOf } from '../src/lint/graph/index.ts'
import { rules } from '../src/lint/index.ts'
import { loadProject } from '../src/model/index.ts'
test('rules', async () => {
  const loads = (await loadProject({ cwd: process.cwd() })) as any
  const project = (Array.isArray(loads) ? loads[0] : loads).project
  for (let i = 0; i < 2; i++) {
    let a = performance.now()
    const { regions } = regionsOf(project)
    console.log('regions', performance.now() - a)
    for (const r of regions) for (const rule of rules) { a = performance.now(); rule.check(r); const t = performance.now() - a; if (t > 1) console.log(r.entries.join(), rule.meta.id, t, r.graph.places.length) }
  }
})
