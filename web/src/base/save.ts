/** Hands a file over to be kept: the browser's own way, and its own dialogue. */
export function saveFile(content: Blob, name: string): void {
  const a = document.createElement('a')
  a.href = URL.createObjectURL(content)
  a.download = name
  a.click()
  setTimeout(() => { URL.revokeObjectURL(a.href) }, 60_000) // not every browser has begun to read it yet
}
