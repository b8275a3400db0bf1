import { testPlugin } from '@nsi/core/testing';
import { expect, test } from 'vitest';
import memory from './plugin.ts';

testPlugin(memory, { test, expect });
