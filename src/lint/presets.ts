// Which rules are on in a preset, and how severe they are.
import type { Settings, Severity } from '../model/index.ts'
import type { RuleMeta } from './rule.ts'

/** Rules that are only on in `all` and where the config asks for them. */
const OPT_IN: ReadonlySet<string> = new Set()

const STRICTER: Readonly<Record<Severity, Severity>> = {
  error: 'error',
  warning: 'error',
  info: 'warning',
}

/** The severity of a rule: what the config says of it, else what the preset does; or `off`. */
export function severityOf(
  meta: Pick<RuleMeta, 'id' | 'tier' | 'severity'>,
  settings: Pick<Settings, 'preset' | 'rules'>,
): Severity | 'off' {
  const own = settings.rules[meta.id]
  if (own !== undefined) return own
  switch (settings.preset) {
    case 'draft':
      return meta.tier === 'proven' && meta.severity === 'error' ? 'error' : 'off'
    case 'recommended':
      return OPT_IN.has(meta.id) ? 'off' : meta.severity
    case 'strict':
      return OPT_IN.has(meta.id) ? 'off' : STRICTER[meta.severity]
    case 'all':
      return meta.severity
  }
}
