import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'

/** The last row of a page, by its place in the order: the sort's own value, the score, the ids. */
export interface Cursor {
  sort: string
  order: 'asc' | 'desc'
  key: string | number
  /** Tenths. */
  score: number
  asset: string
  finding: string
}

const parts = z.tuple([
  z.string(),
  z.enum(['asc', 'desc']),
  z.union([z.string(), z.number()]),
  z.number(),
  z.uuid(),
  z.uuid(),
])

export const writeCursor = (c: Cursor): string =>
  Buffer.from(JSON.stringify([c.sort, c.order, c.key, c.score, c.asset, c.finding])).toString('base64url')

/** Throws `bad_cursor` for a text that is no cursor of this sort and order. */
export function readCursor(text: string, wanted: { sort: string; order: 'asc' | 'desc' }): Cursor {
  const parsed = parts.safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success || parsed.data[0] !== wanted.sort || parsed.data[1] !== wanted.order)
    throw new AppError(
      'bad_cursor',
      400,
      'This cursor does not belong to this list. Use the `next` of the page before, with the same sort and order.',
    )
  const [sort, order, key, score, asset, finding] = parsed.data
  return { sort, order, key, score, asset, finding }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
