import { chromium } from "playwright-core";
const [,, width="1200", dark="light", lang="zh-CN", ...cmds]=process.argv;
const b=await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-quic","--disable-background-networking","--disable-component-update","--disable-sync"]});
const c=await b.newContext({viewport:{width:Number(width),height:900},colorScheme:dark as any,locale:lang,deviceScaleFactor:Number(width)<500?2:1});
const p=await c.newPage(); p.on("console",m=>{ if(m.type()==="error") console.log("console:",m.text()); }); p.on("pageerror",e=>console.log("pageerror",e.message));
await p.goto("http://127.0.0.1:3987/");
await p.waitForTimeout(1500);
let i=0;
for(const cmd of cmds){ const before=await p.locator(".card").count(); const t=p.locator("textarea").first(); await t.fill(cmd); await t.press("Enter"); 
 for(let k=0;k<60;k++){ await p.waitForTimeout(250); if(await p.locator(".card").count()>before) break; }
 await p.waitForTimeout(2500);
 const cards=p.locator(".card"); const n=await cards.count(); console.log(cmd,"cards",n); if(n) { await p.setViewportSize({width:Number(width),height:4000}); await p.waitForTimeout(1200); await cards.nth(n-1).screenshot({path:`/tmp/shot-${width}-${dark}-${i}.png`}); await p.setViewportSize({width:Number(width),height:900}); }
 i++; }
await p.screenshot({path:`/tmp/page-${width}-${dark}.png`});
await b.close();
