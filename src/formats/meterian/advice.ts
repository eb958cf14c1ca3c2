import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { anything, listOf, needed, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import type { Advised } from './index.ts'

const adviceSchema = z.object({
  id: needed,
  description: text,
  severity: text,
  type: text,
  cvss: anything,
  cve: text,
  cwe: anything,
  versionRange: text,
  links: listOf(z.object({ type: text, url: text })),
})

/** One advice about one package of a project. */
export function adviceOf(
  element: { where: string; value: unknown },
  { dependency, hierarchy, locations, safeVersions, transitive }: Advised,
  language: string | undefined,
): Observation | Problem {
  const result = shaped(adviceSchema, element)
  if (result.type === 'problem') return result
  const { id, description, severity, type, cve, cwe, cvss, versionRange, links } = result.value
  const { name, version } = dependency
  const advisories = advisoryIdsIn(
    cve,
    links.map(({ url }) => url),
  )
  const ecosystem = purlTypeOf(language)
  const purl = ecosystem && purlOf({ type: ecosystem, name, ...(version && { version }) })
  const rating = cvssRating({ score: cvss })
  const fixes = [...new Set(Object.values(safeVersions ?? {}))].filter((fix) => typeof fix === 'string')
  return observe({
    kind: packageKind(advisories[0] ?? '', purl),
    rule: advisories[0] ?? id,
    title: firstSentence(description) ?? `${advisories[0] ?? id} in ${name}`,
    ...(description && { description }),
    severity: severityOfWord(severity),
    ...(severity && { toolSeverity: severity }),
    ...(rating && { cvss: [rating] }),
    cwes: cwesOf(cwe),
    advisories,
    component: {
      name,
      ...(version && { version }),
      ...(purl && { purl }),
      ...(locations[0] && { path: relativePath(locations[0]) }),
      fixVersions: fixes,
      ...(typeof transitive === 'boolean' && { direct: !transitive }),
      // The project itself stands first.
      ...(hierarchy.length > 1 && { chain: hierarchy.slice(1).map(pinned) }),
    },
    references: linksOf(links.map(({ url }) => url)),
    fingerprints: { meterian: id },
    tags: [
      ...(versionRange ? [`affected:${versionRange}`] : []),
      ...(type && type !== 'SECURITY' ? [type.toLowerCase()] : []),
    ],
    raw: JSON.stringify({ dependency, advice: element.value }),
  })
}

/** `name:version` as `name@version`; the name may have a colon of its own. */
const pinned = (entry: string): string => entry.replace(/:([^:]*)$/, '@$1')
