import { remembered } from './remembered.ts'

const ENTITIES: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Text that a tool wrote with simple HTML around its paragraphs, as plain text. What looks like other markup is part of the text. */
export function plainText(html: string | undefined): string | undefined {
  const text = html
    ?.replace(/<\/(?:p|li|ul|ol|div|h\d)>|<br ?\/?>/gi, '\n')
    .replace(/<li>/gi, '- ')
    .replace(/<(?:p|ul|ol|div|b|i|em|strong|code|pre|h\d)>|<\/(?:b|i|em|strong|code|pre)>/gi, '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? "'")
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return text === '' ? undefined : text
}

const TAG = /<(\/?)([a-z][a-z\d]*)(?:[\s/][^<>]*)?>/gi
const LINE_TAG = /^(?:p|ul|ol|li|div|h\d|table|tr|blockquote|dl|dt|dd|pre|br|hr|section|article)$/i

/**
 * The text of prose that a tool wrote as a page: every tag goes, paragraphs, lines and rows become lines, blanks count inside of `pre`
 * alone. Not for what may hold an attack, whose markup is the point.
 */
export const proseText = (html: string | undefined): string | undefined => (html ? proseOf(html) : undefined)

/** Characters of a tool's words about one of its checks, which it prints with each finding. */
const LONGEST_PROSE = 16_000

const proseOf = remembered((html): string | undefined => {
  const parts: string[] = []
  let at = 0
  let inPre = false
  const take = (end: number) => {
    const text = html.slice(at, end)
    parts.push(inPre ? text : text.replace(/\s+/g, ' '))
  }
  for (const tag of html.matchAll(TAG)) {
    const [whole, slash, name = ''] = tag
    take(tag.index)
    at = tag.index + whole.length
    if (/^pre$/i.test(name)) inPre = slash === ''
    if (LINE_TAG.test(name)) parts.push('\n')
    else if (/^t[dh]$/i.test(name) && slash) parts.push(' ')
    if (/^li$/i.test(name) && !slash) parts.push('- ')
  }
  take(html.length)
  const lines = parts.join('').split('\n')
  const text = lines
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/^ (?=\S)/, '').replace(/^- +/, '- '))
    .join('\n')
    .replace(ENTITY, entity)
    .trim()
  return text === '' ? undefined : text
}, LONGEST_PROSE)

const ENTITY = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi

/** Text that a tool wrote for a page, without markup of its own: `&quot;` is a quote again. */
export const unescapedText = (html: string | undefined): string | undefined => html?.replace(ENTITY, entity)

function entity(whole: string, name?: string, decimal?: string, hex?: string): string {
  if (name) return ENTITIES[name.toLowerCase()] ?? whole
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
    ? String.fromCodePoint(code)
    : whole
}

/** The web addresses in a text, each once. */
export const linksIn = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .match(/https?:\/\/[^\s<>"'`]+/g)
      ?.map((link) => withoutPunctuation(link.replaceAll('&amp;', '&'))),
  ),
]

/** What stands behind an address in a sentence. */
function withoutPunctuation(link: string): string {
  let end = link.length
  while (').,;'.includes(link[end - 1] ?? ' ')) end--
  return link.slice(0, end)
}
