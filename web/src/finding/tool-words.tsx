import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowsJoin2, IconArrowsSplit2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import type { FindingDetail } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { counted } from '../words/format.ts'
import { JoinDialog } from './join-dialog.tsx'
import { ToolCard } from './tool-card.tsx'
import styles from './tool-words.module.css'
import { useSplit } from './use-split.ts'

/** Every tool's words side by side, why they are one finding, and the way to take them apart or put more together. */
export function ToolWords({ finding }: { finding: FindingDetail }) {
  const { observations } = finding
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [joining, { open, close }] = useDisclosure()
  const mayTriage = useMay('findings:triage') && !finding.mergedInto
  const split = useSplit(finding.id)
  const toggle = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((other) => other !== id) : [...chosen, id]))
  const several = observations.length > 1

  return (
    <Section
      title={
        several
          ? `What ${counted(new Set(observations.map((o) => o.tool)).size, 'tool')} said`
          : 'What the tool said'
      }
      beside={
        mayTriage && (
          <>
            {several && (
              <Button
                leftSection={<IconArrowsSplit2 />}
                disabled={chosen.size === 0 || chosen.size === observations.length}
                loading={split.isPending}
                onClick={() => split.mutate([...chosen], { onSuccess: () => setChosen(new Set()) })}
              >
                Split {chosen.size > 0 ? counted(chosen.size, 'observation') : 'off what is ticked'}
              </Button>
            )}
            <Button leftSection={<IconArrowsJoin2 />} onClick={open}>
              Join
            </Button>
          </>
        )
      }
    >
      <div className={styles.cards}>
        {observations.map((observation) => (
          <ToolCard
            key={observation.id}
            finding={finding.id}
            observation={observation}
            chosen={several && mayTriage ? chosen.has(observation.id) : undefined}
            onChoose={() => toggle(observation.id)}
          />
        ))}
      </div>
      <JoinDialog finding={finding} opened={joining} onClose={close} />
    </Section>
  )
}
