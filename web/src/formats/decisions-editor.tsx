import { ActionIcon, Button, Select, TagsInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Mapping, SeenPath } from '../api/types.ts'
import { choices, STATE } from '../words/labels.ts'
import styles from './editor.module.css'
import type { PartProps } from './part.ts'
import { plainPath } from './value.ts'
import { ValueEditor } from './value-editor.tsx'
import { WordsTable } from './words-table.tsx'

type Skip = NonNullable<Mapping['skip']>[number]
type Verdict = NonNullable<Mapping['verdict']>

const STATES = choices(STATE)
const valuesAt = (paths: SeenPath[], from: Skip['from'] | undefined): string[] =>
  paths.find(({ path }) => path === plainPath(from))?.values ?? []

/** What is no finding: passed checks, tests, other records of a stream. */
export function SkipEditor({ mapping, paths, change, flawAt }: PartProps) {
  const skip = mapping.skip ?? []
  const set = (changed: Skip[]) => change({ skip: changed.length > 0 ? changed : undefined })
  const replace = (at: number, rule: Skip) => set(skip.map((old, i) => (i === at ? rule : old)))
  return (
    <>
      {skip.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name but their place
        <div key={at} className={styles.rule}>
          <ValueEditor
            label="Leave out when"
            value={rule.from}
            paths={paths}
            error={flawAt(`skip.${at}`)}
            onChange={(from) => replace(at, { ...rule, from: from ?? '' })}
          />
          <div className={styles.line}>
            <Select
              aria-label="How it is compared"
              data={[
                { value: 'is', label: 'is' },
                { value: 'isNot', label: 'is not' },
              ]}
              value={rule.isNot ? 'isNot' : 'is'}
              onChange={(value) =>
                replace(at, compared(rule, value === 'isNot', rule.isNot ?? rule.is ?? []))
              }
              allowDeselect={false}
              className={styles.small}
            />
            <TagsInput
              className={styles.grow}
              aria-label="One of these words"
              data={valuesAt(paths, rule.from)}
              value={rule.isNot ?? rule.is ?? []}
              onChange={(words) => replace(at, compared(rule, rule.isNot !== undefined, words))}
            />
            <ActionIcon aria-label="Remove this rule" onClick={() => set(skip.filter((_, i) => i !== at))}>
              <IconTrash />
            </ActionIcon>
          </div>
        </div>
      ))}
      <div>
        <Button leftSection={<IconPlus />} onClick={() => set([...skip, { from: 'status', is: ['passed'] }])}>
          Leave something out
        </Button>
      </div>
    </>
  )
}

const compared = ({ from }: Skip, not: boolean, words: string[]): Skip =>
  not ? { from, isNot: words } : { from, is: words }

/** What the tool's own people decided about a finding. */
export function VerdictEditor({ mapping, paths, change, flawAt }: PartProps) {
  const { verdict } = mapping
  const set = (part: Partial<Verdict>) => verdict && change({ verdict: { ...verdict, ...part } as Verdict })
  return (
    <>
      <ValueEditor
        label="Read from"
        value={verdict?.from}
        paths={paths}
        error={flawAt('verdict')}
        onChange={(from) =>
          change({ verdict: from === undefined ? undefined : { ...(verdict ?? { words: {} }), from } })
        }
      />
      {verdict && (
        <>
          <WordsTable
            of="the decision"
            words={verdict.words}
            seen={valuesAt(paths, verdict.from)}
            choices={STATES}
            placeholder="Open"
            onChange={(words) => set({ words })}
          />
          <ValueEditor
            label="Reason"
            value={verdict.reason}
            paths={paths}
            onChange={(reason) => set({ reason })}
          />
        </>
      )}
    </>
  )
}
