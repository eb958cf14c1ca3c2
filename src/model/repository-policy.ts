/** The policy that a repository keeps of itself, as it is written. */
export interface RepositoryPolicy {
  type: 'policy'
  text: string
}
