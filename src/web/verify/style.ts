/** What the verifier's page adds to the style of all pages. */
export const STYLE = `
:root{--broken:#8c1d18;--brokenbg:#fbe9e7}
@media (prefers-color-scheme:dark){:root{--broken:#ffb4a9;--brokenbg:#4a1512}}
.verdict h2{margin:0 0 .25rem;font-size:1.35rem}
.carried h2{color:var(--good)}
.lost h2{color:var(--bad)}
.broken{background:var(--brokenbg);border-color:var(--broken)}
.broken h2,.broken h3{color:var(--broken)}
.broken .mark{background:var(--broken)}
.mark path{fill:none}
.drop{margin:1.25rem 0;padding:1rem;background:var(--card);border:2px dashed var(--line);border-radius:.75rem}
.drop.over{border-color:var(--gold)}
.drop h2{font-size:1.15rem;margin:0 0 .25rem}
.drop p{margin:0 0 .5rem}
.pick{position:relative;display:inline-block;margin:0 .5rem .5rem 0}
.pick input{position:absolute;inset:0;width:100%;opacity:0;cursor:pointer}
.pick:focus-within{outline:3px solid var(--gold);outline-offset:2px}
.chosen,.file,.faults,details li{overflow-wrap:anywhere}
textarea{display:block;width:100%;min-height:5.5rem;padding:.65rem .75rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--paper);color:var(--ink);font:.875rem/1.4 ui-monospace,"DejaVu Sans Mono",monospace}
textarea:focus-visible,summary:focus-visible{outline:3px solid var(--gold);outline-offset:2px}
article{margin:1.5rem 0 2.5rem}
article section{margin:1.5rem 0}
.lot{margin-top:1.5rem}
dd{white-space:normal;overflow-wrap:anywhere}
nav button{padding:.6rem .4rem;background:none;color:var(--link);font-size:.9375rem;font-weight:400;text-decoration:underline;text-underline-offset:.15em}
nav button[aria-pressed=true]{color:var(--ink);font-weight:600;text-decoration:none}
details{margin:.75rem 0}
summary{padding:.6rem 0;cursor:pointer;color:var(--link)}
.checks td:first-child{width:1.5rem}
.checks th{width:34%}
.checks td,.checks th{overflow-wrap:anywhere}
.claims{list-style:none;margin:0;padding:0}
.claims>li{margin-bottom:.5rem;padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;overflow-wrap:anywhere}
.claims ul,.trail,.faults{padding-left:1.25rem}
.claims ul{margin:.25rem 0 0}
.trail li{margin-bottom:.35rem}
pre{max-height:16rem;overflow:auto}
pre code{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8125rem}
@media print{.drop{display:none}}
`;
