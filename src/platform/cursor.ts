import { AppError } from './errors.ts'

export type CursorPart = string | number | null

/** Where a page ended, as an opaque text: the sort key of its last row, and its id. */
export const encodeCursor = (parts: readonly CursorPart[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

/** The parts of a cursor of that many parts; undefined without one. Throws 400 `bad_cursor` for anything else. */
export function decodeCursor(cursor: string | undefined, parts: number): CursorPart[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(value) && value.length === parts && value.every(isPart)) return value
  } catch {
    // Falls through: what is not JSON is no cursor of ours.
  }
  throw new AppError(
    'bad_cursor',
    400,
    'This cursor is none of ours, or of another sort order. Start again without one.',
  )
}

const isPart = (value: unknown): value is CursorPart =>
  value === null || typeof value === 'string' || typeof value === 'number'
