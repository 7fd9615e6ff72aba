import { expect } from 'chai'
import { meant, newFindings } from '../../../src/core/rules/check/report.js'

const nameFor = (wrong: string, ...known: readonly string[]) => meant(wrong, known, '/at').name

describe('the name that was probably meant', () => {
  it('is the nearest: a third of its letters may be wrong, missing or too many, and one of a short name', () => {
    expect(nameFor('subjct', 'subject')).to.equal('subject')
    expect(nameFor('sbject', 'subject', 'object')).to.equal('subject')
    expect(nameFor('subbject', 'subject')).to.equal('subject')
    expect(nameFor('abcxyz', 'abcdez')).to.equal('abcdez')
    expect(nameFor('abcxyz', 'abcdef')).to.equal(undefined)
    expect(nameFor('ab', 'ac')).to.equal('ac')
    expect(nameFor('ab', 'cd')).to.equal(undefined)
    expect(nameFor('a', 'b')).to.equal('b')
    expect(nameFor('abc', 'abcde')).to.equal(undefined)
    expect(nameFor('abcdef', 'abcdefgh')).to.equal('abcdefgh')
    expect(nameFor('abcdef', 'abcdefghi')).to.equal(undefined)
    expect(nameFor('', 'a')).to.equal('a')
  })

  it('is the first of those that are as near, and nearer ones come before', () => {
    expect(nameFor('tag', 'tab', 'tog')).to.equal('tab')
    expect(nameFor('status', 'statues', 'status2', 'Status')).to.equal('Status')
    expect(nameFor('abcdef', 'abcdxy', 'abcdex')).to.equal('abcdex')
  })

  it('is looked for whatever the case, and not for what is no name', () => {
    expect(nameFor('SUBJECT', 'subject')).to.equal('subject')
    expect(nameFor('x'.repeat(60), `${'x'.repeat(59)}y`)).to.equal(`${'x'.repeat(59)}y`)
    expect(nameFor('x'.repeat(61), `${'x'.repeat(60)}y`)).to.equal(undefined)
  })

  it('comes with a hint and a fix', () => {
    expect(meant('subjct', ['subject'], '/at', (name) => `$.${name}`)).to.deep.equal({
      hint: ' Did you mean `subject`?',
      name: 'subject',
      fix: { title: 'Change to `subject`', pointer: '/at', value: '$.subject' },
    })
    expect(meant('subjct', ['subject'], '/at').fix?.value).to.equal('subject')
    expect(meant('x', ['subject'], '/at')).to.deep.equal({ hint: '' })
  })
})

describe('what a check finds', () => {
  it('is one fault at a place, of each file; properties and variables that are missing may be several', () => {
    const findings = newFindings()
    const [here, there, nowhere] = [findings.reportFor('a'), findings.reportFor('b'), findings.reportFor(undefined)]
    here.error('wrong-type', '/x', 'first')
    here.error('wrong-value', '/x', 'left out')
    here.warning('wrong-value', '/x', 'left out too')
    here.error('missing-property', '/x', 'second')
    here.warning('unknown-variable', '/x', 'third')
    there.error('wrong-value', '/x', 'fourth')
    nowhere.error('wrong-value', '/x', 'fifth', { title: 'fix', pointer: '/x', value: 1 })
    here.error('wrong-value', '/y', 'sixth')
    expect(findings.all()).to.deep.equal([
      { severity: 'error', code: 'wrong-type', message: 'first', pointer: '/x', source: 'a' },
      { severity: 'error', code: 'missing-property', message: 'second', pointer: '/x', source: 'a' },
      { severity: 'warning', code: 'unknown-variable', message: 'third', pointer: '/x', source: 'a' },
      { severity: 'error', code: 'wrong-value', message: 'fourth', pointer: '/x', source: 'b' },
      {
        severity: 'error',
        code: 'wrong-value',
        message: 'fifth',
        pointer: '/x',
        fix: { title: 'fix', pointer: '/x', value: 1 },
      },
      { severity: 'error', code: 'wrong-value', message: 'sixth', pointer: '/y', source: 'a' },
    ])
  })

  it('is a thousand faults at most, and how many more there are', () => {
    const findings = newFindings()
    const report = findings.reportFor(undefined)
    for (let count = 0; count < 1000; count += 1) report.error('wrong-type', `/${count}`, 'x')
    expect(findings.all()).to.have.length(1000)
    report.error('wrong-type', '/1000', 'x')
    report.error('wrong-type', '/1001', 'x')
    const all = findings.all()
    expect(all).to.have.length(1001)
    expect(all[1000]).to.deep.include({ severity: 'error', code: 'too-many-faults', pointer: '' })
    expect(all[1000]?.message).to.match(/^2 more /)
  })
})
