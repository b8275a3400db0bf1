import { testPlugin } from '@nsi/core/testing';
import { expect, test } from 'vitest';
import io from './plugin.ts';

testPlugin(io, { test, expect });
