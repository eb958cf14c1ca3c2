import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asObject, asText } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { entriesIn, type Response, responseIn, sectionsOf } from './section.ts'

export const humble = {
  id: 'humble',
  name: 'humble',
  link: 'https://github.com/rfc-st/humble#readme',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'humble.py -u https://shop.example -o json',
  detect,
  read,
} satisfies Format

/** The sections are numbered in brackets, in the language of the run. */
const isHumble = (outline: unknown): boolean => {
  const keys = Object.keys(asObject(outline) ?? {})
  return /^\[0\. Info/.test(keys[0] ?? '') && keys.some((key) => /^\[[1-7]\. .*HTTP/.test(key))
}

function detect({ outline }: Sample): number {
  return isHumble(outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const damage: Problem[] = []
  const report = await jsonFrame(input, context, {
    damage,
    name: 'humble JSON',
    omit: [],
    schema: z.record(z.string(), z.unknown()).refine(isHumble, { path: ['[0. Info]'] }),
  })
  const run = Object.values(asObject(Object.values(report)[0]) ?? {}).filter(
    (value) => typeof value === 'string',
  )
  const url = run.find((value) => /^https?:\/\//.test(value) && !value.includes(' | '))
  const toolVersion = run.map((value) => / \| v\.(\S+)$/.exec(value)?.[1]).find(Boolean)
  const [, date, clock] = /^(\d{4}\/\d{2}\/\d{2}) - (\d{2}:\d{2}:\d{2})$/m.exec(run.join('\n')) ?? []
  const producedAt = date && isoTime(`${date.replaceAll('/', '-')} ${clock}`)
  yield {
    type: 'header',
    tool: 'humble',
    ...(toolVersion && { toolVersion }),
    ...(url && { target: url }),
    ...(producedAt && { producedAt }),
  }
  yield* damage
  yield* newSite(url, new Set())
  const response: Response = { url: asText(url), ...responseIn(report) }
  for (const [section, key] of sectionsOf(report)) yield* entriesIn(section, report[key], `/${key}`, response)
  if (sectionsOf(report).length < 4)
    yield loss('', 'the report lacks one of its sections: what it would say is missing')
}
