/**
 * Makes a large report out of a small one by repeating what it lists most of: the elements of its largest array (JSON), the children of
 * the element that has most (XML), its lines (all others). Each repetition gets numbers of its own, so that not all are equal.
 */
export function growReport(text: string, bytes: number): string {
  const start = text.trimStart()[0]
  if (start === '<') return growXml(text, bytes)
  if (start === '{' || start === '[') return growJson(text, bytes) ?? growLines(text, bytes, 0)
  return growLines(text, bytes, 1)
}

function growJson(text: string, bytes: number): string | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return undefined
  }
  const largest = largestArray(document)
  if (!largest) return undefined
  const once = JSON.stringify(largest)
  const elements = [...largest]
  for (let size = once.length, turn = 1; size < bytes; size += once.length, turn++)
    largest.push(...elements.map((element) => renumbered(element, turn)))
  return JSON.stringify(document)
}

/** The array, at most three levels down, whose text is the longest. */
function largestArray(document: unknown): unknown[] | undefined {
  let best: unknown[] | undefined
  let most = 2
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 3) return
    const isList = Array.isArray(value) && value.some((item) => typeof item === 'object')
    if (isList && JSON.stringify(value).length > most && !best) {
      best = value
      most = JSON.stringify(value).length
    }
    if (!isList) for (const item of Object.values(value)) visit(item, depth + 1)
  }
  visit(document, 0)
  return best
}

/** Line numbers move with each turn; what else the element says stays. */
const renumbered = (element: unknown, turn: number): unknown =>
  JSON.parse(
    JSON.stringify(element).replace(
      /("(?:[a-z_]*line[a-z_]*)":)(\d+)/gi,
      (_, name, line) => name + (Number(line) + turn),
    ),
  )

function growXml(text: string, bytes: number): string {
  const closing = repeatedClosing(text)
  if (!closing) return text
  const [start, end] = closing
  const piece = text.slice(start, end)
  return (
    text.slice(0, end) +
    piece.repeat(Math.max(1, Math.ceil((bytes - text.length) / piece.length))) +
    text.slice(end)
  )
}

/** Where the longest run of an element that stands several times side by side begins and ends. */
function repeatedClosing(text: string): [number, number] | undefined {
  const opened: { name: string; at: number }[] = []
  let best: [number, number] | undefined
  for (const tag of text.matchAll(/<(\/?)([A-Za-z_][\w:.-]*)(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/g)) {
    const [whole, slash, name = '', self] = tag
    if (self) continue
    if (!slash) opened.push({ name, at: tag.index })
    else {
      const open = opened.pop()
      const end = tag.index + whole.length
      // Not the root, and not what holds it all.
      if (
        open &&
        opened.length >= 1 &&
        opened.length <= 3 &&
        (!best || end - open.at > best[1] - best[0]) &&
        end - open.at < text.length * 0.6
      )
        best = [open.at, end]
    }
  }
  return best
}

function growLines(text: string, bytes: number, keep: number): string {
  const lines = text.split('\n')
  const head = lines.slice(0, keep).map((line) => `${line}\n`)
  const body = `${lines.slice(keep).join('\n').trimEnd()}\n`
  return head.join('') + body.repeat(Math.max(1, Math.ceil(bytes / body.length)))
}
