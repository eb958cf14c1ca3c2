import pg from 'pg'

/** A text as SQL writes it; U+0000, which PostgreSQL cannot hold, is left out. */
export const literal = (text: string): string => pg.escapeLiteral(text.replaceAll('\0', ''))
