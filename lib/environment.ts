import { z } from 'zod'

/** A variable that is set to nothing (`PORT= npm run up`) means the same as one that is not set. */
function blankIsUnset(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? undefined : value
}

function port(fallback: number) {
  const message = 'must be a whole number from 1 to 65535'
  return z.preprocess(blankIsUnset, z.coerce.number({ error: message }).int(message).min(1, message).max(65_535, message).default(fallback))
}

function isPostgresUrl(value: string): boolean {
  return /^postgres(ql)?:$/.test(URL.parse(value)?.protocol ?? '')
}

const Variables = z
  .object({
    DATABASE_URL: z.preprocess(
      blankIsUnset,
      z.string().refine(isPostgresUrl, 'must look like postgresql://user:password@host:5432/database').optional(),
    ),
    WHOREAD_DATA_DIR: z.preprocess(blankIsUnset, z.string().default('.whoread')),
    PORT: port(3000),
    INGEST_PORT: port(4318),
  })
  .refine((values) => values.PORT !== values.INGEST_PORT, { path: ['INGEST_PORT'], error: 'must differ from PORT' })

export interface Environment {
  /** Absent: the embedded database in `dataDir` is used. */
  databaseUrl?: string
  dataDir: string
  /** The web interface listens here. */
  port: number
  /** The worker's push listener listens here: the ingest network and the user network can be kept apart. */
  ingestPort: number
}

/**
 * Reads the settings a process starts with. Throws one `Error` whose message names every wrong variable, so that an
 * operator corrects them in one go. Values are never repeated in it: `DATABASE_URL` holds a password.
 */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = Variables.safeParse(variables)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The environment is not usable: ${problems.join('; ')}.`)
  }
  const { DATABASE_URL, WHOREAD_DATA_DIR, PORT, INGEST_PORT } = parsed.data
  return { databaseUrl: DATABASE_URL, dataDir: WHOREAD_DATA_DIR, port: PORT, ingestPort: INGEST_PORT }
}
