import { redirect } from 'next/navigation'

import { pageViewer } from '#server/viewer.ts'

export default async function StartPage() {
  await pageViewer()
  redirect('/secrets')
}
