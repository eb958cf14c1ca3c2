import type { Observation } from '../../model/observation.ts'

/** Longest advice that is shown: tools quote whole handbooks. */
const MOST = 600

/** What to do about a finding, in one line: the policy's words, else what follows from the kind, else the tool's words. */
export function fixOf(policy: string | undefined, observations: readonly Observation[]): string {
  const said = policy ?? versionFix(observations) ?? observations.find((o) => o.remediation)?.remediation
  const [first] = observations
  const [page] = observations.flatMap(({ references = [] }) => references)
  return (said ?? (first && KIND_FIX[first.kind]) ?? (page ? `See ${page}` : NOTHING_SAID))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST)
}

function versionFix(observations: readonly Observation[]): string | undefined {
  for (const { component } of observations) {
    const [version] = component?.fixVersions ?? []
    if (component && version)
      return `Update ${component.name}${component.version ? ` ${component.version}` : ''} to ${version} or later.`
  }
  return undefined
}

const NOTHING_SAID = 'See the tool’s description of the rule.'

const KIND_FIX: Partial<Record<Observation['kind'], string>> = {
  secret: 'Revoke the secret where it was issued; then take it out of the source and of the history.',
  malware: 'Remove it, and treat every machine that installed or ran it as compromised.',
  dependency: 'No fixed version is known: replace the package, or show why it is not affected.',
  container: 'No fixed version is known: build on another base image, or show why it is not affected.',
}
