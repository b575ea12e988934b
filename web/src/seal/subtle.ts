import { SealFault } from './fault'

/** The browser's own cryptography. */
export function subtle(): SubtleCrypto {
  if (globalThis.crypto?.subtle) return crypto.subtle
  throw new SealFault('NO_CRYPTO', '浏览器只在 https 页面（或本机）提供加密功能，请用 https 地址打开',
    'The browser encrypts on https pages (or this machine) only: open the page by https')
}
