/** Questions to begin with. */
export const EXAMPLES: { name: string; question: string }[] = [
  {
    name: 'Personal data behind open endpoints',
    question: 'internet -> endpoint[!authenticated] -> model["pii" in data]',
  },
  {
    name: 'Known exploited, and reached from the internet',
    question: 'deployable[knownExploited && exposure == "internet"]',
  },
  {
    name: 'Third parties that code with sensitive data calls',
    question: 'third-party <-[calls]- deployable[leadsTo.size() > 0]',
  },
  { name: 'Data stores that the internet reaches', question: 'internet -> data-store' },
  {
    name: 'Open endpoints of the internet',
    question: 'endpoint[!authenticated && exposure == "internet"]',
  },
  {
    name: 'What runs the images that a pipeline builds',
    question: 'pipeline -[builds]-> image <-[runs]- workload',
  },
]
