import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Debian, Fedora and Homebrew put it. */
const libraries = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
]

export interface SoftToken {
  readonly library: string
  readonly token: string
  readonly pin: string
  readonly pinFile: string
  readonly folder: string
}

/** The library of SoftHSM 2 on this machine; undefined where it is not installed. */
export const softHsm: string | undefined = libraries.find((path) => existsSync(path))
export const noSoftHsm = 'no SoftHSM 2 (Debian, Ubuntu: apt-get install softhsm2)'

/** A token in a folder of its own. This process finds it by its environment, so that one process has one. */
export async function makeSoftToken(library: string): Promise<SoftToken> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-softhsm-'))
  await mkdir(join(folder, 'tokens'))
  await writeFile(join(folder, 'softhsm2.conf'), `directories.tokendir = ${join(folder, 'tokens')}\n`)
  process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf')
  const [token, pin] = ['shield', '735 114 word']
  const made = spawnSync('softhsm2-util', [
    ...['--init-token', '--free', '--label', token, '--so-pin', '12345678', '--pin', pin],
  ])
  if (made.status !== 0) throw new Error(`softhsm2-util: ${made.stderr.toString()}`)
  const pinFile = join(folder, 'pin')
  await writeFile(pinFile, `${pin}\n`, { mode: 0o600 })
  return { library, token, pin, pinFile, folder }
}
