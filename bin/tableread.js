#!/usr/bin/env node
import module from 'node:module'

// Newer Node can keep compiled code between runs; 20 starts without.
module.enableCompileCache?.()
await import('../dist/cli.js')
