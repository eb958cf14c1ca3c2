import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { needed, number, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const checkSchema = z.object({
  name: needed,
  score: number,
  reason: text,
  details: texts,
  documentation: part(z.object({ short: text, url: text })),
})

type Check = z.output<typeof checkSchema>

/** Risk that the project assigns to each check: https://github.com/ossf/scorecard/blob/main/docs/checks.md */
const RISK: Record<string, Severity> = byWord({
  'Dangerous-Workflow': 'critical',
  Webhooks: 'critical',
  'Binary-Artifacts': 'high',
  'Branch-Protection': 'high',
  'Code-Review': 'high',
  'Dependency-Update-Tool': 'high',
  Maintained: 'high',
  'Signed-Releases': 'high',
  'Token-Permissions': 'high',
  Vulnerabilities: 'high',
  Fuzzing: 'medium',
  Packaging: 'medium',
  'Pinned-Dependencies': 'medium',
  SAST: 'medium',
  SBOM: 'medium',
  'Security-Policy': 'medium',
  'CI-Tests': 'low',
  'CII-Best-Practices': 'low',
  Contributors: 'low',
  License: 'low',
})

const KINDS: Record<string, Kind> = byWord({
  'Dangerous-Workflow': 'pipeline',
  'Token-Permissions': 'pipeline',
  'Pinned-Dependencies': 'pipeline',
  'CI-Tests': 'pipeline',
  Packaging: 'pipeline',
  License: 'license',
})

const BEST = 10

/** A check below the best score. One of -1 could not be made, or does not fit the repository: a person has to look. */
export function observationsOf(
  check: Check,
  repository: string,
  seenAt: string | undefined,
  raw: string,
): Observation[] {
  const { name, score = BEST, reason, details, documentation } = check
  if (score >= BEST) return []
  const warnings = details
    .filter((detail) => !/^(?:Info|Debug):/i.test(detail))
    .map((detail) => detail.replace(/^Warn:\s*/i, ''))
  const shared = {
    rule: name,
    severity: score < 0 ? ('info' as const) : (Object.hasOwn(RISK, name) && RISK[name]) || 'unknown',
    toolSeverity: String(score),
    remediation: documentation?.short,
    references: documentation?.url ? [documentation.url] : [],
    seenAt,
    tags: score < 0 ? ['manual-check'] : [],
    raw,
  }
  const flaws =
    name === 'Vulnerabilities' ? warnings.filter((warning) => advisoryIdsIn(warning).length > 0) : []
  if (flaws.length > 0)
    return flaws.map((flaw) =>
      observe({
        kind: 'dependency',
        ...shared,
        title: flaw,
        advisories: advisoryIdsIn(flaw),
        fingerprints: { scorecard: advisoryIdsIn(flaw)[0] ?? flaw },
      }),
    )
  const places = warnings.flatMap((warning) => placeIn(warning) ?? [])
  return [
    observe({
      kind: (Object.hasOwn(KINDS, name) && KINDS[name]) || 'config',
      ...shared,
      title: `${name}: ${reason ?? `score ${score}`}`,
      description: [reason, ...warnings].filter(Boolean).join('\n') || undefined,
      resource: repository ? { address: repository, type: 'repository' } : undefined,
      related: places,
    }),
  ]
}

/** `third-party action not pinned by hash: .github/workflows/ci.yml:12: update it with …` */
function placeIn(warning: string): CodeLocation | undefined {
  const [, message = '', path, line, end] =
    /^(.*?):\s+([^\s:]+):(\d+)(?:-(\d+))?(?:$|[\s:])/.exec(warning) ?? []
  const clean = path && relativePath(path)
  if (!clean || Number(line) < 1 || Number(line) > 2 ** 31 - 1) return undefined
  return {
    path: clean,
    line: Number(line),
    ...(end && Number(end) >= Number(line) && Number(end) < 2 ** 31 && { endLine: Number(end) }),
    ...(message.trim() && { message: message.trim() }),
  }
}
