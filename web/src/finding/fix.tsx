import type { FindingDetail } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { Prose } from '../words/prose.tsx'
import { WayOut } from './way-out.tsx'

/** Kinds of findings that another version of the component ends. */
const BY_VERSION: ReadonlySet<string> = new Set(['dependency', 'container', 'malware'])

/** What ends it: the version to raise a component to, and what tools say to do. */
export function Fix({ finding }: { finding: FindingDetail }) {
  const { component, kind, remediation } = finding
  const byVersion = component !== null && BY_VERSION.has(kind)
  const advice = byVersion && saysVersionAlone(remediation, component.fixVersion) ? null : remediation
  if (!byVersion && !advice) return null
  return (
    <Section title="Fix">
      {byVersion && <WayOut finding={finding} component={component} />}
      {advice && <Prose text={advice} />}
    </Section>
  )
}

/** One sentence that names the fixed version, which stands above it anyway. */
const saysVersionAlone = (remediation: string | null, version: string | null): boolean =>
  remediation !== null && version !== null && remediation.length < 160 && remediation.includes(version)
