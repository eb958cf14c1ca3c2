import { NumberInput, SegmentedControl, Select } from '@mantine/core'
import type { Mapping, SeenPath, Severity } from '../api/types.ts'
import { choices, SEVERITIES, SEVERITY } from '../words/labels.ts'
import styles from './editor.module.css'
import type { PartProps } from './part.ts'
import { plainPath } from './value.ts'
import { ValueEditor } from './value-editor.tsx'
import { WordsTable } from './words-table.tsx'

type Severities = NonNullable<Mapping['severity']>
type Numbers = NonNullable<Severities['numbers']>

const CHOICES = choices(
  Object.fromEntries(SEVERITIES.map((name) => [name, SEVERITY[name].label])) as Record<Severity, string>,
)
/** FIRST's scale for scores 0–10; most tools with 0–100 cut where the other one does. */
const SCALES: Record<'ten' | 'hundred', Numbers> = {
  ten: { critical: 9, high: 7, medium: 4, low: 0.1, info: 0 },
  hundred: { critical: 90, high: 70, medium: 40, low: 1, info: 0 },
}

const seenAt = (paths: SeenPath[], path: string | undefined): string[] =>
  paths.find((seen) => seen.path === path)?.values ?? []

/** Their words or numbers, and our severities. */
export function SeverityEditor({ mapping, paths, change, flawAt }: PartProps) {
  const { severity } = mapping
  const seen = seenAt(paths, plainPath(severity?.from))
  const set = (part: Partial<Severities>) =>
    severity && change({ severity: { ...severity, ...part } as Severities })
  return (
    <>
      <ValueEditor
        label="Read from"
        value={severity?.from}
        paths={paths}
        error={flawAt('severity')}
        onChange={(from) =>
          change({
            severity: from === undefined ? undefined : { ...(severity ?? { words: {} }), from },
          })
        }
      />
      {severity && (
        <>
          <SegmentedControl
            className={styles.inline}
            aria-label="What stands there"
            data={[
              { value: 'words', label: 'Words' },
              { value: 'numbers', label: 'Numbers' },
            ]}
            value={severity.numbers ? 'numbers' : 'words'}
            onChange={(value) =>
              set(
                value === 'numbers'
                  ? {
                      numbers: SCALES[Math.max(...seen.map(Number)) > 10 ? 'hundred' : 'ten'],
                      words: undefined,
                    }
                  : { numbers: undefined, words: severity.words ?? {} },
              )
            }
          />
          {severity.numbers ? (
            <Thresholds numbers={severity.numbers} onChange={(numbers) => set({ numbers })} />
          ) : (
            <WordsTable
              of="severity"
              words={severity.words ?? {}}
              seen={seen}
              choices={CHOICES}
              placeholder="As everybody means it"
              onChange={(words) => set({ words })}
            />
          )}
          <Select
            label="Everything else is"
            data={CHOICES}
            value={severity.else ?? null}
            onChange={(value) => set({ else: (value as Severity | null) ?? undefined })}
            placeholder="Unknown, and told as a problem"
            clearable
            clearButtonProps={{ 'aria-label': 'Clear' }}
          />
        </>
      )}
    </>
  )
}

function Thresholds({ numbers, onChange }: { numbers: Numbers; onChange: (numbers: Numbers) => void }) {
  return (
    <div className={styles.thresholds}>
      {SEVERITIES.filter((name) => name !== 'unknown').map((name) => (
        <NumberInput
          key={name}
          size="xs"
          label={`${SEVERITY[name].label} from`}
          value={numbers[name] ?? ''}
          onChange={(value) => {
            const { [name]: _, ...others } = numbers
            onChange(typeof value === 'number' ? { ...numbers, [name]: value } : others)
          }}
          hideControls
        />
      ))}
    </div>
  )
}
