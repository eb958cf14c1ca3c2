import { Button } from '@mantine/core'

interface FilterToggleProps {
  label: string
  on: boolean
  onChange: (on: boolean) => void
}

/** A filter that people often want, one click away. */
export const FilterToggle = ({ label, on, onChange }: FilterToggleProps) => (
  <Button variant={on ? 'light' : 'default'} aria-pressed={on} onClick={() => onChange(!on)}>
    {label}
  </Button>
)
