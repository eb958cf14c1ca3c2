import type { Figures } from '../api/types.ts'
import { inDays } from '../dashboards/widgets/mttr-widget.tsx'
import { count, percent } from '../words/format.ts'
import { Card } from './card.tsx'
import { FigureLine } from './role-card.tsx'

const share = (value: number | null) => (value === null ? '–' : percent(value))

/** How well fixing goes, in the figures that everyone compares. */
export function HowWeDo({ figures, days }: { figures: Figures; days: number }) {
  const { mttr, fixRate, reopenRate, age, agreement, links } = figures
  return (
    <Card title="How fixing goes" beside={`last ${days} days`} wide>
      <FigureLine
        label="How fixing goes"
        figures={[
          { label: 'New', value: figures.opened, link: links.opened },
          { label: 'Fixed', value: figures.fixed, link: links.fixed },
          {
            label: 'Time to remediate',
            value: inDays(mttr.medianDays),
            link: mttr.link,
            beside: `median, mean ${inDays(mttr.meanDays)}`,
          },
          { label: 'Fix rate', value: share(fixRate), beside: 'fixed of new' },
          { label: 'Reopen rate', value: share(reopenRate), beside: 'reopened of fixed' },
          {
            label: 'Backlog age',
            value: inDays(age.medianDays),
            link: links.open,
            beside: `median, nine of ten under ${inDays(age.p90Days)}`,
          },
          {
            label: 'Tools agree',
            value: share(agreement.share),
            beside: `of ${count(agreement.comparable)} that two looked at`,
          },
        ]}
      />
    </Card>
  )
}
