import { z } from 'zod'
import { anything, label, listOf, needed, number, part, text } from '../values/lenient.ts'

export const resultSchema = z.object({
  status: text,
  code_desc: text,
  message: text,
  skip_message: text,
  start_time: label,
  resource_class: text,
  resource_id: text,
})

export type Result = z.output<typeof resultSchema>

const descriptionList = listOf(z.object({ label: text, data: text }))
const descriptionObject = part(z.record(z.string(), text))

/** A control with the results of its tests. */
export const controlSchema = z.object({
  id: needed,
  title: text,
  desc: text,
  // A list, before version 3 of the tool an object by label.
  descriptions: anything.transform((value) => {
    const list = descriptionList.parse(value)
    const object = descriptionObject.parse(value)
    return new Map([
      ...list.map(({ label, data }) => [label ?? '', data] as const),
      ...Object.entries(Array.isArray(value) ? {} : (object ?? {})),
    ])
  }),
  impact: number,
  tags: part(z.record(z.string(), z.unknown())),
  refs: listOf(z.object({ url: text, uri: text, ref: text })),
  waiver_data: part(z.object({ justification: text, message: text })),
  results: listOf(resultSchema),
})

export type Control = z.output<typeof controlSchema>
