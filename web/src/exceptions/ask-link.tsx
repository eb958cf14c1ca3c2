import { Link } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'

/** To the form for an exception about a component or an advisory, everywhere. */
export function AskLink({ about, of }: { about: 'component' | 'advisory'; of: string }) {
  if (!useMay('exceptions:request')) return null
  return (
    <Link to="/exceptions" search={{ ask: about, of }}>
      Ask for an exception
    </Link>
  )
}
