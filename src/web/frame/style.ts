/** The style of every page. Text keeps a contrast of 4.5 : 1 and more in light and dark (WCAG 2.2, 1.4.3). */
export const CSS = `
:root{color-scheme:light dark;--paper:#fbf8f2;--card:#fff;--ink:#241c14;--soft:#5f5346;--line:#e3d9c8;--link:#7a4f00;--gold:#b98a2d;
--good:#1f5c3d;--goodbg:#e9f4ec;--bad:#7a4a08;--badbg:#fdf3df;
--o0:#8f6410;--o1:#2f6f62;--o2:#9a4a2d;--o3:#4c5f9c;--o4:#7d4271;--o5:#5d6b22;--mixed:#c99a3a}
@media (prefers-color-scheme:dark){:root{--paper:#1b1611;--card:#262019;--ink:#f3ebdf;--soft:#c2b5a3;--line:#463b2e;--link:#f0c46a;--gold:#d9ac55;
--good:#9fdcb8;--goodbg:#1b3226;--bad:#f2cf8d;--badbg:#3a2d14;--mixed:#d9ac55}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main,.top,footer{max-width:46rem;margin:0 auto;padding:0 1rem}
h1,h2,h3{line-height:1.2;font-family:Georgia,"Noto Serif",serif;font-weight:600;text-wrap:balance}
h1{font-size:2rem;margin:.5rem 0 1rem}.what h1{margin:0}
h2{font-size:1.4rem;margin:0 0 .75rem}
h3{font-size:1.1rem;margin:0 0 .25rem}
p{margin:0 0 .75rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--gold);outline-offset:2px;border-radius:2px}
section{margin:2.25rem 0}
.small{font-size:.9375rem;color:var(--soft)}
.hidden,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{display:block;padding:.5rem 1rem}
.sample{margin:0;padding:.5rem 1rem;background:#5b2333;color:#fff;text-align:center;font-size:.9375rem}
.sample b{letter-spacing:.08em;margin-right:.5em;white-space:nowrap}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;padding-top:.75rem;padding-bottom:.75rem}
.brand{display:inline-flex;align-items:center;gap:.4rem;font:600 1.35rem Georgia,"Noto Serif",serif;color:var(--ink);text-decoration:none;min-height:2.75rem}
.brand svg{width:1.75rem}
.brand path{fill:none;stroke:var(--gold);stroke-width:4;stroke-linecap:round}
nav a{display:inline-block;padding:.6rem .4rem;font-size:.9375rem}
nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
.what{display:flex;gap:1rem;align-items:flex-start;margin-top:.75rem}
.stamp{flex:none;width:4.25rem}
.stamp path{fill:none;stroke:var(--gold);stroke-width:3}
.stamp text{font:700 19px Georgia,"Noto Serif",serif;fill:var(--ink)}
.prints{padding-left:1.25rem}
.prints code{overflow-wrap:anywhere;font-size:.875rem}
.kicker{margin:0;color:var(--soft);font-size:.9375rem}
dl{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:.75rem 0}
dt{font-size:.875rem;color:var(--soft)}
dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
dd small{font-weight:400;color:var(--soft)}
.code,code{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
.verdict{position:relative;margin:0 0 1.25rem;padding:1rem 1rem .5rem 3.75rem;border-radius:.75rem;border:1px solid}
.verdict h3{font-size:1.35rem}
.carried{background:var(--goodbg);border-color:var(--good)}
.lost{background:var(--badbg);border-color:var(--bad)}
.carried h3,.good{color:var(--good)}
.lost h3,.bad{color:var(--bad)}
.good,.bad{font-weight:600}
.verdict .small{color:var(--ink)}
.mark{position:absolute;left:1rem;top:1rem;width:2rem;height:2rem;border-radius:50%;padding:.3rem}
.mark path{fill:none;stroke:var(--card);stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.carried .mark{background:var(--good)}
.lost .mark{background:var(--bad)}
.papers{list-style:none;margin:.5rem 0 0;padding:0;display:grid;gap:.75rem}
.papers li{padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;overflow-wrap:anywhere}
.bar{display:block;height:2.25rem;border-radius:.4rem;margin-bottom:.5rem}
.bar text{fill:#fff;font:700 15px system-ui,sans-serif}
table{width:100%;border-collapse:collapse;margin-bottom:.75rem}
th,td{text-align:left;padding:.5rem .25rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{font-size:.875rem;color:var(--soft)}
.n{text-align:right;padding-left:.75rem;font-variant-numeric:tabular-nums;white-space:nowrap}
.key{display:inline-block;min-width:1.5rem;padding:0 .3rem;margin-right:.5rem;border-radius:.25rem;color:#fff;font-weight:700;text-align:center;font-size:.875rem}
.o0{fill:var(--o0);stop-color:var(--o0);background:var(--o0)}
.o1{fill:var(--o1);stop-color:var(--o1);background:var(--o1)}
.o2{fill:var(--o2);stop-color:var(--o2);background:var(--o2)}
.o3{fill:var(--o3);stop-color:var(--o3);background:var(--o3)}
.o4{fill:var(--o4);stop-color:var(--o4);background:var(--o4)}
.o5{fill:var(--o5);stop-color:var(--o5);background:var(--o5)}
.mixed{fill:var(--mixed);stop-color:var(--mixed)}
.path{list-style:none;margin:1rem 0 0;padding:0}
.path>li{display:grid;grid-template-columns:6rem 1fr;gap:1rem}
.path>li>div:last-child{padding-bottom:1.25rem}
.path p{margin-bottom:.35rem}
.hand{color:var(--soft)}
.river{display:flex;flex-direction:column}
.river svg{display:block;width:100%}
.blocks{height:.9rem;flex:none}
.streams{flex:1;height:0;min-height:3rem;opacity:.55}
pre{margin:0 0 .75rem;padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;overflow-x:auto}
.button,button{display:inline-block;padding:.7rem 1.1rem;border:0;border-radius:.5rem;background:#6b4600;color:#fff;font:600 1rem system-ui,sans-serif;text-decoration:none;cursor:pointer}
form{display:grid;gap:.5rem;max-width:30rem}
.field{display:flex;flex-wrap:wrap;gap:.5rem}
input{flex:1 1 13rem;min-width:0;padding:.65rem .75rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--card);color:var(--ink);font:1rem ui-monospace,"DejaVu Sans Mono",monospace}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem}
.figures div{display:flex;flex-direction:column-reverse;padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
.figures dd{font:600 1.75rem Georgia,"Noto Serif",serif}
.jewels{list-style:none;margin:0 0 1.25rem;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.5rem}
.jewels a{display:block;height:100%;padding:.6rem .75rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;color:var(--ink);text-decoration:none}
.jewels a:hover{border-color:var(--gold)}
.jewels b{display:block;color:var(--link);text-decoration:underline;text-underline-offset:.15em}
.about{padding-left:1.25rem}
.about li{margin-bottom:.4rem}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2rem;border-top:1px solid var(--line);font-size:.9375rem;color:var(--soft)}
@media (min-width:40rem){.path>li{grid-template-columns:13rem 1fr;gap:2rem}h1{font-size:2.5rem}.stamp{width:6rem}.papers{grid-template-columns:1fr 1fr}}
@media print{.top nav,.skip,form{display:none}}
`;
