import { Select, TextInput } from '@mantine/core'
import type { MappingDraft } from '../api/types.ts'
import { counted } from '../words/format.ts'
import styles from './editor.module.css'
import type { PartProps } from './part.ts'

const keyOf = ({ elements, each }: { elements: string; each?: string | undefined }) =>
  `${elements} ${each ?? ''}`

interface PlaceEditorProps extends PartProps {
  draft: MappingDraft | undefined
  /** Another place was chosen: what its elements have is another thing. */
  onPlace: (elements: string, each: string | undefined) => void
}

/** Where the results are: a list of the sample, or what is typed. */
export function PlaceEditor({ mapping, draft, change, flawAt, onPlace }: PlaceEditorProps) {
  const { syntax, each } = mapping
  const elements = [mapping.elements ?? []].flat().join(', ')
  if (syntax === 'csv' || syntax === 'ndjson')
    return (
      <p className={styles.quiet}>
        {syntax === 'csv' ? 'Every row is a result.' : 'Every record is a result.'}
        {draft && ` The sample has ${counted(draft.elements, syntax === 'csv' ? 'row' : 'record')}.`}
      </p>
    )
  const places = draft?.places ?? []
  const chosen = places.find((place) => keyOf(place) === keyOf({ elements, each }))
  return (
    <>
      {places.length > 0 && (
        <Select
          label="List in the sample"
          data={places.map((place) => ({
            value: keyOf(place),
            label: `${place.elements}${place.each ? ` › ${place.each}` : ''} (${place.count})`,
          }))}
          value={chosen ? keyOf(chosen) : null}
          onChange={(key) => {
            const place = places.find((one) => keyOf(one) === key)
            if (place) onPlace(place.elements, place.each)
          }}
          placeholder="None of these"
          allowDeselect={false}
        />
      )}
      <div className={styles.two}>
        <TextInput
          label="Elements"
          description={syntax === 'json' ? 'From the root: /alerts/*' : 'From the root: /report/finding'}
          value={elements}
          onChange={(event) => change({ elements: event.currentTarget.value })}
          error={flawAt('elements')}
          spellCheck={false}
        />
        <TextInput
          label="Each"
          description={`A list inside of each: ${syntax === 'json' ? 'findings/*' : 'issues/issue'}`}
          value={each ?? ''}
          onChange={(event) => change({ each: event.currentTarget.value || undefined })}
          error={flawAt('each')}
          spellCheck={false}
        />
      </div>
    </>
  )
}
