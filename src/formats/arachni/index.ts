import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { part, shaped, text } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { issueSchema, observationsOf } from './issue.ts'

const ISSUES = '/issues/*'

export const arachni = {
  id: 'arachni',
  name: 'Arachni',
  link: 'https://github.com/Arachni/arachni/wiki/Command-line-user-interface',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'arachni_reporter scan.afr --reporter=json:outfile=arachni.json',
  detect,
  read,
} satisfies Format

const outline = z.object({
  version: z.string(),
  options: z.object({}),
  sitemap: z.unknown(),
  issues: z.array(z.unknown()),
  delta_time: z.unknown(),
})

function detect(sample: Sample): number {
  const report = readBy(outline, sample.outline)
  return report && 'sitemap' in report && 'delta_time' in report ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Arachni JSON',
    omit: [ISSUES, '/sitemap', '/plugins'],
    schema: z.object({
      version: text,
      options: part(z.object({ url: text })),
      issues: z.array(z.unknown()),
      start_datetime: text,
      finish_datetime: text,
    }),
  })
  const target = frame.options?.url
  const producedAt = isoTime(frame.finish_datetime) ?? isoTime(frame.start_datetime)
  yield {
    type: 'header',
    tool: 'Arachni',
    ...(frame.version && { toolVersion: frame.version }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
  const sites = new Set<string>()
  yield* newSite(target, sites)
  for await (const element of eachElement(input, context, [ISSUES])) {
    const issue = element.type === 'problem' ? element : shaped(issueSchema, element)
    if (issue.type === 'problem' || element.type === 'problem') {
      if (issue.type === 'problem') yield issue
      continue
    }
    yield* newSite(issue.value.vector?.url ?? issue.value.vector?.action, sites)
    yield* observationsOf(issue.value, element.value as object, target)
  }
}
