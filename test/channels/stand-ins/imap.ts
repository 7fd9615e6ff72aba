// As much of an IMAP server (RFC 3501, with UIDPLUS and MOVE) as a poller needs, on loopback: LOGIN, SELECT, SEARCH UNSEEN,
// FETCH, STORE, MOVE. One user, folders in memory.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface ImapLetter {
  readonly uid: number
  readonly bytes: Buffer
  readonly flags: Set<string>
}

export interface ImapStandIn {
  readonly port: number
  readonly user: string
  readonly password: string
  readonly folders: Map<string, ImapLetter[]>
  readonly deliver: (letter: string | Buffer) => number
  /** The connection is cut at the next command of that name. */
  readonly cutAt: (command: string) => void
  readonly commands: readonly string[]
  readonly close: () => Promise<void>
}

export async function startImap(): Promise<ImapStandIn> {
  const [user, password] = ['help', 'imap-password-0123456789']
  const folders = new Map<string, ImapLetter[]>([
    ['INBOX', []],
    ['Done', []],
  ])
  const commands: string[] = []
  const sockets = new Set<Socket>()
  let next = 1
  let cut: string | undefined

  const serve = (socket: Socket): void => {
    let selected: ImapLetter[] = []
    let text = ''
    const say = (line: string): boolean => socket.write(`${line}\r\n`, 'latin1')
    const uidsIn = (set: string): ImapLetter[] =>
      selected.filter(({ uid }) =>
        set.split(',').some((range) => {
          const [from = '', to = from] = range.split(':')
          return uid >= Number(from) && (to === '*' || uid <= Number(to))
        }),
      )
    const fetched = (letter: ImapLetter, items: string): void => {
      const at = selected.indexOf(letter) + 1
      const head = `* ${at} FETCH (UID ${letter.uid} FLAGS (${[...letter.flags].join(' ')}) RFC822.SIZE ${letter.bytes.length}`
      if (!/BODY(?:\.PEEK)?\[\]/iu.test(items)) return void say(`${head})`)
      // Without PEEK reading is seeing.
      if (!/PEEK/iu.test(items)) letter.flags.add('\\Seen')
      socket.write(`${head} BODY[] {${letter.bytes.length}}\r\n`, 'latin1')
      socket.write(letter.bytes)
      say(')')
    }
    const answer = (tag: string, line: string): void => {
      const [, isUid, name = '', rest = ''] = /^(UID )?([A-Z]+) ?(.*)$/iu.exec(line) ?? []
      const command = name.toUpperCase()
      commands.push(`${isUid ?? ''}${command}`)
      if (command === cut) {
        cut = undefined
        return void socket.destroy()
      }
      const ok = (): boolean => say(`${tag} OK ${command} completed`)
      switch (command) {
        case 'CAPABILITY':
          say('* CAPABILITY IMAP4rev1 UIDPLUS MOVE')
          return void ok()
        case 'LOGIN':
          if (rest.replaceAll('"', '') === `${user} ${password}`) return void ok()
          return void say(`${tag} NO [AUTHENTICATIONFAILED] Authentication failed.`)
        case 'LIST':
        case 'LSUB':
          if (rest === '"" ""') say('* LIST (\\Noselect) "/" ""')
          else for (const folder of folders.keys()) say(`* ${command} () "/" ${folder}`)
          return void ok()
        case 'STATUS':
          return void (folders.has(rest.split(' ')[0]?.replaceAll('"', '') ?? '')
            ? ok()
            : say(`${tag} NO no such folder`))
        case 'SELECT':
        case 'EXAMINE': {
          const folder = folders.get(rest.split(' ')[0]?.replaceAll('"', '') ?? '')
          if (folder === undefined) return void say(`${tag} NO no such folder`)
          selected = folder
          say(`* ${folder.length} EXISTS`)
          say('* 0 RECENT')
          say('* FLAGS (\\Seen \\Deleted \\Answered)')
          say('* OK [PERMANENTFLAGS (\\Seen \\Deleted \\Answered \\*)] ok')
          say('* OK [UIDVALIDITY 1] ok')
          say(`* OK [UIDNEXT ${next}] ok`)
          return void say(`${tag} OK [READ-WRITE] done`)
        }
        case 'SEARCH': {
          const found = selected.filter(({ flags }) => !/UNSEEN/iu.test(rest) || !flags.has('\\Seen'))
          say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trimEnd())
          return void ok()
        }
        case 'FETCH': {
          const [, set = '', items = ''] = /^(\S+) (.*)$/u.exec(rest) ?? []
          for (const letter of uidsIn(set)) fetched(letter, items)
          return void ok()
        }
        case 'STORE': {
          const [, set = '', flags = ''] = /^(\S+) \+FLAGS(?:\.SILENT)? \((.*)\)$/iu.exec(rest) ?? []
          for (const letter of uidsIn(set)) for (const flag of flags.split(' ')) letter.flags.add(flag)
          return void ok()
        }
        case 'MOVE': {
          const [, set = '', target = ''] = /^(\S+) "?(.*?)"?$/u.exec(rest) ?? []
          const folder = folders.get(target)
          if (folder === undefined) return void say(`${tag} NO [TRYCREATE] no such folder`)
          for (const letter of uidsIn(set)) {
            folder.push(letter)
            say(`* ${selected.indexOf(letter) + 1} EXPUNGE`)
            selected.splice(selected.indexOf(letter), 1)
          }
          return void ok()
        }
        case 'LOGOUT':
          say('* BYE')
          ok()
          return void socket.end()
        case 'NOOP':
        case 'CLOSE':
        case 'UNSELECT':
          return void ok()
        default:
          return void say(`${tag} BAD unknown command`)
      }
    }
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const [tag = '', ...words] = text.slice(0, end).split(' ')
        text = text.slice(end + 2)
        answer(tag, words.join(' '))
      }
    })
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    sockets.add(socket)
    say('* OK ready')
  }

  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    user,
    password,
    folders,
    commands,
    deliver: (letter) => {
      folders.get('INBOX')?.push({ uid: next, bytes: Buffer.from(letter as string), flags: new Set() })
      return next++
    },
    cutAt: (command) => {
      cut = command
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
