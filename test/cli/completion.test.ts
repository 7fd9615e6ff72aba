import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { caseline } from './command-line.js'

const SHELLS = ['bash', 'zsh', 'fish'] as const
const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

describe('shell completion', function () {
  this.timeout(120_000)
  const dir = mkdtempSync(join(tmpdir(), 'caseline completion '))
  const scripts = new Map<string, string>()

  before(async () => {
    for (const shell of SHELLS) {
      const { code, out, err } = await caseline(['completion', shell])
      expect([code, err]).to.deep.equal([0, ''])
      scripts.set(shell, join(dir, shell))
      writeFileSync(join(dir, shell), out)
    }
  })

  after(() => rmSync(dir, { recursive: true }))

  /** What bash would offer for the last word. */
  const offered = (...words: readonly string[]): readonly string[] => {
    const line = ['caseline', ...words]
    const program = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _caseline; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { status, stdout, stderr } = spawnSync('bash', ['-c', program, 'bash', scripts.get('bash') ?? '', ...line], {
      encoding: 'utf8',
    })
    expect([status, stderr]).to.deep.equal([0, ''])
    return stdout.split('\n').filter((word) => word !== '')
  }

  it('offers commands, commands of commands, options and their choices in bash', () => {
    expect(offered('se')).to.deep.equal(['serve'])
    expect(offered('')).to.include.members(['serve', 'keys', 'config', 'replay', 'completion', '--help'])
    expect(offered('keys', '')).to.include.members(['add', 'list', 'revoke'])
    expect(offered('keys', 'add', '--sc')).to.deep.equal(['--scope'])
    expect(offered('keys', 'add', '--scope', '')).to.have.members(['agent', 'admin', 'ingest'])
    expect(offered('draw', '--format', 's')).to.deep.equal(['svg'])
    expect(offered('completion', '')).to.include.members([...SHELLS])
    expect(offered('serve', '--worker-only', '--ap')).to.deep.equal(['--api-only'])
  })

  it('leaves files to the shell, and offers nothing for what only the user knows', () => {
    expect(offered('serve', '--config', '')).to.deep.equal([])
    expect(offered('serve', '--port', '')).to.deep.equal([])
    expect(offered('check', 'ru')).to.deep.equal([])
  })

  it('does not take the value of an option for a command', () => {
    expect(offered('serve', '--workspace', 'keys', '--wor')).to.include.members(['--worker-only', '--workspace'])
  })

  for (const shell of SHELLS) {
    it(`is a script that ${shell} can read`, function () {
      if (!isThere(shell)) this.skip()
      const flag = shell === 'fish' ? '--no-execute' : '-n'
      const { status, stderr } = spawnSync(shell, [flag, scripts.get(shell) ?? ''], { encoding: 'utf8' })
      expect([status, stderr]).to.deep.equal([0, ''])
    })
  }

  it('offers the same in fish', function () {
    if (!isThere('fish')) this.skip()
    const program = `source $argv[1]; complete -C 'caseline keys add --scope '; complete -C 'caseline serv'`
    const { stdout } = spawnSync('fish', ['-c', program, scripts.get('fish') ?? ''], { encoding: 'utf8' })
    expect(stdout)
      .to.match(/^ingest/mu)
      .and.to.match(/^serve\t/mu)
  })

  it('is asked for one of three shells', async () => {
    expect((await caseline(['completion', 'tcsh'])).code).to.equal(2)
    expect((await caseline(['completion'])).code).to.equal(2)
  })
})
