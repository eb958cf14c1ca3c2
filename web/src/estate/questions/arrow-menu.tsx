import { Button, Checkbox, Popover, SegmentedControl } from '@mantine/core'
import type { LinkKind } from '../../api/types.ts'
import { LINK_KIND } from '../node-words.ts'
import type { Arrow } from './question.ts'
import styles from './question-builder.module.css'

interface ArrowMenuProps {
  arrow: Arrow
  onChange: (arrow: Arrow) => void
}

/** How one step leads to the next: by any way along the flow, or by one link of some kinds. */
export function ArrowMenu({ arrow, onChange }: ArrowMenuProps) {
  const { direction, kinds } = arrow
  const side = direction === 'forward' ? 'out' : 'in'
  const words =
    kinds.length === 0
      ? direction === 'forward'
        ? 'leads to'
        : 'is led to from'
      : kinds.map((kind) => LINK_KIND[kind][side].toLowerCase()).join(', ')
  const toggle = (kind: LinkKind) =>
    onChange({
      direction,
      kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind],
    })
  return (
    <Popover shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="subtle" className={styles.arrow}>
          {words} {direction === 'forward' ? '→' : '←'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.arrowForm}>
          <SegmentedControl
            aria-label="Direction"
            value={direction}
            onChange={(value) => onChange({ direction: value as Arrow['direction'], kinds })}
            data={[
              { value: 'forward', label: 'Leads to →' },
              { value: 'back', label: '← Is led to from' },
            ]}
          />
          <fieldset className={styles.links}>
            <legend className={styles.quiet}>
              By exactly one link of these kinds; with none chosen, over as many as it takes.
            </legend>
            {(Object.keys(LINK_KIND) as LinkKind[]).map((kind) => (
              <Checkbox
                key={kind}
                label={LINK_KIND[kind][side]}
                checked={kinds.includes(kind)}
                onChange={() => toggle(kind)}
              />
            ))}
          </fieldset>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
