import type { LoadedFile } from '../api/call.ts'

/** Hands a loaded file to the browser's own downloads. */
export function saveFile({ name, content }: LoadedFile): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the address after this turn; kept longer it would hold the file in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
