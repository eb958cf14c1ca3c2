import { z } from 'zod'
import { severityOfScore } from '../../model/severity.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { scoreOf } from '../values/cvss.ts'
import { label, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

const PACKAGES = '/vulnerabilities/packages/*'
const PLATFORM = '/vulnerabilities/platform/*'

const packageSchema = z.object({
  package: z.string().trim().min(1),
  installed: text,
  vulnerable: text,
  available: text,
  advisory: z.string().trim().min(1),
  cves: texts,
  score: label,
})

const platformSchema = z
  .object({ advisory: z.string().trim().min(1), score: label, current: text, fixed: text, patch: text })
  .transform(({ current, fixed, patch, ...given }) => ({
    ...given,
    package: 'platform',
    installed: current,
    vulnerable: fixed,
    available: patch,
    cves: [] as string[],
  }))

type Affected = z.output<typeof packageSchema>

/** `cnspec vuln`: advisories about the packages of a system, and about the system itself. */
export async function* readVulnerabilities(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { target } = await jsonFrame(input, context, {
    name: 'cnspec vuln JSON',
    omit: [PACKAGES, PLATFORM],
    schema: z.object({ target: z.string(), vulnerabilities: z.object({}) }),
  })
  const name = target.trim()
  yield { type: 'header', tool: 'cnspec', ...(name && { target: name }) }
  for await (const element of eachElement(input, context, [PACKAGES, PLATFORM])) {
    const schema = element.type === 'element' && element.pattern === PLATFORM ? platformSchema : packageSchema
    const found = element.type === 'problem' ? element : shaped(schema, element)
    yield found.type === 'problem' ? found : observationOf(found.value, element as Element)
  }
}

function observationOf(found: Affected, { text }: Element): Item {
  const score = scoreOf(found.score)
  // The column named `vulnerable` holds the version that is fixed.
  const fixVersions = [
    ...new Set([found.vulnerable, found.available].filter((version) => version !== undefined)),
  ]
  return observe({
    kind: 'dependency',
    rule: found.advisory,
    title: `${found.advisory} in ${found.package}`,
    severity: score === undefined ? 'unknown' : severityOfScore(score),
    toolSeverity: found.score,
    cvss: score === undefined ? [] : [{ score }],
    advisories: advisoryIds(found.advisory, found.cves.length === 1 ? found.cves : []),
    component: { name: found.package, version: found.installed, fixVersions },
    tags: found.cves.length > 1 ? advisoryIds(found.cves) : [],
    raw: text,
  })
}
