#!/usr/bin/env node
// Proves that the checkers find faults: a sound page must pass, a faulty one must fail every listed check,
// and a page that keeps what was typed must be caught at it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOUND_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=()',
};
const SOUND_CSS = 'h1{font-size:1.5rem;overflow-wrap:anywhere}body{margin:1rem;font:1.25rem/1.5 sans-serif;color:#111;background:#fff}textarea{display:block;width:100%;min-height:6rem}button{min-height:3.5rem;min-width:6rem;font:inherit}:focus{outline:4px solid #111;outline-offset:4px}';
const SOUND = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sound page</title><link rel="stylesheet" href="/sound.css"><link rel="icon" href="/icon.svg"></head>
<body><main><form method="post" action="/send" autocomplete="off"><h1><label for="t">What happened?</label></h1>
<textarea id="t" name="t" autocomplete="off" spellcheck="false" writingsuggestions="false"></textarea><p><button>Next</button></p></form></main></body></html>`;
const FAULTY = (other) => `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title></title><meta http-equiv="refresh" content="300">
<style>:focus{outline:none}.bar{position:fixed;top:0;left:0;right:0;height:120px;background:#fff}.wide{width:1800px}.cut{width:6rem;height:1.2rem;overflow:hidden}@keyframes a{to{opacity:.4}}.spin{animation:a 1s infinite}</style></head>
<body onload="localStorage.setItem('k', '1')"><a href="#" style="font-size:8px">x</a><a href="/a">under the bar</a><div class="bar">bar</div>
<h1 id="js"></h1><h3>Jump</h3><p style="color:#bbb">faint</p><p class="wide">wide</p><p class="cut">words that do not fit in here</p><p class="spin">moving</p>
<img src="${other}/x.png"><form><div class="slip"><button name="go" value="back">Back</button>${'<input name="q">'.repeat(9)}<input type="text" name="w"></div></form>
<script>document.getElementById('js').textContent = 'Only with script'; document.cookie = 'a=1'; throw new Error('boom');</script></body></html>`;

// A clock whose minute turns between two looks.
let looks = 0;
const CLOCK = () => SOUND.replaceAll('Sound page', 'Clock').replace('What happened?', looks++ ? '10:01' : '10:00');

const WRITING = '<!DOCTYPE html><title>Writing</title><form autocomplete="off"><textarea autocomplete="off"></textarea></form><a data-leave href="/gone">Leave</a>';
const FORGETTING = `${WRITING}<script>addEventListener('pagehide', () => document.forms[0].reset());</script>`;

const listen = async (handler) => {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
};
const other = await listen((_, res) => res.writeHead(404).end());
const site = await listen((req, res) => {
  if (req.url === '/sound') res.writeHead(200, SOUND_HEADERS).end(SOUND);
  else if (req.url === '/clock') res.writeHead(200, SOUND_HEADERS).end(CLOCK());
  else if (req.url === '/sound.css') res.writeHead(200, { 'content-type': 'text/css' }).end(SOUND_CSS);
  else if (req.url === '/icon.svg') res.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  else if (req.url === '/forgets') res.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end(FORGETTING);
  // A changed cookie makes Chromium drop no-store pages from its back/forward cache.
  else if (req.url === '/gone') res.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'gone=1; Max-Age=1' }).end('Gone');
  else if (req.url === '/remembers') res.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=600' }).end(WRITING);
  else if (req.url === '/faulty') res.writeHead(200, { 'content-type': 'text/html' }).end(FAULTY(other.origin));
  else res.writeHead(404).end();
});

const report = join(tmpdir(), `selftest-${process.pid}.json`);
async function run(script, ...args) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (data) => { printed += data; });
  const [code] = await once(child, 'close');
  return { code, printed };
}
const { code, printed } = await run('check.mjs', '--json', report, `${site.origin}/sound`, `${site.origin}/clock`, `${site.origin}/faulty`);
const forgets = await run('forget.mjs', `${site.origin}/forgets`);
const remembers = await run('forget.mjs', `${site.origin}/remembers`);
const [sound, clock, faulty] = JSON.parse(readFileSync(report, 'utf8'));
rmSync(report);
site.server.close();
other.server.close();

const found = new Set(faulty.problems.map((p) => p.check));
const expected = ['axe', 'console', 'headers', 'html-validate', 'keyboard', 'markup', 'motion', 'names', 'no-js', 'nu', 'privacy', 'reflow', 'rtl', 'stops', 'target-size', 'text-resize', 'third-party', 'weight'];
const missed = expected.filter((check) => !found.has(check));
if (sound.problems.length || clock.problems.length || looks < 4 || missed.length || code !== 1) {
  console.log(printed);
  console.log(`sound page: ${sound.problems.length} problems; clock: ${clock.problems.length} in ${looks} looks; checks that missed the fault: ${missed.join(', ') || 'none'}; exit code ${code}`);
  process.exit(1);
}
if (forgets.code !== 0 || remembers.code !== 1) {
  console.log(forgets.printed, remembers.printed);
  console.log(`forget.mjs: ${forgets.code} for a page that forgets, ${remembers.code} for one that does not`);
  process.exit(1);
}
console.log(`${expected.length + 4} passed, 0 failed`);
