import { copyOut, type Pool, type Tx } from '../../platform/database.ts'

/**
 * What the last report of a scope left: by key what the tool said and on which line. What comes again the same need not be staged. Holds
 * the texts as the database sends them, some 200 bytes an observation.
 */
export class KnownScope {
  /** The scope's last report when this was read. Another one since then makes it worthless. */
  readonly report: string
  /** By key what was said, as long as it has not come; then where it stands, or that it is staged. One table: each costs as much as the hash of a key. */
  readonly #known: Map<string, string>
  #missing: number
  #unchanged = 0

  constructor(report: string, said: Map<string, string>) {
    this.report = report
    this.#known = said
    this.#missing = said.size
  }

  /** How many came again the same and were not staged. */
  get unchanged(): number {
    return this.#unchanged
  }

  /** How many the report has not shown so far. */
  get missing(): number {
    return this.#missing
  }

  /** Whether an observation is there with the same content and on the same line. Each key is asked about once. */
  meet(key: string, content: string, line: number | undefined): boolean {
    const before = this.#known.get(key)
    if (before === undefined) return false
    this.#missing--
    this.#known.set(key, STAGED)
    return before === saidOf(content, line)
  }

  /** Keeps in mind that one was not staged, and where on its line it stands now. */
  leaveOut(key: string, place: string): void {
    this.#known.set(key, LEFT_OUT + place)
    this.#unchanged++
  }

  /** Where one that was left out stands; from now on it counts as staged. Undefined for others. */
  takeBack(key: string): string | undefined {
    const known = this.#known.get(key)
    if (!known?.startsWith(LEFT_OUT)) return undefined
    this.#known.set(key, STAGED)
    this.#unchanged--
    return known.slice(LEFT_OUT.length)
  }

  /** Keys of what the report does not show, once it is read. */
  *gone(): Generator<string> {
    for (const [key, known] of this.#known) if (known !== STAGED && !known.startsWith(LEFT_OUT)) yield key
  }
}

// What was said begins with a content id.
const LEFT_OUT = '@'
const STAGED = ''
const saidOf = (content: string, line: number | undefined): string => `${content}\t${line ?? '\\N'}`
const KEY_LENGTH = 36

/** What the scope shows. Undefined before its first report. */
export async function readKnownScope(
  pool: Pool,
  { asset, scope }: { asset: string; scope: string },
): Promise<KnownScope | undefined> {
  const tx = await pool.connect()
  try {
    // First the report: if the next one is applied meanwhile, it is told from this one later.
    const { rows } = await tx.query<{ report: string }>(
      'select last_report_id as report from scope where asset_id = $1 and id = $2 and last_report_id is not null',
      [asset, scope],
    )
    return rows[0] && new KnownScope(rows[0].report, await whatItSaid(tx, asset, scope))
  } finally {
    tx.release()
  }
}

async function whatItSaid(tx: Tx, asset: string, scope: string): Promise<Map<string, string>> {
  const said = new Map<string, string>()
  const [a, s] = [tx.escapeLiteral(asset), tx.escapeLiteral(scope)]
  await copyOut(
    tx,
    `select key, content, line from observation where asset_id = ${a} and scope_id = ${s} and present`,
    (row) => said.set(row.slice(0, KEY_LENGTH), row.slice(KEY_LENGTH + 1)),
  )
  return said
}
