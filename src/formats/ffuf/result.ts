import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { foundAddress } from '../values/found-address.ts'
import { label, needed, part, text, texts } from '../values/lenient.ts'

/** One answer that passed the filters. `-of ejson` and `-json` write the words in base64. */
export const resultSchema = z.object({
  url: needed,
  status: label,
  length: label,
  words: label,
  lines: label,
  'content-type': text,
  redirectlocation: text,
  host: text,
  input: part(z.record(z.string(), z.unknown())),
  scraper: part(z.record(z.string(), texts)),
})

export type Result = z.output<typeof resultSchema>

export const rowSchema = z
  .object({
    url: needed,
    status_code: needed,
    content_length: text,
    content_words: text,
    content_lines: text,
    content_type: text,
    redirectlocation: text,
  })
  .transform(
    (row): Result => ({
      url: row.url,
      status: row.status_code,
      length: row.content_length,
      words: row.content_words,
      lines: row.content_lines,
      'content-type': row.content_type,
      redirectlocation: row.redirectlocation,
      host: undefined,
      input: undefined,
      scraper: undefined,
    }),
  )

export function observationOf(result: Result, raw: string, method: string | undefined): Observation {
  const words = Object.entries(result.input ?? {}).flatMap(([name, value]) =>
    name === 'FFUFHASH' || typeof value !== 'string' ? [] : [`${name}: ${value}`],
  )
  const scraped = Object.entries(result.scraper ?? {}).map(([name, found]) => `${name}: ${found.join(', ')}`)
  return foundAddress({
    url: result.url,
    method,
    status: result.status,
    size: result.length,
    contentType: result['content-type'],
    redirect: result.redirectlocation,
    facts: [
      ...(result.words ? [`Words: ${result.words}`] : []),
      ...(result.lines ? [`Lines: ${result.lines}`] : []),
      ...words,
      ...scraped,
    ],
    raw,
  })
}
