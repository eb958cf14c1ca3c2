import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { aliasesOf } from '../values/aliases.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { titleOf } from '../values/title.ts'
import type { PackageGraph } from './graph.ts'
import {
  type Assessment,
  isAssessment,
  isExploited,
  ratingsOf,
  severityOf,
  verdictOf,
} from './v3-assessment.ts'
import type { Package3, Relationship3, Vulnerability3 } from './v3-schema.ts'

interface Named {
  vulnerability: Vulnerability3
  where: string
  text: string
}

/** What the document knows beside the vulnerabilities. */
export interface About {
  graph: PackageGraph
  /** Those that vulnerabilities are about, by id. */
  packages: Map<string, Package3>
  /** Of people and organisations, by id. */
  names: Map<string, string>
}

/** The security profile of an SPDX 3 document: vulnerabilities, and what is said of them for each package. */
export class SecurityProfile {
  readonly #vulnerabilities = new Map<string, Named>()
  /** By vulnerability, then by package. */
  readonly #said = new Map<string, Map<string, Assessment[]>>()

  addVulnerability(id: string, named: Named): void {
    this.#vulnerabilities.set(id, named)
  }

  add(type: string, said: Relationship3): void {
    if (!isAssessment(said)) return
    // A package has vulnerabilities; everything else goes from the vulnerability to packages.
    const isReversed = said.relationshipType === 'hasAssociatedVulnerability'
    for (const other of said.to) {
      const [vulnerability, target] = isReversed ? [other, said.from] : [said.from, other]
      const targets = this.#said.get(vulnerability) ?? new Map<string, Assessment[]>()
      this.#said.set(vulnerability, targets)
      if (!targets.get(target)?.push({ type, said })) targets.set(target, [{ type, said }])
    }
  }

  /** One observation for each vulnerability and package that the document ties together. */
  *observations(about: About): Generator<Observation | Problem> {
    for (const [id, { vulnerability, where, text }] of this.#vulnerabilities) {
      const targets = this.#said.get(id)
      if (!targets) yield problem(where, 'this vulnerability is tied to no package, so it is no finding')
      for (const [ref, said] of targets ?? []) yield observationOf(vulnerability, text, said, ref, about)
    }
  }

  /** The packages that must be known for that. */
  get targets(): Set<string> {
    return new Set([...this.#said.values()].flatMap((targets) => [...targets.keys()]))
  }
}

function observationOf(
  vulnerability: Vulnerability3,
  raw: string,
  assessments: Assessment[],
  ref: string,
  { packages, graph, names }: About,
): Observation {
  const from = packages.get(ref)
  const { name, summary, description, externalIdentifier } = vulnerability
  const ids = advisoryIdsIn(
    externalIdentifier.map(({ identifier }) => identifier),
    name,
  )
  const id = ids[0] ?? name ?? externalIdentifier[0]?.identifier ?? 'unnamed vulnerability'
  const { aliases, related } = aliasesOf(id, ids)
  const purl = from && keptPurl(from.software_packageUrl)
  const cvss = ratingsOf(assessments, names)
  return observe({
    kind: packageKind(id, purl),
    rule: id,
    title: titleOf(summary, description, from ? `${id} in ${from.name}` : id),
    description: description ?? summary,
    ...severityOf(assessments, cvss),
    cvss,
    advisories: aliases,
    component: from && {
      name: packageOfPurl(purl)?.name ?? from.name,
      version: from.software_packageVersion,
      purl,
      direct: graph.isDirect(ref),
      chain: graph.chainTo(ref),
    },
    references: [
      ...new Set([
        ...externalIdentifier.flatMap(({ identifierLocator }) => identifierLocator),
        ...vulnerability.externalRef.flatMap(({ locator }) => locator),
      ]),
    ],
    remediation: assessments.map(({ said }) => said.security_actionStatement).find(Boolean),
    epss: assessments.map(({ said }) => said.security_probability).find((value) => value !== undefined),
    knownExploited: assessments.some(({ said }) => isExploited(said)) || undefined,
    verdict: verdictOf(assessments),
    tags: related,
    raw,
  })
}
