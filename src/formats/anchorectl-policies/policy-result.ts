import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksIn } from '../values/html-text.ts'
import { imageReference } from '../values/image-reference.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** One check of an Anchore policy that found something, whichever report it stands in. */
export interface PolicyResult {
  gate: string
  trigger: string
  /** The tool's id of what the check found: a hash, or a vulnerability and its package. */
  triggerId?: string | undefined
  /** What the check says. */
  output?: string | undefined
  /** What the policy wants done: `stop`, `warn`, `go`. */
  action?: string | undefined
  policy?: string | undefined
  recommendation?: string | undefined
  /** The image that was checked, as the report names it. */
  image?: string | undefined
  verdict?: ProducerVerdict | undefined
  raw: string
}

/** How bad it is where the check does not say so itself: `stop` fails the image. */
const ACTIONS: Record<string, Severity> = byWord({ stop: 'high', warn: 'medium', go: 'info' })

/** `HIGH Vulnerability found in os package type (dpkg) - …` */
const SEVERITY = /^(CRITICAL|HIGH|MEDIUM|LOW|NEGLIGIBLE|UNKNOWN)\b/

export function policyObservation(result: PolicyResult): Observation {
  const { gate, trigger, triggerId, output, action, policy } = result
  const word = SEVERITY.exec(output ?? '')?.[1]
  const isVulnerability = gate === 'vulnerabilities' && trigger === 'package'
  const advisories = isVulnerability ? advisoryIdsIn(triggerId, output) : []
  const isSecret = gate === 'secret_scans'
  const acted = action?.toLowerCase() ?? ''
  return observe({
    kind: isVulnerability ? 'container' : isSecret ? 'secret' : gate === 'licenses' ? 'license' : 'config',
    rule: advisories[0] ?? `${gate}:${trigger}`,
    title: firstSentence(output) ?? `${gate}: ${trigger}`,
    description: output,
    severity: word ? severityOfWord(word) : (Object.hasOwn(ACTIONS, acted) && ACTIONS[acted]) || 'unknown',
    toolSeverity: word ?? action,
    advisories: advisories.slice(0, 1),
    location: fileIn(output),
    component: isVulnerability ? packageIn(output, triggerId) : undefined,
    resource:
      isVulnerability || !result.image
        ? undefined
        : { address: imageReference(result.image).name, type: 'container-image' },
    references: linksIn(output),
    remediation: result.recommendation,
    fingerprints: triggerId ? { 'anchore/trigger': triggerId } : undefined,
    verdict: result.verdict,
    tags: [
      ...advisories.slice(1),
      ...(isVulnerability ? [] : [gate]),
      ...(action && action !== word ? [`action:${action}`] : []),
      ...(policy ? [`policy:${policy}`] : []),
    ],
    raw: result.raw,
  })
}

/** `SUID or SGID found set on file /usr/bin/su. Mode: …`, `regexp match in container: file=/app/key.pem regexp=…` */
function fileIn(output = ''): { path: string } | undefined {
  const file = /\bfile[= ](\/\S+?)(?=\.?(?:\s|$))/.exec(output)?.[1]
  const path = file && relativePath(file)
  return path ? { path } : undefined
}

/** `… package type (java) - /app/lid-1.0.jar (fixed in: 1.1)(CVE-… - https://…)`; of system packages the name alone. */
function packageIn(output = '', triggerId = ''): AffectedComponent | undefined {
  const [, place] = /package type \([^)]*\) - (.+?)\s*(?:\(|$)/.exec(output) ?? []
  const name = /\+(.+)$/.exec(triggerId)?.[1] ?? place
  if (!name) return undefined
  const fix = /\((?:fixed in|fix): ([^)]+)\)/i.exec(output)?.[1]
  const path = place?.includes('/') ? relativePath(place) || undefined : undefined
  return { name: name.slice(name.lastIndexOf('/') + 1) || name, path, fixVersions: fix ? [fix] : [] }
}
