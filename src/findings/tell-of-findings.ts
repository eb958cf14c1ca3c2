import type { Tx } from '../platform/database.ts'
import { notifyAll } from '../platform/notify.ts'

/** Of more assets at once those who watch are told in one word. */
const MOST_NOTICES = 20

/** Tells those who watch, when the transaction commits, that findings of assets changed. */
export const tellOfFindings = (tx: Tx, assets: readonly string[]): Promise<void> =>
  notifyAll(
    tx,
    (assets.length > MOST_NOTICES ? [{}] : assets.map((asset) => ({ asset }))).map((one) => ({
      topic: 'finding',
      ...one,
    })),
  )
