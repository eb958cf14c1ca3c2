/** A text in Groovy: with double quotes `${…}` in it is filled in before anybody else sees it. */
export interface GroovyText {
  text: string
  line: number
  filled: boolean
}

/** One statement, as far as braces, brackets, quotes and line ends show it. */
export interface Statement {
  line: number
  /** What it says before its block, texts replaced by `""`. */
  head: string
  texts: GroovyText[]
  /** Statements of the block that it opens. */
  block: Statement[]
  endLine: number
}

const MAX_DEPTH = 60

/**
 * Statements of a Groovy file. It is no parser: it knows comments, texts, brackets, braces and the ends of lines, which is what a pipeline's
 * own steps are made of. Throws when braces do not close or nest deeper than 60.
 */
export function groovyStatements(text: string): Statement[] {
  const root: Statement = { line: 1, head: '', texts: [], block: [], endLine: 1 }
  const open: { statement: Statement; parens: number }[] = [{ statement: root, parens: 0 }]
  let current: Statement | undefined
  let parens = 0
  let line = 1
  const statement = (): Statement => {
    current ??= { line, head: '', texts: [], block: [], endLine: line }
    return current
  }
  const finish = () => {
    if (current && (current.head.trim() || current.texts.length > 0)) {
      current.endLine = line
      open.at(-1)?.statement.block.push(current)
    }
    current = undefined
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string
    if (sign === '\n') {
      // A line that ends on an operator or comma goes on; one inside of brackets as well.
      if (
        parens === 0 &&
        !/[,+=\\.:?&|]\s*$/.test(current?.head ?? '') &&
        !/^\s*[.?:]/.test(text.slice(at + 1, at + 60))
      )
        finish()
      else if (current) current.head += ' '
      line++
    } else if (text.startsWith('//', at) && text[at - 1] !== ':') at = endOf(text, at, '\n') - 1
    else if (text.startsWith('/*', at)) {
      const end = endOf(text, at + 2, '*/') + 2
      line += count(text, at, Math.min(end, text.length))
      at = end - 1
    } else if (sign === '"' || sign === "'") {
      const quote = text.startsWith(sign.repeat(3), at) ? sign.repeat(3) : sign
      const end = closeOf(text, at + quote.length, quote)
      const raw = text.slice(at + quote.length, end)
      const { texts } = statement()
      texts.push({ text: withoutEscapes(raw), line, filled: sign === '"' })
      statement().head += '""'
      line += count(text, at, end)
      at = end + quote.length - 1
    } else if (sign === '{') {
      const opened = statement()
      if (open.length > MAX_DEPTH) throw new Error(`its blocks nest deeper than ${MAX_DEPTH} at line ${line}`)
      open.push({ statement: opened, parens })
      current = undefined
      parens = 0
    } else if (sign === '}') {
      finish()
      const closed = open.pop()
      if (!closed || open.length === 0) throw new Error(`a brace closes at line ${line} that none opened`)
      current = closed.statement
      parens = closed.parens
      if (parens === 0 && !/^\s*(?:[).,]|else\b|catch\b|finally\b)/.test(text.slice(at + 1, at + 80)))
        finish()
    } else if (sign === ';' && parens === 0) finish()
    else {
      if ('(['.includes(sign)) parens++
      if (')]'.includes(sign)) parens = Math.max(0, parens - 1)
      if (current || !/\s/.test(sign)) statement().head += sign
    }
  }
  finish()
  if (open.length > 1) throw new Error(`the block of line ${open.at(-1)?.statement.line} does not close`)
  return root.block
}

const endOf = (text: string, from: number, what: string): number => {
  const end = text.indexOf(what, from)
  return end < 0 ? text.length : end
}

function closeOf(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text.startsWith(quote, at)) return at
    else if (quote.length === 1 && text[at] === '\n') return at
  }
  return text.length
}

function count(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Line breaks stay one for one; a backslash before one is a continuation for the shell as well. */
const withoutEscapes = (raw: string): string => raw.replace(/\\([\\$"'])/g, '$1')
