export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { stampSocketAddress } = await import('#server/stamp-socket-address.ts')
  stampSocketAddress()
}
