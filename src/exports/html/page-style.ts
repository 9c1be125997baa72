/** How a page looks: what is read without a script, and the room of the player. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#fff,#0f1216);--panel:light-dark(#f6f7f9,#14181d);--line:light-dark(#e2e5ea,#262c35);--text:light-dark(#1a1f27,#e1e6ec);--soft:light-dark(#515a68,#9aa4b2);--accent:light-dark(#4f46e5,#9d95ff);--tint:light-dark(#eef0ff,#201e3d);--add:light-dark(#136534,#7ee2a3);--failed:light-dark(#a32020,#ff9d9d);--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.6 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Liberation Sans",system-ui,sans-serif;overflow-wrap:anywhere}
#story{max-inline-size:44rem;margin-inline:auto;padding:2rem 1.25rem 4rem}
#stage,#stage>*{display:block;block-size:100vh;block-size:100dvh}
.plays body{overflow:hidden}
h1{margin:0 0 .75rem;font-size:clamp(1.375rem,4vw,1.75rem);line-height:1.25;letter-spacing:-.015em;text-wrap:balance}
h2{margin:3rem 0 .75rem;padding-block-start:.75rem;border-block-start:1px solid var(--line);color:var(--soft);font-size:.8125rem;font-weight:600;font-variant-numeric:tabular-nums}
p{margin:0 0 .75rem;white-space:pre-wrap}
a{color:var(--accent)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:0 0 1rem;font-size:.875rem}
dt{color:var(--soft)}
dd{margin:0}
.hint{color:var(--soft);font-size:.875rem}
ol,ul{margin:0;padding:0;list-style:none}
nav li{display:grid;grid-template-columns:3.5rem 1fr;gap:.5rem;align-items:baseline;padding-block:.25rem}
nav .outcome{text-align:end;font-variant-numeric:tabular-nums}
nav h2{margin-block-start:1.5rem}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
blockquote{margin:0 0 1rem;padding:.75rem 1rem;border-radius:.625rem;background:var(--tint)}
blockquote>:last-child,.said>:last-child{margin-block-end:0}
.said{margin-block-end:1rem}
pre{margin:0 0 .75rem;padding:.75rem 1rem;border-radius:.5rem;background:var(--panel);overflow-x:auto;overflow-wrap:normal;font:.8125rem/1.5 var(--mono)}
code{font-family:var(--mono);font-size:.8125rem;white-space:pre-wrap}
pre code{white-space:pre}
details{margin-block-end:1rem;border:1px solid var(--line);border-radius:.5rem}
summary{padding:.375rem .75rem;color:var(--soft);font-size:.875rem;cursor:pointer}
details li{display:grid;grid-template-columns:1fr auto;gap:.125rem .75rem;align-items:baseline;padding:.375rem .75rem;border-block-start:1px solid var(--line);font-size:.875rem}
.outcome{color:var(--soft);font-size:.8125rem;white-space:nowrap}
.failed{color:var(--failed)}
.added{color:var(--add)}
footer{margin-block-start:3rem;padding-block-start:.75rem;border-block-start:1px solid var(--line);color:var(--soft);font-size:.8125rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:.25rem}
/* Nobody should read a line that the player takes away: where it does not come, the story does. */
@media (scripting:enabled){html:not(.plays) #story{animation:late 0s 3s both}@keyframes late{from{visibility:hidden}}}
`;
