// The app starts afresh as the person who just signed in: nothing of another session is left in memory.
export function enter(wanted = '/') {
  window.location.assign(/^\/(?!\/)/.test(wanted) && !/^\/(sign-in|setup)/.test(wanted) ? wanted : '/')
}
