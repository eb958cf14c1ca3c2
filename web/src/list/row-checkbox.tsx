import type { ChangeEvent } from 'react'
import styles from './row-checkbox.module.css'

interface RowCheckboxProps {
  index: number
  checked: boolean
  /** `toHere`: with Shift, all rows up to this one. */
  onSelect: (index: number, toHere: boolean) => void
}

/** The browser's own checkbox in the theme's colours: a hundred of them cost next to nothing. */
export function RowCheckbox({ index, checked, onSelect }: RowCheckboxProps) {
  const onChange = ({ nativeEvent }: ChangeEvent) =>
    onSelect(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
  return (
    <input
      type="checkbox"
      className={styles.checkbox}
      tabIndex={-1}
      aria-label="Select the row"
      checked={checked}
      onChange={onChange}
    />
  )
}
