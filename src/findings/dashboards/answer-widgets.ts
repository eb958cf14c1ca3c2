import type { Actor } from '../../access/actor.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { openDay } from '../metrics/window.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { readerOf } from '../queries/reader.ts'
import { answerWidget, type Ground } from './answer-widget.ts'
import { savedQueriesOf } from './dashboards.ts'
import { savedText, savedTexts } from './saved-queries.ts'
import type { Widget } from './widget.ts'

export interface WidgetsRequest {
  asOf?: string | undefined
  /** The findings list's search over all widgets: what it names wins over a widget's own. */
  scope: string
  widgets: readonly Widget[]
}

/** Reads a list's search; throws `bad_query`. The API's part, which knows the list's parameters. */
export type ReadSearch = (search: string) => FindingFilter

/**
 * What all widgets of a board show, in their order. A widget that cannot be answered says so in its place and leaves the others alone.
 * Throws `future_day`, and `bad_query` for the scope.
 */
export async function answerWidgets(
  pool: Pool,
  actor: Actor,
  { asOf, scope, widgets }: WidgetsRequest,
  readSearch: ReadSearch,
): Promise<{ asOf: string; results: object[] }> {
  const reader = await readerOf(pool, actor)
  const day = await openDay(pool, asOf)
  const texts = await transaction(pool, (tx) => savedTexts(tx, actor, savedQueriesOf(widgets)))
  const whole = readSearch(scope)
  const results: object[] = []
  for (const widget of widgets) {
    const search = () => (widget.savedQuery === null ? widget.query : savedText(texts, widget.savedQuery))
    results.push(
      await answerOrFail(widget, () => ({
        pool,
        day,
        reader,
        filter: filterOf(readSearch(search()), whole),
      })),
    )
  }
  return { asOf: day.asOf, results }
}

/** The board's day is the widgets' day; branches have no board. */
function filterOf(own: FindingFilter, scope: FindingFilter): FindingFilter {
  const { asOf: _, branch: __, ...filter } = { ...own, ...scope }
  return filter
}

async function answerOrFail(widget: Widget, ground: () => Ground): Promise<object> {
  try {
    return await answerWidget(widget, ground())
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { id: widget.id, type: 'failed', code: error.code, message: error.message }
  }
}
