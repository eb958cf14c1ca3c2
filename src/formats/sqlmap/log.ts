import type { Input, Item, ReadContext } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { type Injection, observationOf } from './injection.ts'

export const LOG_START = /^sqlmap (?:identified|resumed) the following injection point/m

const PARAMETER = /^(?:Parameter: (.+?) \(([^()]*|\(custom\) [^()]*|.*\(.*\).*)\)|Place: (.+))$/

/** The `log` in a target's output folder. Between lines of dashes stands each parameter, with its ways in below. */
export async function* readLog(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'sqlmap' }
  let open: (Injection & { lines: string[] }) | undefined
  const close = (): Item[] => (open ? [observationOf({ ...open, raw: open.lines.join('\n') })] : [])
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = line.text.trimEnd()
    const begin = PARAMETER.exec(text)
    if (begin || text === '---') {
      yield* close()
      open = undefined
    }
    if (begin?.[1])
      open = {
        place: begin[2] || 'unknown place',
        parameter: begin[1],
        techniques: [],
        details: [],
        raw: '',
        lines: [],
      }
    open?.lines.push(text)
    const [, name, value] = /^\s+(Type|Title|Payload|Vector): (.*)$/.exec(text) ?? []
    if (name === 'Type' && value) open?.techniques.push(value)
    else if (name && value) open?.details.push(`${name}: ${value}`)
  }
  yield* close()
}
