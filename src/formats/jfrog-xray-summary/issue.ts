import { z } from 'zod'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { fixVersionsOf, packageOfFile, packageOfId } from '../jfrog-xray/component-id.ts'
import { advisoriesOf, cveSchema, cwesOfCves, ratingsOfCves } from '../jfrog-xray/cves.ts'
import type { Element } from '../syntax/json.ts'
import { listOf, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'

const issueSchema = z
  .object({
    issue_id: text,
    summary: text,
    description: text,
    issue_type: text,
    severity: text,
    provider: text,
    created: text,
    cves: listOf(cveSchema),
    impact_path: texts,
    components: listOf(z.object({ component_id: z.string(), fixed_versions: texts })),
  })
  .refine(({ issue_id, summary, cves }) => issue_id ?? cves[0]?.cve ?? summary, { path: ['issue_id'] })

type Issue = z.output<typeof issueSchema>

/** An observation for each package that an issue is in. */
export function* issueItems(element: Element): Generator<Item> {
  const issue = shaped(issueSchema, element)
  if (issue.type === 'problem') {
    yield issue
    return
  }
  const { components, impact_path: paths } = issue.value
  if (components.length > 0)
    for (const { component_id, fixed_versions } of components) {
      const own = paths.filter((path) => path.endsWith(component_id.replace(/^[a-z]+:\/\//, '')))
      const component = { ...packageOfId(component_id), fixVersions: fixVersionsOf(fixed_versions) }
      yield observationOf(issue.value, { component, paths: own.length > 0 ? own : paths }, element.text)
    }
  else for (const place of placesIn(paths)) yield observationOf(issue.value, place, element.text)
}

interface Place {
  component: AffectedComponent | undefined
  paths: string[]
}

/** The packages at the ends of the impact paths, each with its paths. */
function placesIn(paths: string[]): Place[] {
  const places = new Map<string, string[]>()
  for (const path of paths) {
    const step = path.slice(path.lastIndexOf('/') + 1)
    if (!places.get(step)?.push(path)) places.set(step, [path])
  }
  if (places.size === 0) return [{ component: undefined, paths: [] }]
  return [...places].map(([step, own]) => ({ component: packageOfFile(step), paths: own }))
}

function observationOf(issue: Issue, { component, paths }: Place, raw: string): Observation {
  const { aliases, related } = advisoriesOf(issue.issue_id, issue.cves)
  const rule = aliases[0] ?? issue.summary ?? ''
  const [path, ...otherPaths] = paths.map((one) => relativePath(one)).filter(Boolean)
  return observe({
    kind: /^\d[\w.]*:/.test(lastStep(path)) ? 'container' : packageKind(rule, component?.purl),
    rule,
    title: titleOf(issue.summary, component ? `${rule} in ${component.name}` : rule),
    description: issue.description,
    severity: severityOfWord(issue.severity),
    toolSeverity: issue.severity,
    cvss: ratingsOfCves(issue.cves),
    cwes: cwesOfCves(issue.cves),
    advisories: aliases,
    component: component && { ...component, path },
    related: otherPaths.map((other) => ({ path: other })),
    seenAt: isoTime(issue.created),
    tags: [...related, ...(issue.issue_type ? [issue.issue_type] : [])],
    raw,
  })
}

/** Packages of a distribution stand at the end of a path as `3.12:openssl:1.1.1k-r0`. */
const lastStep = (path = ''): string => path.slice(path.lastIndexOf('/') + 1)
