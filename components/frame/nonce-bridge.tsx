'use client'

/**
 * Dialogs keep the page behind them from scrolling with a style element of their own. The policy allows it when it carries this
 * answer's nonce, which the browser tells scripts only through the property of an element that has it.
 */
export function NonceBridge() {
  if (typeof document !== 'undefined') {
    const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
    if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })
  }
  return null
}
