/** Resolves on the first Ctrl-C or termination; a second one ends the process at once. */
export function untilSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let asked = false
  const onSignal = (): void => {
    if (asked) process.exit(130)
    asked = true
    resolve()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return promise
}
