// Chinese first, English beside it: the two texts stand side by side where they are used.
import { ref } from 'vue'
import { keep, kept } from './kept'

export type Lang = 'zh' | 'en'
const KEPT = 'heng.lang'

export const lang = ref<Lang>(kept(KEPT) === 'en' ? 'en' : 'zh')
export function setLang(to: Lang): void {
  lang.value = to
  keep(KEPT, to)
  document.documentElement.lang = to === 'en' ? 'en' : 'zh-CN'
}
export function t(zh: string, en: string): string {
  return lang.value === 'en' ? en : zh
}
export interface Pair { zh: string; en: string }
export function tp(p: Pair): string { return t(p.zh, p.en) }

// 适老化: large type, remembered; the style does the rest.
const LARGE = 'heng.large'
export const large = ref(kept(LARGE) === '1')
export function setLarge(on: boolean): void {
  large.value = on
  keep(LARGE, on ? '1' : '0')
  document.documentElement.classList.toggle('large', on)
}
if (typeof document !== 'undefined') { // units run without a page
  setLang(lang.value)
  setLarge(large.value)
}
