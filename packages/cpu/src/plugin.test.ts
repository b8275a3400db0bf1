import { testPlugin } from '@nsi/core/testing';
import { expect, test } from 'vitest';
import cpu from './plugin.ts';

testPlugin(cpu, { test, expect });
