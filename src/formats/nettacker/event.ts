import { z } from 'zod'
import { label, part, text } from '../values/lenient.ts'
import { portIn } from '../values/scanned-host.ts'

const details = part(z.object({ password: text, url: text, port: label }))

/** A result; before 0.0.3 its names were in capitals. */
export const eventSchema = z
  .object({
    target: text,
    HOST: text,
    module_name: text,
    TYPE: text,
    date: label,
    TIME: label,
    port: label,
    PORT: label,
    event: text,
    DESCRIPTION: text,
    json_event: text,
    PASSWORD: text,
  })
  .transform((event) => {
    const more = details.parse(parsed(event.json_event))
    return {
      host: event.target ?? event.HOST ?? '',
      module: event.module_name ?? event.TYPE ?? '',
      time: event.date ?? event.TIME,
      port: portIn(event.port ?? event.PORT ?? more?.port),
      event: event.event ?? event.DESCRIPTION,
      password: event.PASSWORD ?? more?.password,
      url: more?.url,
    }
  })
  .refine(({ host }) => host !== '', { path: ['target'] })
  .refine(({ module }) => module !== '', { path: ['module_name'] })

export type Event = z.output<typeof eventSchema>

/** The result once more, as JSON in a text. */
function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return undefined
  }
}
