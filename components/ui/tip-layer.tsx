'use client'

import { useEffect, useRef } from 'react'

/**
 * One tooltip for the whole page: any element with `data-tip` has it, on hover and on focus. It costs a row of a table nothing.
 * The text is also the element's own accessible description while it shows; Escape hides it.
 */
export function TipLayer() {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const layer = ref.current
    return layer ? attachTips(layer) : undefined
  }, [])
  return <div ref={ref} id="tip" role="tooltip" hidden className="shadow-float pointer-events-none fixed z-50 max-w-[min(560px,92vw)] rounded-md bg-raised px-2 py-1 text-xs break-all whitespace-pre-line text-text" />
}

/** A focused link shows the tip of the name in it. */
function tipOf(event: Event): Element | null {
  if (!(event.target instanceof Element)) return null
  return event.target.closest('[data-tip]') ?? (event.type === 'focusin' ? event.target.querySelector('[data-tip]') : null)
}

function attachTips(layer: HTMLDivElement): () => void {
  let owner: Element | undefined
  const hide = () => {
    owner?.removeAttribute('aria-describedby')
    owner = undefined
    layer.hidden = true
  }
  const show = (event: Event) => {
    const target = tipOf(event)
    if (!target) return hide()
    if (target === owner) return
    hide()
    owner = target
    layer.textContent = target.getAttribute('data-tip')
    layer.hidden = false
    target.setAttribute('aria-describedby', 'tip')
    place(layer, target.getBoundingClientRect())
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide()
  }
  document.addEventListener('pointerover', show)
  document.addEventListener('focusin', show)
  document.addEventListener('focusout', hide)
  document.addEventListener('keydown', onKey)
  document.addEventListener('scroll', hide, { capture: true, passive: true })
  return () => {
    document.removeEventListener('pointerover', show)
    document.removeEventListener('focusin', show)
    document.removeEventListener('focusout', hide)
    document.removeEventListener('keydown', onKey)
    document.removeEventListener('scroll', hide, { capture: true })
  }
}

/** Below the element, above it when there is no room, and always inside the window. */
function place(layer: HTMLDivElement, around: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = layer
  const below = around.bottom + 4
  const top = below + height > innerHeight - 4 ? around.top - height - 4 : below
  layer.style.top = `${Math.max(4, top)}px`
  layer.style.left = `${Math.max(4, Math.min(around.left, innerWidth - width - 4))}px`
}
