/** What a new policy begins with: whole and tested, so that there is something to change. */
export const STARTER = `policy: my-policy
version: 1
description: What it is for, in a line.

rules:
  - id: exposed-and-exploited
    applies: all
    when: finding.knownExploited && asset.exposure == "internet"
    then:
      block: Exploited in the wild, and reachable from the internet.
      sla: 7

tests:
  - name: exploited and exposed must not ship
    finding: { kind: dependency, knownExploited: true }
    asset: { exposure: internet }
    expect: block
    rule: exposed-and-exploited
  - name: isolated may
    finding: { kind: dependency, knownExploited: true }
    asset: { exposure: isolated }
    expect: none
`
