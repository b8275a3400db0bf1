import { testPlugin } from '@nsi/core/testing';
import { expect, test } from 'vitest';
import profilerPlugin from './plugin.ts';

testPlugin(profilerPlugin as never, { test, expect });
