import { advisoryIdsIn } from '../values/advisory-id.ts'
import { controlId } from '../values/control-id.ts'
import { cwesOf } from '../values/cwe.ts'

type Tags = Record<string, unknown>

const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((item) =>
    typeof item === 'string' && item.trim() !== ''
      ? [item.trim()]
      : typeof item === 'number'
        ? [String(item)]
        : [],
  )

export const cwesIn = (tags: Tags): number[] => cwesOf(textsIn(tags.cweid), textsIn(tags.cwe))

/** The ids stand without their prefix in some. */
export const advisoriesIn = (id: string, tags: Tags): string[] =>
  advisoryIdsIn(
    id,
    [...textsIn(tags.cveid), ...textsIn(tags.cve)].map((cve) =>
      /^\d{4}-\d{4,}$/.test(cve) ? `CVE-${cve}` : cve,
    ),
    [...textsIn(tags.ghsaid)].map((ghsa) => (/^GHSA/i.test(ghsa) ? ghsa : `GHSA-${ghsa}`)),
  )

const FRAMEWORK = /^(?:cis|iso|pci|hipaa|soc|cmmc|gdpr|nerc|fedramp|cis_controls)/i

/** NIST SP 800-53 with its revision (`['AC-6', 'Rev_4']`), CCI, and tags that are named after another framework. */
export function controlsIn(tags: Tags): string[] {
  const nist = textsIn(tags.nist)
  const revision = nist.map((text) => /^Rev_?(\d)$/i.exec(text)?.[1]).find(Boolean)
  const framework = revision ? `NIST-800-53-r${revision}` : 'NIST-800-53'
  return [
    ...nist
      .filter((text) => /^[A-Z]{2}-\d/.test(text))
      .map((text) => controlId(framework, text.replace(/\s+\(/g, '('))),
    ...textsIn(tags.cci),
    ...Object.entries(tags)
      .filter(([name]) => FRAMEWORK.test(name))
      .flatMap(([name, value]) => textsIn(value).map((number) => controlId(name, number))),
  ]
}

/** Ids of the requirement in its guide. */
export const wordsIn = (tags: Tags): string[] => [
  ...new Set(
    [tags.stig_id, tags.gtitle, tags.gid, tags.rid, tags.fix_id, tags.satisfies, tags.legacy].flatMap(
      textsIn,
    ),
  ),
]
