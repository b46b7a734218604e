import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { CertificateFile } from '@shield/contract'
import { Value } from 'typebox/value'

import { verifyCertificate } from '../modules/retention/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'

export const erasureVerify: Command = {
  usage: `usage: bin/shield erasure verify FILE [--key KEY] [--json]

Checks a certificate of erasure ("Signed file" beside it on the screen): that the node signed this text, that the audit has a line
of it, and that the line stands in the signed log at its place. No database is asked. --key is the verifier key that the node is
known by (the file called key of bin/shield audit export); without it the file is checked against the key it carries, which is
printed: compare it over a telephone number you know.
Exit 0 when it is right, 1 when not, 2 misused.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [path, more] = positionals
    if (path === undefined || more !== undefined) throw new CommandFault('name one file')
    const file = await readCertificate(path)
    const faults = verifyCertificate(file, values.key)
    const { id, node, code, certifiedAt } = file.certificate
    if (values.json) console.log(JSON.stringify({ id, node, code, certifiedAt, key: file.key, faults }))
    else {
      console.log(
        `${faults.length === 0 ? '✔' : '✖'} ${node} certified ${certifiedAt} that ${code} was erased`,
      )
      for (const fault of faults) console.log(`  ${fault}`)
      console.log(`  key ${file.key}`)
    }
    return faults.length === 0 ? 0 : 1
  },
}

async function readCertificate(path: string): Promise<CertificateFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new CommandFault(`${path} is not there`)
  })
  try {
    const file: unknown = JSON.parse(text)
    if (Value.Check(CertificateFile, file)) return file
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new CommandFault(`${path} is no certificate of erasure`)
}
