import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { observationOf, opening, type Target } from './finding.ts'

/** The first line is the tool and its version; there are no names of columns. */
export const CSV_START = /^"Nikto - v([^"/]*)/

const LONGEST_ROW = 32 * 1024

const CELL = /"((?:\\.|""|[^"\\])*)"(?:,|$)/g

export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const known = new Set<string>()
  let version: string | undefined
  let target: Target = {}
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const begin = CSV_START.exec(line.text)
    if (begin || line.text.trim() === '') {
      version = begin?.[1] || version
      continue
    }
    if (line.text.length > LONGEST_ROW) {
      yield loss(line.where, 'this row is longer than any that the tool writes and is left out')
      continue
    }
    const cells = [...line.text.matchAll(CELL)].map(([, cell = '']) => cell.replace(/\\"|""/g, '"'))
    const [host, ip, port, reference, method, uri, message] = cells
    if (cells.length < 7 || !message?.trim()) {
      if (cells.length < 7) yield loss(line.where, 'this row is left out: it does not have seven cells')
      continue
    }
    const isHost = !method && !uri
    if (isHost || target.host !== host || target.ip !== ip || target.port !== port) {
      target = { host: host || undefined, ip: ip || undefined, port: port || undefined, version }
      if (isHost) target.banner = message
      yield* opening(target, known)
    }
    if (!isHost) {
      const osvdb = /^OSVDB-(\d+)$/.exec(reference ?? '')?.[1]
      yield observationOf(
        { method, url: uri, message, osvdb, references: osvdb ? undefined : reference, raw: line.text },
        target,
      )
    }
  }
  if (!target.host && !target.ip) yield* opening({ version }, known)
}
