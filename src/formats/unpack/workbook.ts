import type { Input, Limits, Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node } from '../syntax/xml.ts'
import { UnreadableReport } from '../unreadable.ts'
import { refuseTooMuch } from './decompress.ts'
import type { ZipEntry } from './zip-entries.ts'

/** A sheet of a workbook as a CSV file: its rows from the first to the last, each up to its last cell that says something. */
export interface Sheet {
  name: string
  input: Input
  flaws: Problem[]
}

const WORKBOOK = 'xl/workbook.xml'

/** Whether a zip is a workbook (Office Open XML, ECMA-376): then its files are no documents of their own. */
export const isWorkbook = (entries: ZipEntry[]): boolean => entries.some(({ name }) => name === WORKBOOK)

/** The sheets of a workbook, in its order. `size` is that of the upload, which they must not grow out of measure. */
export async function sheetsOf(entries: ZipEntry[], size: number, limits: Limits): Promise<Sheet[]> {
  const inputOf = (name: string) => entries.find((entry) => entry.name === name)?.input
  const targets = new Map<string, string>()
  for await (const { attributes } of nodesIn(
    inputOf('xl/_rels/workbook.xml.rels'),
    '/Relationships/Relationship',
    limits,
  ))
    if (attributes.Id && attributes.Target) targets.set(attributes.Id, attributes.Target)
  let strings: Promise<string[]> | undefined
  const shared = () => {
    strings ??= stringsIn(inputOf('xl/sharedStrings.xml'), limits)
    return strings
  }
  const sheets: Sheet[] = []
  for await (const { attributes } of nodesIn(inputOf(WORKBOOK), '/workbook/sheets/sheet', limits)) {
    const target = targets.get(attributes.id ?? '')
    const input = target && inputOf(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    if (!input) continue
    const flaws: Problem[] = []
    const open = () => csvOf(input, { shared, size, limits, flaws })
    sheets.push({ name: attributes.name ?? '', input: { open }, flaws })
  }
  if (sheets.length === 0)
    throw new UnreadableReport('empty', 'This workbook holds no sheet: send the file as the tool wrote it.')
  return sheets
}

async function* nodesIn(input: Input | undefined, path: string, limits: Limits): AsyncGenerator<Node> {
  if (!input) return
  for await (const slice of eachNode(input, { limits }, [path])) if (slice.type === 'node') yield slice.node
}

/** The texts that cells refer to by number. They are kept whole, so that they are bounded like one element. */
async function stringsIn(input: Input | undefined, limits: Limits): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  for await (const node of nodesIn(input, '/sst/si', limits)) {
    const text = textIn(node)
    characters += text.length
    if (characters > limits.maxElementBytes)
      throw new UnreadableReport(
        'too_large',
        'The texts of this workbook are larger than the limit allows: send its sheets as CSV.',
      )
    strings.push(text)
  }
  return strings
}

/** A text may be in pieces of different looks; what is said about how it is spoken is no part of it. */
const textIn = (node: Node | undefined): string =>
  [...childrenOf(node, 't'), ...childrenOf(node, 'r').flatMap((run) => childrenOf(run, 't'))]
    .map(({ text }) => text)
    .join('')
    .replace(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

interface Reading {
  shared(): Promise<string[]>
  size: number
  limits: Limits
  flaws: Problem[]
}

async function* csvOf(input: Input, { shared, size, limits, flaws }: Reading): AsyncGenerator<Uint8Array> {
  const counter = { packed: size, unpacked: 0 }
  // A document may be opened several times and meets its flaws each time.
  const note = (flaw: Problem) => {
    if (!flaws.some(({ where }) => where === flaw.where)) flaws.push(flaw)
  }
  for await (const slice of eachNode(input, { limits }, ['/worksheet/sheetData/row'])) {
    if (slice.type === 'problem') {
      note(slice)
      continue
    }
    const cells = cellsIn(slice.node, await shared())
    if (cells === undefined)
      note(loss(slice.where, 'this row has a cell outside of the sheet and is left out'))
    else if (cells.length > 0) {
      const line = Buffer.from(`${cells.map(quoted).join(',')}\n`, 'utf8')
      counter.unpacked += line.length
      refuseTooMuch(counter, limits)
      yield line
    }
  }
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A sheet has no more columns. */
const MOST_COLUMNS = 16_384

/** The cells of a row at their columns; empty where none of them says anything, undefined where one has no place. */
function cellsIn(row: Node, strings: string[]): string[] | undefined {
  const cells: string[] = []
  for (const node of childrenOf(row, 'c')) {
    const column = columnIn(node.attributes.r) ?? cells.length
    const value = saidIn(node, strings)
    if (column >= MOST_COLUMNS) return undefined
    if (value === '') continue
    while (cells.length < column) cells.push('')
    cells[column] = value
  }
  return cells
}

/** `AB12` is in column 27, counted from 0. */
function columnIn(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,4}(?=\d)/i.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function saidIn(cell: Node, strings: string[]): string {
  const value = child(cell, 'v')?.text ?? ''
  if (cell.attributes.t === 'inlineStr') return textIn(child(cell, 'is'))
  if (cell.attributes.t === 's') return strings[Number(value)] ?? ''
  return cell.attributes.t === 'b' ? (value === '1' ? 'TRUE' : 'FALSE') : value
}
