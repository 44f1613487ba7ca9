#!/usr/bin/env node
import { prepareV8 } from '../node/v8.js';

prepareV8();
const { main } = await import('./program.js');
await main(process.argv.slice(2));
