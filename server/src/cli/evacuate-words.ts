import { readShare } from '../modules/vault/index.ts'
import type { Share } from '../modules/vault/index.ts'
import type { Stage, Told } from '../modules/evacuation/index.ts'
import { CommandFault, readText } from './command.ts'
import { createProgress } from './progress.ts'

const stageWords: Readonly<Record<Stage, string>> = {
  close: 'closing the door: nobody writes any more',
  export: 'writing everything, encrypted',
  verify: 'reading it back',
  prove: 'bringing it back beside the node, and comparing',
  open: 'opening the door again',
  stop: 'stopping the node',
  revoke: 'ending every way in, ordering devices to be wiped',
  destroy: 'destroying the keys of persons',
  wipe: 'wiping the database and the data folder',
  report: 'signing the report',
}

/** Each stage as a line on stderr, long ones with a bar; nothing on stdout, which is the answer's. */
export function tellStages(isSilent: boolean): Told {
  let now = ''
  let progress = createProgress('', { silent: true })
  return {
    stage: (stage) => {
      progress.end()
      now = stage
      console.error(`${stage}: ${stageWords[stage]}`)
      progress = createProgress(now, { silent: isSilent })
    },
    bytes: (done, total) => progress.tell(done, total, `${(done / 1_000_000).toFixed(0)} MB`),
  }
}

export async function readShares(files: readonly string[]): Promise<readonly Share[]> {
  return Promise.all(files.map(async (file) => readShare(await readText(file))))
}

export async function readPassphraseFile(file: string): Promise<string> {
  const text = (await readText(file)).trim()
  if (text === '') throw new CommandFault(`${file} is empty`)
  return text
}
