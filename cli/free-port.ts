import { createServer } from 'node:net'

/** Fails with one sentence when somebody listens on `port`; `variable` is the setting that moves it. */
export function requireFreePort(port: number, variable: string): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${cause.code})`
      fail(new Error(`Port ${port} ${reason}: set ${variable} to another one.`, { cause }))
    })
    probe.listen(port, () => probe.close(() => done()))
  })
}
