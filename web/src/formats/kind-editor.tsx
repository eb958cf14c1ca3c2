import { SegmentedControl, Select } from '@mantine/core'
import type { Kind, Mapping } from '../api/types.ts'
import { KIND } from '../words/labels.ts'
import styles from './editor.module.css'
import type { PartProps } from './part.ts'
import { plainPath } from './value.ts'
import { ValueEditor } from './value-editor.tsx'
import { WordsTable } from './words-table.tsx'

/** No report says that something is a combination: that is found here. */
type MappedKind = Exclude<Kind, 'combination'>

const CHOICES = Object.entries(KIND).flatMap(([value, { label, tools }]) =>
  value === 'combination' ? [] : [{ value: value as MappedKind, label: `${label} (${tools})` }],
)

/** What the findings are about: all the same, or by a word of the report. */
export function KindEditor({ mapping, paths, change, flawAt }: PartProps) {
  const { kind } = mapping
  const set = (part: Partial<Exclude<Mapping['kind'], string>>) =>
    typeof kind !== 'string' && change({ kind: { ...kind, ...part } })
  return (
    <>
      <SegmentedControl
        className={styles.inline}
        aria-label="Kind of the findings"
        data={[
          { value: 'one', label: 'All the same' },
          { value: 'words', label: 'By a word' },
        ]}
        value={typeof kind === 'string' ? 'one' : 'words'}
        onChange={(value) =>
          change({
            kind:
              value === 'one'
                ? typeof kind === 'string'
                  ? kind
                  : kind.else
                : typeof kind === 'string'
                  ? { from: 'category', words: {}, else: kind }
                  : kind,
          })
        }
      />
      {typeof kind !== 'string' && (
        <>
          <ValueEditor
            label="Read from"
            value={kind.from}
            paths={paths}
            error={flawAt('kind.from')}
            onChange={(from) => set({ from: from ?? '' })}
          />
          <WordsTable
            of="kind"
            words={kind.words}
            seen={paths.find(({ path }) => path === plainPath(kind.from))?.values ?? []}
            choices={CHOICES}
            placeholder={KIND[kind.else].label}
            onChange={(words) => set({ words })}
          />
        </>
      )}
      <Select
        label={typeof kind === 'string' ? 'Kind' : 'Everything else is'}
        data={CHOICES}
        value={typeof kind === 'string' ? kind : kind.else}
        onChange={(value) =>
          value &&
          (typeof kind === 'string'
            ? change({ kind: value as MappedKind })
            : set({ else: value as MappedKind }))
        }
        allowDeselect={false}
      />
    </>
  )
}
