import { setImmediate } from 'node:timers/promises'
import type { Pool } from '../../platform/database.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import { lastTouched } from '../posture-index/state-history.ts'
import { cellFlows } from './cell-flows.ts'
import { kindsByTool } from './coverage-figures.ts'
import { rowFacts } from './row-facts.ts'
import { openDay, windowOf } from './window.ts'

/** The window that overviews and widgets show where nobody asks for another one. */
const DAYS = 90

/**
 * Reads the columns and histories of all findings and works out, asset by asset, what overviews, boards and metrics ask of them again and
 * again, so that nobody waits for it. Others have their turn between two assets. Ends early when it is told to.
 */
export async function warmUp(pool: Pool, stop: AbortSignal): Promise<void> {
  const window = windowOf(await openDay(pool, undefined), DAYS)
  const { blocks, cells } = window.posture
  for (const block of blocks.values()) {
    if (stop.aborted) return
    summaryOf(block)
    cellFlows(block, cells)
    kindsByTool(block, cells)
    lastTouched(block)
    rowFacts(block, cells, window)
    await setImmediate()
  }
}
