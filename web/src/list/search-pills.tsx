import { Pill } from '@mantine/core'

interface SearchPillsProps<K extends string> {
  /** Filters in force by name, with the words for their values. */
  values: Record<K, string | undefined>
  onClear: (name: K) => void
}

/** Filters that came from a link, each with a way to take it off. */
export const SearchPills = <K extends string>({ values, onClear }: SearchPillsProps<K>) =>
  (Object.entries(values) as [K, string | undefined][]).map(
    ([name, words]) =>
      words && (
        <Pill
          key={name}
          withRemoveButton
          removeButtonProps={{ 'aria-label': `Take off ${words}`, 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => onClear(name)}
        >
          {words}
        </Pill>
      ),
  )
