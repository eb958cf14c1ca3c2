import { IconMapPinOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../feedback/empty-state.tsx'

export function NotFound() {
  return (
    <EmptyState
      icon={<IconMapPinOff />}
      title="There is no such page"
      action={<Link to="/">Go to the overview</Link>}
    >
      The address may be mistyped, or what it showed was removed.
    </EmptyState>
  )
}
