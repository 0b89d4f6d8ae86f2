/** A path on this site to go to after signing in; anything that could leave it (`//host`, `/\host`, a scheme) becomes the start page. */
export function safePath(wanted: string | undefined): string {
  if (!wanted || !/^\/(?![/\\])[^\s\\]*$/.test(wanted)) return '/'
  return wanted.startsWith('/login') || wanted.startsWith('/setup') || wanted.startsWith('/api/') ? '/' : wanted
}
