// `npm start`, `npm test`, `npm run build`, `npm run check` on a machine that has Node and nothing else.
// No dependencies, static imports or top-level await here: an old Node must get as far as the sentence about its version.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Caseline needs Node 20.19 or newer; this is ${process.versions.node}. Get one at https://nodejs.org`)
  process.exit(1)
}

const [command = '', ...args] = process.argv.slice(2)
void import('./setup/task.mjs')
  .then(({ runTask }) => runTask(command, args))
  .catch((error) => {
    console.error(error.message)
    return 1
  })
  .then((code) => {
    process.exitCode = code
  })
