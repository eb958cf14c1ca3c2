/** Enough understanding of source text to reformat it: strings, comments and brackets, in the languages of the sample apps. */

export const extension = (path: string): string => /\.([a-z]+)$/.exec(path)?.[1] ?? ''

const LINE_COMMENT: Record<string, string> = { ts: '//', go: '//', java: '//' }
/** How a line of comment begins in a file; undefined where no line can be added (JSON). */
export const commentOf = (path: string): string | undefined =>
  ['json', 'pem', 'txt', 'sum', 'xml'].includes(extension(path))
    ? undefined
    : (LINE_COMMENT[extension(path)] ?? '#')

export interface Text {
  quote: string
  /** Offset of the opening quote. */
  start: number
  /** Offset of the closing quote. */
  end: number
}

/** One-line string literals of a text, comments left out. */
export function stringsIn(text: string, comment: string): Text[] {
  const found: Text[] = []
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string
    if (text.startsWith(comment, at)) at = lineEnd(text, at)
    else if (text.startsWith(c.repeat(3), at) && (c === '"' || c === "'")) {
      const close = text.indexOf(c.repeat(3), at + 3)
      at = close < 0 ? text.length : close + 2
    } else if (c === '"' || c === "'" || c === '`') {
      let end = at + 1
      while (end < text.length && text[end] !== c) end += text[end] === '\\' ? 2 : 1
      found.push({ quote: c, start: at, end })
      at = end
    }
  }
  return found
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

export interface Call {
  open: number
  /** Offsets of the commas between its arguments. */
  commas: number[]
  close: number
}

/** Parenthesised argument lists, outermost first; brackets in strings and comments do not count. */
export function callsIn(text: string, comment: string): Call[] {
  const skip = new Map(stringsIn(text, comment).map(({ start, end }) => [start, end]))
  const open: { at: number; bracket: string; commas: number[] }[] = []
  const calls: Call[] = []
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string
    const end = skip.get(at)
    if (end !== undefined) at = end
    else if (text.startsWith(comment, at)) at = lineEnd(text, at)
    else if ('([{'.includes(c)) open.push({ at, bracket: c, commas: [] })
    else if (c === ',') open.at(-1)?.commas.push(at)
    else if (')]}'.includes(c)) {
      const opened = open.pop()
      if (opened?.bracket === '(') calls.push({ open: opened.at, commas: opened.commas, close: at })
    }
  }
  return calls.sort((a, b) => a.open - b.open)
}

export interface Block {
  /** Offset at which its first line begins. */
  start: number
  /** Behind its last line's line break. */
  end: number
  /** Place of its name in the text. */
  name: { start: number; end: number }
}

const HEADER =
  /^([ \t]*)(?:\w+\.(?:get|post|put|delete|patch|use)\("\/?|(?:export |public |static |final |private |async )*(?:function|func|def|const|[A-Z]\w*) (?:\([^)]*\) )?|resource "\w+" "|data "\w+" ")(\w*)/

/** Functions, methods and Terraform blocks: a header and what is indented below it, with the bracket that ends it. */
export function blocksIn(text: string): Block[] {
  const lines = text.split('\n')
  const blocks: Block[] = []
  let at = 0
  const starts = lines.map((line) => {
    const start = at
    at += line.length + 1
    return start
  })
  lines.forEach((line, nth) => {
    const [whole, indent = '', name = ''] = HEADER.exec(line) ?? []
    if (whole === undefined) return
    let last = nth
    for (let next = nth + 1; next < lines.length; next++) {
      const text = lines[next] as string
      const deeper = text.trim() === '' || text.startsWith(`${indent} `) || text.startsWith(`${indent}\t`)
      if (deeper) {
        if (text.trim() !== '') last = next
        continue
      }
      if (text.startsWith(indent) && /^[)\]}]/.test(text.slice(indent.length))) last = next
      break
    }
    if (last === nth || last === lines.length - 1) return
    const start = starts[nth] as number
    const nameAt = start + whole.length - name.length
    blocks.push({
      start,
      end: (starts[last] as number) + (lines[last] as string).length + 1,
      name: { start: nameAt, end: nameAt + name.length },
    })
  })
  return blocks
}
