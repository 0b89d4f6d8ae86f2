import { defineConfig } from 'prisma/config'

/** For Prisma's own command line (`prisma studio`, `prisma migrate status`); Whoread itself does not read this. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
