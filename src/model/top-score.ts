/**
 * From this score on a finding counts as one of those that matter: a severe weakness of which something is known that makes it urgent here
 * (exploited, exposed, or on what the business lives by). Likelihood and impact are multiplied, so few findings come near 100.
 */
export const TOP_SCORE = 50
