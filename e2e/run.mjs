// node e2e/run.mjs [script ...]: starts the built program as a demo on a free port with data of its own, runs the browser
// tests (or the scripts named) against it, and stops it. BASE=http://... runs them against a server that is up already.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE = 120_000; // milliseconds for the first start: a database and a demo world are made
const CLOCK = '2026-10-06T09:00:00Z'; // noon on a Tuesday in Moscow, for the program and the browsers alike
const root = new URL('..', import.meta.url).pathname;

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (s.address());
      s.close(() => done(port));
    });
  });

/** Waits until the program says it is ready, or has ended. @param {string} base @param {import('node:child_process').ChildProcess} program */
async function ready(base, program) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}`);
    const answer = await fetch(base + '/readyz').catch(() => null);
    if (answer?.ok) return;
    await new Promise((r) => setTimeout(r, 200));
  }
  throw new Error('the program was not ready in time');
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
const run = (command, args, env) =>
  new Promise((done) =>
    spawn(command, args, { cwd: root, env, stdio: 'inherit' }).on('exit', (code) => done(code ?? 1)),
  );

const journeys = () =>
  readdirSync(join(root, 'e2e'))
    .filter((f) => f.endsWith('.e2e.mjs'))
    .sort()
    .map((f) => 'e2e/' + f);

async function startDemo() {
  const data = mkdtempSync(join(tmpdir(), 'povtor-e2e-'));
  chmodSync(data, 0o755); // the database may run as another user
  const addr = `127.0.0.1:${await freePort()}`;
  const program = spawn(join(root, 'bin/povtor'), ['demo', '--addr', addr, '--data', join(data, 'data')], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', POVTOR_CLOCK: CLOCK },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((done) => program.on('exit', done));
  const stop = async () => {
    program.kill('SIGINT');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready('http://' + addr, program);
  } catch (e) {
    await stop();
    throw e;
  }
  return { base: 'http://' + addr, stop };
}

const scripts = process.argv.slice(2);
const tests = scripts.length ? scripts : ['--test', ...journeys()];
const up = process.env.BASE;
const demo = up ? { base: up, stop: async () => {} } : await startDemo();
const env = { ...process.env, BASE: demo.base, ...(!up && { POVTOR_CLOCK: CLOCK }) };
const code = await run(process.execPath, tests, env).finally(demo.stop);
process.exit(code);
