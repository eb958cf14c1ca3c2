import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'

/** Into the app as somebody new: to where one wanted to be, but only to addresses of this app. */
export function useEnter(): (next?: string) => void {
  const client = useQueryClient()
  const { history } = useRouter()
  return (next = '/') => {
    client.clear()
    history.push(/^\/(?![/\\])/.test(next) ? next : '/')
  }
}
