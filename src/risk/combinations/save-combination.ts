import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { requireRevision } from '../../platform/require-revision.ts'
import { type Combination, readCombination } from './definition.ts'
import { queueCombining } from './queue-combining.ts'
import { readCombinations, type StoredCombination } from './store.ts'

export interface NewCombination {
  text: string
  enabled: boolean
  note: string
}

export interface CombinationChange {
  text?: string | undefined
  enabled?: boolean | undefined
  /** The revision that one began from. */
  revision?: number | undefined
  note: string
}

/** One of all. Throws `not_found`. */
export async function getCombination(tx: Tx, id: string): Promise<StoredCombination> {
  const found = (await readCombinations(tx)).find((one) => one.id === id)
  if (!found) throw notFound('combination', id)
  return found
}

/** Keeps a new one and queues a search. Returns its id. Throws `bad_combination`, `name_taken`. */
export async function addCombination(tx: Tx, actor: Actor, wish: NewCombination): Promise<string> {
  const definition = readCombination('The combination', wish.text)
  const { id } = definition
  if ((await readCombinations(tx)).some((one) => one.id === id))
    throw new AppError(
      'name_taken',
      409,
      `There is a combination ${id} already. Call this one differently in its first line, or change that one.`,
    )
  await requirePatterns(tx, definition)
  await tx.query(
    `insert into combination_definition (id, source, enabled, revision, changed_by) values ($1, 'stored', $2, 1, $3)`,
    [id, wish.enabled, actor.name],
  )
  await keepText(tx, actor, { id, revision: 1, ...wish })
  await queueCombining(tx)
  const { enabled, note } = wish
  await audit(tx, actor, 'combination.create', `combination/${id}`, { enabled, note })
  return id
}

/** Changes what is given and queues a search. Throws `not_found`, `shipped`, `changed_meanwhile`, `bad_combination`, `renamed`. */
export async function changeCombination(
  tx: Tx,
  actor: Actor,
  id: string,
  wish: CombinationChange,
): Promise<void> {
  await tx.query('select from combination_definition where id = $1 for update', [id])
  const before = await getCombination(tx, id)
  requireRevision({ ...before, name: id }, wish.revision)
  check(before, wish)
  const isNew = wish.text !== undefined && wish.text !== before.text
  if (isNew) await requirePatterns(tx, readCombination(id, wish.text as string))
  const revision = before.revision + Number(isNew)
  const enabled = wish.enabled ?? before.enabled
  await tx.query(
    `insert into combination_definition (id, source, enabled, revision, changed_by) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set enabled = excluded.enabled, revision = excluded.revision, changed_by = excluded.changed_by, changed_at = now()`,
    [id, before.source, enabled, revision, actor.name],
  )
  if (isNew) await keepText(tx, actor, { id, revision, text: wish.text as string, note: wish.note })
  await queueCombining(tx)
  await audit(tx, actor, 'combination.change', `combination/${id}`, {
    ...(wish.enabled !== undefined && { enabled }),
    ...(isNew && { revision: { was: before.revision, is: revision } }),
    note: wish.note,
  })
}

/** Its findings are fixed by the next search, and its texts are gone. Throws `not_found`, `shipped`. */
export async function deleteCombination(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { source, text } = await getCombination(tx, id)
  if (source === 'shipped') throw new AppError('shipped', 400, `${id} comes with Stance: disable it instead.`)
  await tx.query('delete from combination_definition where id = $1', [id])
  await queueCombining(tx)
  await audit(tx, actor, 'combination.delete', `combination/${id}`, { text })
}

function check({ id, source }: StoredCombination, wish: CombinationChange): void {
  if (wish.text === undefined) return
  if (source === 'shipped')
    throw new AppError(
      'shipped',
      400,
      `${id} comes with Stance and stays as it is: make a copy, and change that.`,
    )
  const named = readCombination('The combination', wish.text).id
  if (named !== id)
    throw new AppError(
      'renamed',
      400,
      `This text is called ${named}: findings of ${id} go by its name. Add it as a combination of its own.`,
    )
}

/** Throws `bad_combination` for a pattern that the database cannot read: it would stop every search. */
async function requirePatterns(tx: Tx, { conditions, besides }: Combination): Promise<void> {
  const says = [...conditions, ...besides].flatMap(({ finding }) => finding?.says ?? [])
  try {
    await tx.query(`select '' ~* any($1::text[])`, [says])
  } catch (error) {
    throw new AppError(
      'bad_combination',
      422,
      `A pattern in says cannot be used: ${(error as Error).message}.`,
    )
  }
}

const keepText = (
  tx: Tx,
  actor: Actor,
  { id, revision, text, note }: { id: string; revision: number; text: string; note: string },
) =>
  tx.query(
    'insert into combination_version (combination, revision, text, note, changed_by) values ($1, $2, $3, $4, $5)',
    [id, revision, text, note, actor.name],
  )
