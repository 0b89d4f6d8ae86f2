import { type ReactNode, Suspense } from 'react'

import { Logo } from '#components/frame/logo.tsx'
import { NonceBridge } from '#components/frame/nonce-bridge.tsx'
import { QueryProvider } from '#components/frame/query-provider.tsx'
import { SidebarLinks } from '#components/frame/sidebar-links.tsx'
import { TopBar } from '#components/frame/top-bar.tsx'
import { TrustLine } from '#components/frame/trust-line.tsx'
import { UserMenu } from '#components/frame/user-menu.tsx'
import { ClockProvider } from '#components/ui/clock.tsx'
import { TipLayer } from '#components/ui/tip-layer.tsx'
import { signOut } from '#server/actions/sign-out.ts'
import { loadTrustStatement } from '#server/load-trust-statement.ts'
import { pageViewer } from '#server/viewer.ts'

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer()
  const userMenu = <UserMenu name={viewer.name} role={viewer.role} signOut={signOut} />
  return (
    <QueryProvider>
      <NonceBridge />
      <ClockProvider now={Date.now()}>
        <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-2">Skip to the content</a>
        <div className="flex h-dvh">
          <aside className="flex w-[188px] shrink-0 flex-col border-r border-line bg-surface max-md:hidden">
            <div className="flex h-11 items-center px-4"><Logo /></div>
            <SidebarLinks />
            <div className="mt-auto border-t border-line p-2">{userMenu}</div>
          </aside>
          <div className="flex min-w-0 flex-1 flex-col">
            <TopBar userMenu={userMenu} />
            <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">{children}</main>
            <Suspense fallback={<div className="h-7 shrink-0 border-t border-line bg-surface" />}>
              <Trust />
            </Suspense>
          </div>
        </div>
        <TipLayer />
      </ClockProvider>
    </QueryProvider>
  )
}

async function Trust() {
  return <TrustLine statement={await loadTrustStatement(await pageViewer())} />
}
