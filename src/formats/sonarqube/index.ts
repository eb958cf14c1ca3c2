import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { wholeJson } from '../syntax/json.ts'
import { eachListed } from '../syntax/json-list.ts'
import { asNumber, asObject, asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { hotspotObservation, hotspotSchema } from './hotspot.ts'
import { issueObservations, issueSchema } from './issue.ts'

const ISSUES = '/issues/*'
const HOTSPOTS = '/hotspots/*'

export const sonarqube = {
  id: 'sonarqube',
  name: 'SonarQube',
  link: 'https://docs.sonarsource.com/sonarqube-server/latest/extension-guide/web-api/',
  extensions: ['.json'],
  kinds: ['code', 'config', 'dependency', 'secret', 'pipeline'],
  howTo:
    'curl -u TOKEN: "https://sonarqube.example/api/issues/search?componentKeys=shop&ps=500" > sonarqube.json',
  detect,
  read,
} satisfies Format

const issue = z.object({ key: z.string(), rule: z.string(), component: z.string(), project: z.string() })
const hotspot = z.object({
  key: z.string(),
  component: z.string(),
  securityCategory: z.string(),
  vulnerabilityProbability: z.string(),
})
const issues = z.tuple([issue], z.unknown())
const hotspots = z.tuple([hotspot], z.unknown())
const page = { paging: z.object({ pageIndex: z.number() }), components: z.array(z.unknown()) }
const outline = z.union([
  issues,
  hotspots,
  z.object({ issues }),
  z.object({ hotspots }),
  z.object({ issues: z.tuple([]), ...page }),
  z.object({ hotspots: z.tuple([]), ...page }),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

/** Answers of the web API (`api/issues/search`, `api/hotspots/search`), or their lists alone. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await frameOf(input, context)
  const rules = new Map(asObjects(frame?.rules).map((rule) => [asText(rule.key) ?? '', asText(rule.name)]))
  yield { type: 'header', tool: 'SonarQube' }
  const list = { name: 'SonarQube JSON', members: [ISSUES, HOTSPOTS] }
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') yield element
    else if (isObject(element.value) && 'vulnerabilityProbability' in element.value) {
      const one = shaped(hotspotSchema, element)
      yield one.type === 'problem' ? one : hotspotObservation(one.value, element.text)
    } else {
      const one = shaped(issueSchema, element)
      if (one.type === 'problem') yield one
      else yield* issueObservations(one.value, rules.get(one.value.rule), element.text)
    }
  }
  yield* missingPages(asObject(frame?.paging))
}

async function frameOf(input: Input, context: ReadContext): Promise<Json | undefined> {
  if ((await firstCharacter(input)) !== '{') return undefined
  const { value } = await wholeJson(input, context, [ISSUES, HOTSPOTS, '/components/*', '/facets/*'])
  return asObject(value)
}

function* missingPages(paging: Json | undefined): Generator<Problem> {
  const [index = 1, size = 0, total = 0] = [paging?.pageIndex, paging?.pageSize, paging?.total].map(asNumber)
  if (total > index * size)
    yield loss(
      '/paging',
      `this is page ${index}, and there are ${total} results in all: send the other pages too`,
    )
}
