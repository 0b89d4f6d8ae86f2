export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/**
 * The theme lives in a cookie: the server draws the right one at once, without an inline script and without a flash.
 * Without a cookie the reader's system decides (`light-dark()` in the style sheet).
 */
export function themeOf(cookie: string | undefined): Theme | undefined {
  return themes.find((theme) => theme === cookie)
}
