/** What a terminal, a browser or a reader could be led astray by: control characters, and those that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** One line of foreign text, cut; nothing in it acts on a terminal. */
export function plain(text: string, most = 300): string {
  const clean = text.toWellFormed().replace(/\s+/g, ' ').replace(UNSEEN, '').trim()
  return clean.length > most ? `${clean.slice(0, most - 1).toWellFormed()}…` : clean
}

/** Everything that XML 1.0 does not allow goes, everything that means something in it is escaped. */
export const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => XML[character] as string)

const XML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Behind it a name is no mention and a number no reference; it is not seen. */
const BREAK = '\u200b'

/**
 * Foreign text as Markdown that shows it and does nothing: no markup, link, image, HTML, mention or reference of its own, on GitHub,
 * GitLab, Azure and Bitbucket alike.
 */
export const markdown = (text: string, most?: number): string =>
  plain(text, most)
    .replace(/[\\`*_{}[\]()#+\-.!|~:^$=]/g, '\\$&')
    .replace(/[&<>"']/g, (character) => XML[character] as string)
    // Mentions and references are looked for in the finished text, where escapes are gone.
    .replace(/@|\\#|(?<=GH\\-)/gi, (sign) => sign + BREAK)

/** The same where it is a name to copy: set as code, in which nothing is looked for. */
export const markdownCode = (text: string, most?: number): string =>
  `<code>${markdown(text, most).replaceAll(BREAK, '')}</code>`

/** Text of a SARIF message, in which `[text](place)` would be a link (SARIF 2.1.0, 3.11.6). */
export const sarifText = (text: string, most?: number): string =>
  plain(text, most).replace(/[\\[\]]/g, '\\$&')
