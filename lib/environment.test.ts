import { expect, test } from 'vitest'
import { parseEnvironment } from './environment.ts'

test('nothing set means the embedded database and the default ports', () => {
  expect(parseEnvironment({})).toEqual({ databaseUrl: undefined, dataDir: '.whoread', port: 3000, ingestPort: 4318 })
})

test('a blank variable counts as not set', () => {
  expect(parseEnvironment({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined })
})

test('settings are taken over', () => {
  const variables = { DATABASE_URL: 'postgres://u:p@db:5432/whoread', WHOREAD_DATA_DIR: '/srv/whoread', PORT: '8080', INGEST_PORT: '8081' }
  expect(parseEnvironment(variables)).toEqual({
    databaseUrl: 'postgres://u:p@db:5432/whoread',
    dataDir: '/srv/whoread',
    port: 8080,
    ingestPort: 8081,
  })
})

test('every wrong variable is named in one message, without its value', () => {
  expect(() => parseEnvironment({ DATABASE_URL: 'mysql://root:hunter2@db/x', PORT: '80a', INGEST_PORT: '70000' })).toThrow(
    'The environment is not usable: DATABASE_URL must look like postgresql://user:password@host:5432/database; ' +
      'PORT must be a whole number from 1 to 65535; INGEST_PORT must be a whole number from 1 to 65535.',
  )
})

test('the two listeners cannot share a port', () => {
  expect(() => parseEnvironment({ PORT: '4318' })).toThrow('INGEST_PORT must differ from PORT')
})
