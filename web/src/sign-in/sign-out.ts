import { queryClient } from '../api/query-client.ts'
import { auth } from './auth.ts'

/** Ends the session and forgets everything that was read in it. */
export async function signOut(): Promise<void> {
  await auth('/sign-out', {})
  queryClient.clear()
  location.assign('/sign-in')
}
