/**
 * SQL, first in the SET of each UPDATE of `finding f` that changes nothing of what its generated column `state` is made from. Where no such
 * column is named, PostgreSQL (18, `ExecInitGenerated`) finds that there is nothing to generate, keeps nothing of that, and reads the
 * column's expression anew for every row: more than half of what such an UPDATE took. The value is the one that it had, so no index learns of it.
 */
export const SAME_STATE = 'present = f.present'
