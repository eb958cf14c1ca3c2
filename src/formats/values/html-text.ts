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

/** The web addresses in a text, each once. */
export const linksIn = (text: string | undefined): string[] => [
  ...new Set((text ?? '').match(/https?:\/\/[^\s<>"'`]+/g)?.map((link) => link.replace(/[).,;]+$/, ''))),
]
