/** Light and dark by the reader's own setting; no font, picture or script from anywhere. */
export const COVERAGE_STYLE = `
:root { color-scheme: light dark; --back: #fff; --ink: #1c2127; --dim: #5b6570; --line: #d9dee3; --box: #f5f7f9;
  --good: #1a7f37; --fair: #8a5d00; --poor: #c3272b; --good-back: #e3f6e6; --fair-back: #fdf1cf; --poor-back: #fde3e1; }
@media (prefers-color-scheme: dark) { :root { --back: #14181d; --ink: #e4e8ec; --dim: #9aa5b1; --line: #313942; --box: #1d232a;
  --good: #5fd07f; --fair: #e0b34a; --poor: #ff8a80; --good-back: #12301c; --fair-back: #362a0a; --poor-back: #43191a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: .5rem 0; }
a { color: inherit; }
small, .line { color: var(--dim); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .75rem; }
.figure { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.figure h2 { margin: 0; font-size: .9rem; color: var(--dim); }
.figure p { margin: 0; }
.figure .big { font-size: 1.8rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.good .big { color: var(--good); } .fair .big { color: var(--fair); } .poor .big { color: var(--poor); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-weight: normal; }
tbody th { overflow-wrap: anywhere; }
thead th { color: var(--dim); font-size: .85rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { display: inline-block; width: min(8rem, 18vw); height: .6rem; border-radius: .3rem; background: var(--line); overflow: hidden; vertical-align: middle; }
.bar span { display: block; height: 100%; }
.bar.good span { background: var(--good); } .bar.fair span { background: var(--fair); } .bar.poor span { background: var(--poor); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
.source { font: 13px/1.45 ui-monospace, monospace; }
.source td { border: 0; padding: 0 .6rem; white-space: pre; vertical-align: top; }
.source .line { text-align: right; user-select: none; width: 1%; }
.source .badge { text-align: right; width: 1%; color: var(--dim); border-left: 3px solid transparent; }
.source b { font-weight: 600; }
.covered .badge { border-left-color: var(--good); } .partly .badge { border-left-color: var(--fair); } .missed .badge { border-left-color: var(--poor); }
.source .covered .code { background: var(--good-back); } .source .partly .code { background: var(--fair-back); } .source .missed .code { background: var(--poor-back); }
.source .partly b { color: var(--fair); } .source .missed b { color: var(--poor); } .source .covered b { color: var(--good); }
.lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.5rem; }
.lists .missed td { color: var(--poor); } .lists .covered td { color: var(--good); }
:focus-visible { outline: 2px solid var(--fair); outline-offset: 2px; }
`
