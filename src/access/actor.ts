import type { Role } from '../model/role.ts'

/** Who does something: a signed-in person, an API token, someone at the machine itself, or Stance's own jobs. */
export interface Actor {
  /** The person's id; `token:<id>` for a token; `local` and `system`. Stable: it is what history and the audit log keep. */
  id: string
  name: string
  role: Role
  /** Ids of the teams whose applications they own. */
  teams: string[]
  kind: 'user' | 'token' | 'local' | 'system'
  /** Of a token: the id of who made it; left out for one that is nobody's. */
  personId?: string
}

/** Someone with access to the data folder itself: the CLI on this machine. */
export const localActor: Actor = {
  id: 'local',
  name: 'this machine',
  role: 'administrator',
  teams: [],
  kind: 'local',
}

/** Stance's own jobs. */
export const systemActor: Actor = {
  id: 'system',
  name: 'Stance',
  role: 'administrator',
  teams: [],
  kind: 'system',
}
