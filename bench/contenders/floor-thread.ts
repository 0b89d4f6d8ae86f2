import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'

const { parse } = workerData as { parse: boolean }

parentPort?.on('message', (path: string | null) => {
  if (path === null) return parentPort?.close()
  const plain = gunzipSync(readFileSync(path), { chunkSize: 1 << 20 })
  if (parse) JSON.parse(plain.toString('utf8'))
  parentPort?.postMessage('done')
})
parentPort?.postMessage('ready')
