import type { Input, Item, ReadContext } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { type Injection, observationOf } from './injection.ts'

export const LOG_START = /^sqlmap (?:identified|resumed) the following injection point/m

const PARAMETER = /^Parameter: (.+) \(([^()]*(?:\([^()]*\)[^()]*)?)\)$/
/** Version 0.9 had the place on a line of its own before the parameter's. */
const PLACE = /^Place: (.+)$/
const PLAIN_PARAMETER = /^Parameter: (.+)$/

interface Open extends Injection {
  lines: string[]
}

/** The `log` in a target's output folder. Between lines of dashes stands each parameter, with its ways in below. */
export async function* readLog(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'sqlmap' }
  let open: Open | undefined
  let place: string | undefined
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = line.text.trimEnd()
    const [, parameter, ownPlace] = PARAMETER.exec(text) ?? PLAIN_PARAMETER.exec(text) ?? []
    if (parameter || text === '---' || PLACE.test(text)) {
      yield* closing(open)
      open = undefined
    }
    place = PLACE.exec(text)?.[1] ?? place
    if (parameter) open = begun(parameter, ownPlace || place || 'unknown place')
    if (open) addTo(open, text)
  }
  yield* closing(open)
}

const begun = (parameter: string, place: string): Open => ({
  place,
  parameter,
  techniques: [],
  details: [],
  raw: '',
  lines: [],
})

const closing = (open: Open | undefined): Item[] =>
  open ? [observationOf({ ...open, raw: open.lines.join('\n') })] : []

function addTo(open: Open, text: string): void {
  open.lines.push(text)
  const [, name, value] = /^\s+(Type|Title|Payload|Vector): (.*)$/.exec(text) ?? []
  if (name === 'Type' && value) open.techniques.push(value)
  else if (name && value) open.details.push(`${name}: ${value}`)
}
