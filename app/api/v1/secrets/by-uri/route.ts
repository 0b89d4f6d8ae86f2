import { respond } from '#server/respond.ts'

export const GET = respond('getSecretByUri')
