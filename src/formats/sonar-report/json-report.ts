import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { asObject, asText, ownIn } from '../values/fields.ts'
import { anything, text, texts } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { issueSchema, observationOf } from './observation.ts'

const ISSUES = '/issues/*'

export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'sonar-report JSON',
    omit: [ISSUES],
    schema: z.object({
      issues: z.array(z.unknown()),
      date: text,
      projectName: text,
      sonarComponent: text,
      branch: text,
      rules: anything,
      hotspotKeys: texts,
    }),
  })
  const producedAt = isoTime(frame.date)
  const target = frame.sonarComponent ?? frame.projectName
  yield {
    type: 'header',
    tool: 'SonarQube',
    ...(target && { target }),
    ...(frame.branch && { branch: frame.branch }),
    ...(producedAt && { producedAt }),
  }
  const hotspots = new Set(frame.hotspotKeys)
  const rules = asObject(frame.rules)
  yield* shapedItems(eachElement(input, context, [ISSUES]), issueSchema, (issue, { text: raw }) => {
    const about = asText(asObject(ownIn(rules, issue.rule))?.htmlDesc)
    return observationOf(issue, { about, isHotspot: hotspots.has(issue.key ?? ''), raw })
  })
}
