const ASKS =
  /auth(?!or(?!i)|enticity)|log(?:ged)?_?in|sign(?:ed)?_?in|require_?\w*(?:user|admin|account|login|member|staff|moderator)|(?:ensure|verify|check|validate)_\w*(?:user|admin|owner|member|token|access|permission)|current_user|doorkeeper|access_token|admin|permission|api_?key|must_be/i
const ASKS_NOBODY =
  /^skip|^set_|optional|redirect_if|guest|csrf|^unless|^maybe|author_|^store_|^load_|^find_|^track|^log_|logged_in_at|^prepare|^assign|unauth|^allow|omniauth_?params|authenticity/i

/** Whether the name of a filter says that the caller must be known. */
export const rubyAsksWho = (name: string): boolean =>
  (ASKS.test(name) && !ASKS_NOBODY.test(name)) || /^load_and_authorize/.test(name)
