/** Who has findings: a person by their id, or a team, as `team:<id>`. Owners that are teams are written the same way. */
const TEAM = 'team:'

export const teamAssignee = (team: string): string => `${TEAM}${team}`

/** The id of the team that an assignee is; undefined for a person. */
export const teamOfAssignee = (assignee: string): string | undefined =>
  assignee.startsWith(TEAM) ? assignee.slice(TEAM.length) : undefined
