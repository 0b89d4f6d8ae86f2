import { ingestPaths } from '#ingest/run.ts'
import { runAsContender } from '../run-contender.ts'

export type WhoreadOptions = { databaseUrl: string; folder: string; threads: number }

await runAsContender(({ databaseUrl, folder, threads }: WhoreadOptions) => ingestPaths({ databaseUrl, paths: [folder], source: 'cloudtrail', feed: 'organisation-trail', threads }))
