import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, needed, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

const RESULTS = '/results/*'
const ERRORS = '/errormessages/*'

export const hydra = {
  id: 'hydra',
  name: 'THC Hydra JSON',
  link: 'https://github.com/vanhauser-thc/thc-hydra#output-to-a-file',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'hydra -L logins.txt -P passwords.txt -b jsonv1 -o hydra.json ssh://shop.example',
  detect,
  read,
} satisfies Format

const generator = z.object({
  software: z.literal('Hydra'),
  version: text,
  built: text,
  server: text,
  service: text,
})

const marks = z.object({ generator: z.object({ software: z.literal('Hydra') }) })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Hydra's JSON",
    omit: [RESULTS, ERRORS],
    schema: z.object({ generator, results: z.array(z.unknown()) }),
  })
  yield headerOf(frame.generator)
  const schema = schemaOf(frame.generator.server)
  const hosts = new Set<string>()
  for await (const element of eachElement(input, context, [RESULTS, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS)
      yield problem(element.where, 'Hydra met an error on its way: it may not have tried all logins')
    else {
      const result = shaped(schema, element)
      if (result.type === 'shaped' && !hosts.has(result.value.host)) {
        hosts.add(result.value.host)
        yield { type: 'asset', kind: 'host', name: result.value.host }
      }
      yield result.type === 'problem' ? result : observationOf(result.value, element)
    }
  }
}

/** One service of one server is what a run is about. */
function headerOf({ version, built, server, service }: z.output<typeof generator>): ReportHeader {
  const producedAt = isoTime(built)
  const target = [service, server].filter(Boolean).join(' ')
  return {
    type: 'header',
    tool: 'Hydra',
    ...(version && { toolVersion: version }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
}

/** A result without a host is of the server that the run was about. */
const schemaOf = (server: string | undefined) =>
  z.object({
    host: text.transform((host) => host?.trim() ?? server).pipe(needed),
    port: label,
    service: z.string().trim().min(1),
    login: text,
    password: text,
  })

function observationOf(
  { host, port, service, login, password }: z.output<ReturnType<typeof schemaOf>>,
  { text: raw }: Element,
): Observation {
  return observe({
    kind: 'secret',
    rule: service,
    title: `Password of ${service} guessed`,
    description: login === undefined ? 'No login is needed.' : `Login: ${login}`,
    severity: 'unknown',
    ...hostPlace({ host, port: portIn(port) }),
    // An empty password is one, and no secret.
    secret: password,
    tags: password === undefined ? ['empty-password'] : [],
    raw,
  })
}
