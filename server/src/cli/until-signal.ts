// npm hands Ctrl-C on to a process that the terminal has told already.
const sameKeyMs = 1000

/** Resolves on the first Ctrl-C or termination; a second one, a second later or more, ends the process at once. */
export function untilSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let askedAt: number | undefined
  const onSignal = (): void => {
    if (askedAt !== undefined && performance.now() - askedAt > sameKeyMs) process.exit(130)
    askedAt ??= performance.now()
    resolve()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return promise
}
