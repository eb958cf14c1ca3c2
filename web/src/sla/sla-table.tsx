import type { SlaFigures } from '../api/types.ts'
import { CountLink } from '../findings/rows-link.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { percent } from '../words/format.ts'
import { joined } from './sla-figures.tsx'

interface Group {
  id: string
  label: string
  figures: SlaFigures
}

/** How each group stands to its due dates. */
export const SlaTable = ({ label, groups }: { label: string; groups: Group[] }) => (
  <PlainTable
    label={`Due dates by ${label.toLowerCase()}`}
    heads={[label, { end: 'In time' }, { end: 'Overdue' }, { end: 'Due soon' }]}
  >
    {groups.map(({ id, label, figures }) => (
      <tr key={id}>
        <td>{label}</td>
        <td data-end="">{figures.compliance === null ? '–' : percent(figures.compliance)}</td>
        <td data-end="">
          <CountLink
            link={figures.link && joined(figures.link, 'state=open&sla=overdue')}
            value={figures.overdue}
          />
        </td>
        <td data-end="">
          <CountLink
            link={figures.link && joined(figures.link, 'state=open&sla=due_soon')}
            value={figures.dueSoon}
          />
        </td>
      </tr>
    ))}
  </PlainTable>
)
