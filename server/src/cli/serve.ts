import { parseArgs } from 'node:util'

import { readConfig } from '../config.ts'
import { startNode } from '../start-node.ts'
import { migrate } from '../store/migrate.ts'
import { CommandFault } from './command.ts'
import type { Command } from './command.ts'
import { openNodeDatabase } from './open-node.ts'
import { runVault } from './run-vault.ts'
import { untilSignal } from './until-signal.ts'

export const serveCommand: Command = {
  usage: `usage: bin/shield serve [--port 8080] [--only vault]

Migrates the database and runs one node until Ctrl-C. Settings come from the environment:
  SHIELD_MODE     training (default) or production
  SHIELD_NODE     code of the node, for example th
  SHIELD_PORT     port on 127.0.0.1, default 8080
  SHIELD_ORIGIN   address people type, for example https://shield.example
  SHIELD_PEER_PORT, SHIELD_PEER_HOST   door for partners, where the node is in a federation (docs/federation.md)
  SHIELD_DATA     folder for keys and uploads
  SHIELD_OIDC     identity providers, a JSON list
  SHIELD_LOG      silent, error, warn (default), info, debug
  SHIELD_VAULT_PASSPHRASE_FILE   opens the custody file of sealed identities; training makes one. Or SHIELD_VAULT_PKCS11_…,
                  SHIELD_VAULT_OPENBAO_…: a token or a key server keeps their root keys
  SHIELD_VAULT_URL, SHIELD_VAULT_SECRET_FILE   where the vault is a process of its own (docs/vault.md)
  DATABASE_URL    PostgreSQL 15 or later; absent: the embedded one (training only)`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, only: { type: 'string' } },
    })
    if (values.only !== undefined && values.only !== 'vault')
      throw new CommandFault('--only takes the word vault')
    const config = readConfig({ ...process.env, ...(values.port ? { SHIELD_PORT: values.port } : {}) })
    const stop = untilSignal()
    if (values.only === 'vault') return runVault(config, stop)
    const database = await openNodeDatabase(config)
    try {
      await migrate(database.url)
      const running = await startNode(config, database.url)
      running.declareReady()
      console.log(`SHIELD node ${config.node} listens on http://127.0.0.1:${running.port} (${config.mode})`)
      await Promise.race([stop, running.left])
      await running.close()
    } finally {
      await database.stop()
    }
    return 0
  },
}
