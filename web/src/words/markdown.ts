/** A part of a text; `marks` are the parts of a paragraph. */
export type Block =
  | { type: 'heading' | 'paragraph'; marks: Mark[] }
  | { type: 'code'; text: string }
  | { type: 'list'; ordered: boolean; items: Mark[][] }
export type Mark =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'strong'; text: string }
  | { type: 'emphasis'; text: string }
  | { type: 'link'; text: string; url: string }

const FENCE = /^\s*(```|~~~)/
const HEADING = /^#{1,6}\s+/
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/
const NUMBER = /^\s*\d/
const RULE = /^\s*(?:-{3,}|={3,}|\*{3,}|_{3,})\s*$/

/** Reads as much of Markdown as advisories use: headings, paragraphs, lists, fenced code, links, bold, emphasis, code. The rest stays as written. */
export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string
    if (line.trim() === '' || RULE.test(line)) at++
    else if (FENCE.test(line)) {
      const end = lines.findIndex((other, i) => i > at && FENCE.test(other))
      const last = end < 0 ? lines.length : end
      blocks.push({ type: 'code', text: lines.slice(at + 1, last).join('\n') })
      at = last + 1
    } else if (HEADING.test(line)) {
      blocks.push({ type: 'heading', marks: readMarks(line.replace(HEADING, '').replace(/\s#+$/, '')) })
      at++
    } else {
      const end = lines.findIndex((other, i) => i > at && (other.trim() === '' || startsOther(other)))
      const part = lines.slice(at, end < 0 ? lines.length : end)
      at += part.length
      blocks.push(ITEM.test(line) ? listOf(part) : { type: 'paragraph', marks: readMarks(part.join('\n')) })
    }
  }
  return joinLists(blocks)
}

const startsOther = (line: string): boolean => FENCE.test(line) || HEADING.test(line) || ITEM.test(line)

const listOf = (lines: string[]): Block => ({
  type: 'list',
  ordered: NUMBER.test(lines[0] ?? ''),
  items: [readMarks(lines.map((line, i) => (i === 0 ? line.replace(ITEM, '') : line.trim())).join(' '))],
})

/** Each item was read as a list of its own. */
function joinLists(blocks: Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    if (block.type === 'list' && before?.type === 'list' && before.ordered === block.ordered)
      before.items.push(...block.items)
    else joined.push(block)
  }
  return joined
}

// Stars and underscores within words and beside spaces are no emphasis: `2*3*4`, `a_b_c`. The full stop behind an address is not of it.
const MARK =
  /`+([^`]+)`+|\*\*([^*]+)\*\*|(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]+)(?<=\S)_(?!\w)|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|<?(https?:\/\/[^\s<>)\]"'`]*[^\s<>)\]"'`.,;:!?])>?/g

function readMarks(text: string): Mark[] {
  const marks: Mark[] = []
  let from = 0
  for (const match of text.matchAll(MARK)) {
    const [whole, code, strong, starred, underscored, label, to, bare] = match
    const emphasis = starred ?? underscored
    if (match.index > from) marks.push({ type: 'text', text: text.slice(from, match.index) })
    if (code !== undefined) marks.push({ type: 'code', text: code })
    else if (strong !== undefined) marks.push({ type: 'strong', text: strong })
    else if (emphasis !== undefined) marks.push({ type: 'emphasis', text: emphasis })
    else marks.push({ type: 'link', text: (label ?? bare) as string, url: (to ?? bare) as string })
    from = match.index + whole.length
  }
  if (from < text.length) marks.push({ type: 'text', text: text.slice(from) })
  return marks
}
