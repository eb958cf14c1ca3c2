import type { Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import type { Dashboard } from '../../web/src/api/types.ts'

const SIZE = { w: 4, h: 4 }
const WIDGETS = [
  { type: 'count', query: 'state=open' },
  { type: 'trend', by: 'severity' },
  { type: 'table', query: 'state=open', limit: 5 },
  { type: 'breakdown', query: 'state=open', by: 'kind', chart: 'donut' },
  { type: 'heatmap', query: 'state=open' },
  { type: 'top', query: 'state=open' },
  { type: 'sla', by: 'severity' },
  { type: 'mttr', by: 'severity' },
  { type: 'age', query: 'state=open' },
]

/** A dashboard with one widget of each type; answers its id. */
export async function newDashboard(page: Page): Promise<string> {
  const made = await page.request.post('/api/v1/dashboards', {
    headers: { origin: new URL(inject('webUrl')).origin },
    data: {
      name: 'One of each',
      widgets: WIDGETS.map((widget, i) => ({
        ...widget,
        id: String(i),
        place: { ...SIZE, x: (i % 3) * SIZE.w, y: Math.floor(i / 3) * SIZE.h },
      })),
    },
  })
  expect(made.status()).toBe(201)
  return ((await made.json()) as Dashboard).id
}
