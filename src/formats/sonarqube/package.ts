import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { relativePath } from '../values/path.ts'

/**
 * What an issue of the Dependency-Check plugin says in its message, for each of the advisories that it names:
 * `Filename: ledger:1.1.2 | Reference: CVE-… | CVSS Score: 6.4 | Category: CWE-120 | It does not check.`, or all of a package's at once:
 * `Filename: ledger-1.1.jar | Highest CVSS Score: 7.5 | Amount of CVSS: 2 | References: CVE-… (7.5), CVE-… (5.3)`.
 */
export function packagesIn(message: string | undefined): Partial<Observation>[] {
  const parts = message?.split(' | ') ?? []
  const said = (name: string) =>
    parts
      .find((part) => part.startsWith(`${name}: `))
      ?.slice(name.length + 2)
      .trim() || undefined
  const file = said('Filename')
  const one = said('Reference')
  const references = one
    ? [one]
    : (said('References')
        ?.split(/\s*,\s*/)
        .filter(Boolean) ?? [])
  if (!file || references.length === 0) return []
  const component = componentOf(file, said('Filepath'))
  const cwes = cwesOf(parts.filter((part) => part.startsWith('Category: ')))
  const text = parts
    .filter((part) => !LABELLED.test(part))
    .join(' | ')
    .trim()
  return references.map((reference) => {
    const [, advisory = reference, score] = /^(\S+) \(([\d.]+)\)$/.exec(reference) ?? []
    const rating = cvssRating({ score: score ?? said('CVSS Score') })
    return {
      kind: 'dependency',
      title: `${component.name}: ${advisory}`,
      ...(text && { description: text }),
      advisories: advisoryIds(advisory),
      component,
      ...(rating && { cvss: [rating] }),
      ...(cwes.length > 0 && { cwes }),
    }
  })
}

const LABELLED = /^(?:Filename|References?|(?:Highest )?CVSS Score|Amount of CVSS|Category|Filepath): /

/** `ledger:1.1.2` of a package manager, or a file with the version in its name. */
function componentOf(file: string, filepath: string | undefined): AffectedComponent {
  const [, name = file, version] =
    /^(.+):(v?\d[^:\s]*)$/.exec(file) ?? /^(.+?)-(\d[\w.+-]*)\.(?:jar|war|ear|dll|tgz|zip)$/.exec(file) ?? []
  const path = relativePath(filepath ?? '')
  return { name, ...(version && { version }), ...(path && { path }) }
}
