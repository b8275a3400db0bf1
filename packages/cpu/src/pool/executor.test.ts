import { testExecutor } from '@nsi/core/testing';
import { expect, test } from 'vitest';
import { createExecutor } from './executor.ts';

testExecutor({ name: 'createExecutor', create: () => createExecutor({ threads: 2 }) }, { test, expect });
