/** How far a long work is, told on stderr so that what a command answers stays clean. */
export interface Progress {
  /** `unit` is what is counted, for example "records". Without a total the share is not told. */
  tell(done: number, total: number | undefined, unit?: string): void
  end(): void
}

const barWidth = 24
const redrawMs = 100
const lineMs = 5000

const silent: Progress = { tell: () => undefined, end: () => undefined }

/** A bar where somebody watches, a line now and then where the output goes to a file, nothing for programs. */
export function createProgress(title: string, options: { readonly silent: boolean }): Progress {
  if (options.silent) return silent
  return process.stderr.isTTY ? bar(title) : lines(title)
}

function bar(title: string): Progress {
  let drawn = 0
  return {
    tell: (done, total, unit) => {
      if (Date.now() - drawn < redrawMs) return
      drawn = Date.now()
      process.stderr.write(`\r\u001b[K${title} ${barText(done, total)}${howMuch(done, total, unit)}`)
    },
    end: () => {
      if (drawn > 0) process.stderr.write('\r\u001b[K')
    },
  }
}

function lines(title: string): Progress {
  let told = Date.now()
  return {
    tell: (done, total, unit) => {
      if (Date.now() - told < lineMs) return
      told = Date.now()
      process.stderr.write(`${title}:${howMuch(done, total, unit)}\n`)
    },
    end: () => undefined,
  }
}

function barText(done: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return ''
  const filled = Math.min(barWidth, Math.round((done / total) * barWidth))
  return `[${'█'.repeat(filled)}${'·'.repeat(barWidth - filled)}]`
}

function howMuch(done: number, total: number | undefined, unit: string | undefined): string {
  const share =
    total === undefined || total <= 0 ? '' : ` ${Math.min(100, Math.floor((done / total) * 100))} %`
  return unit === undefined ? share : `${share} ${unit}`
}
