// A Stryker plugin: other words in what people read (a refusal, a diagnostic, an error) are no other behaviour. What the
// code itself compares has no spaces between words.
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'sentences',
    value: { shouldIgnore: (path) => (isSentence(path) ? 'a sentence for people' : undefined) },
  },
]

function isSentence({ node }) {
  if (node.type === 'StringLiteral') return /\w \w/.test(node.value)
  // A value between two texts stands for a word.
  return node.type === 'TemplateLiteral' && /\w \w/.test(node.quasis.map((one) => one.value.raw).join('x'))
}
