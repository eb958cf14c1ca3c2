import pc from 'picocolors'

/** Width of a terminal that tells none. */
const COLUMNS = 120

/** Results go to standard output, everything else (progress, warnings) to standard error. */
export interface Output {
  json: boolean
  /** One JSON value a line with --json, else the text that `human` makes. */
  result<T>(value: T, human: (value: T) => string): void
  note(text: string): void
  /** A line that the next one replaces; only on a terminal. */
  progress(text: string): void
}

export function output(json: boolean): Output {
  const live = process.stderr.isTTY === true && !json
  let shown = false
  const clear = (): void => {
    if (shown) process.stderr.write('\r\x1b[2K')
    shown = false
  }
  return {
    json,
    result(value, human) {
      clear()
      process.stdout.write(`${json ? JSON.stringify(value) : human(value)}\n`)
    },
    note(text) {
      clear()
      process.stderr.write(`${text}\n`)
    },
    progress(text) {
      if (!live) return
      clear()
      process.stderr.write(text.slice(0, (process.stderr.columns ?? COLUMNS) - 1))
      shown = true
    },
  }
}

const SEVERITY: Record<string, (text: string) => string> = {
  critical: (text) => pc.bold(pc.red(text)),
  high: pc.red,
  medium: pc.yellow,
  low: pc.blue,
}

/** Coloured on a terminal, plain elsewhere. */
export const severityText = (severity: string): string => (SEVERITY[severity] ?? pc.dim)(severity)

export interface Column<T> {
  head: string
  cell(row: T): string
  right?: boolean
  paint?(text: string): string
}

/** Rows in aligned columns; the last column is cut at the edge of a terminal. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const cells = rows.map((row) => columns.map((column) => column.cell(row).replace(/\s+/g, ' ')))
  const widths = columns.map((column, i) =>
    Math.max(column.head.length, ...cells.map((line) => line[i]?.length ?? 0)),
  )
  const room = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0)
  widths[widths.length - 1] = Math.min(widths.at(-1) ?? 0, Math.max(10, room - before))
  const line = (texts: string[], paint: boolean): string =>
    columns
      .map((column, i) => {
        const width = widths[i] ?? 0
        const text = (texts[i] ?? '').slice(0, i === columns.length - 1 ? width : undefined)
        const padded = column.right ? text.padStart(width) : text.padEnd(width)
        return paint && column.paint ? padded.replace(text, column.paint(text)) : padded
      })
      .join('  ')
      .trimEnd()
  const head = pc.dim(
    line(
      columns.map((column) => column.head),
      false,
    ),
  )
  return [head, ...cells.map((texts) => line(texts, true))].join('\n')
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** `1 finding`, `12 findings`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`

/** A size for people: `74.2 MB`. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log(bytes || 1) / Math.log(1000))))
  return `${(bytes / 1000 ** power).toFixed(power && bytes / 1000 ** power < 100 ? 1 : 0)} ${UNITS[power]}`
}
