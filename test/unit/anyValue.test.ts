import fc from 'fast-check';
import type { INodePropertyOptions } from 'n8n-workflow';

import { allParameters, withCommonParameters } from '../../nodes/shared/action/description';
import { settingsParameters } from '../../nodes/shared/http/settings';
import { InvalidValue } from '../../nodes/shared/parameters/errors';
import { readValues } from '../../nodes/shared/parameters/readValues';
import { readValue } from '../../nodes/shared/parameters/values';
import { triggerParameters } from '../../nodes/shared/trigger/trigger';
import { smalltalkTrigger } from '../../nodes/Smalltalk/trigger';
import { stenomaticTrigger } from '../../nodes/Stenomatic/trigger';
import { talkioTrigger } from '../../nodes/Talkio/trigger';
import { talkitTrigger } from '../../nodes/Talkit/trigger';
import { voipbinTrigger } from '../../nodes/Voipbin/trigger';
import {
	collections,
	declaredParameters,
	parametersOf,
	type Parameter,
} from '../../nodes/shared/vendor/operation';
import { propertyRuns } from '../support/propertyRuns';
import { serviceUses } from '../uses';

const triggers = [
	smalltalkTrigger,
	talkitTrigger,
	voipbinTrigger,
	talkioTrigger,
	stenomaticTrigger,
];

const operations = serviceUses.flatMap(({ api }) =>
	Object.values(api.resources).flatMap((resource) => Object.values(resource.operations)),
);

/** Every parameter, option and field of the ten nodes. */
const parameters: Parameter[] = [
	...serviceUses.flatMap(({ api }) => [...allParameters(api), ...settingsParameters(api)]),
	...operations.flatMap((operation) => declaredParameters(withCommonParameters(operation))),
	...triggers.flatMap((trigger) => triggerParameters(trigger as never)),
];

/** What an expression may give, and what an AI agent may write. */
const anyValue = fc.oneof(
	fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true, withSparseArray: true }),
	fc.string({ unit: 'binary' }),
	fc.double(),
	fc.date(),
	fc.constantFrom(
		'true',
		'false',
		'1',
		'0',
		'[]',
		'["a","b"]',
		'{"a":1}',
		'a, b',
		'2026-11-20',
		'2026-11',
		202611,
		1763596800,
		1763596800000,
		'__proto__',
		'constructor',
		'\ud800',
		'x'.repeat(10_000),
	),
	fc.record({
		__rl: fc.constant(true),
		mode: fc.constantFrom('id', 'list', 'url', 7),
		value: fc.anything(),
	}),
);

/** Whether a value that was read is of the parameter's kind. */
function fits({ field, list, format, convert }: Parameter, value: unknown): boolean {
	if (value === undefined) return field.required !== true;
	if (convert) return true;
	const isText = typeof value === 'string' && value.isWellFormed();
	if (field.type === 'fixedCollection') return typeof value === 'object';
	if (list)
		return (
			Array.isArray(value) &&
			value.every((entry) => typeof entry === 'number' || typeof entry === 'string')
		);
	switch (field.type) {
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'boolean':
			return typeof value === 'boolean';
		case 'options':
			return field.typeOptions?.loadOptionsMethod
				? true
				: ((field.options ?? []) as INodePropertyOptions[]).some(
						(option) => option.value === value,
					);
		case 'dateTime':
			return format === 'epoch-ms' ? Number.isSafeInteger(value) : isText;
		default:
			return isText || typeof value === 'number';
	}
}

describe('values of any type', () => {
	it('Every parameter reads any value as its own kind, or names itself and the value', () => {
		fc.assert(
			fc.property(fc.nat(parameters.length - 1), anyValue, (index, value) => {
				const parameter = parameters[index] as Parameter;
				try {
					expect([parameter.name, fits(parameter, readValue(parameter, value, 'UTC'))]).toEqual([
						parameter.name,
						true,
					]);
				} catch (error) {
					if (!(error instanceof InvalidValue)) throw error as Error;
					const isFilled = parameter.field.type === 'fixedCollection';
					if (!isFilled) expect(error.message).toContain(parameter.field.displayName);
					// A secret is not shown.
					if (parameter.sensitive) return;
					expect(error.message).toMatch(
						/Current value: "|is required|must be valid JSON|must be text$/,
					);
					expect(error.message.length).toBeLessThan(700);
				}
			}),
			{ numRuns: propertyRuns(3_000) },
		);
	});

	it('A secret is in no message about its value', () => {
		const sensitive = parameters.filter((parameter) => parameter.sensitive);
		for (const parameter of sensitive) {
			expect(() => readValue(parameter, { key: 's3cret' }, 'UTC')).toThrow(InvalidValue);
			expect(() => readValue(parameter, ['s3cret'], 'UTC')).not.toThrow('s3cret');
		}
	});

	it('Every collection of fields that is none is refused with its name', () => {
		fc.assert(
			fc.property(
				fc.nat(operations.length - 1),
				fc.constantFrom(...collections),
				anyValue,
				(index, name, value) => {
					const operation = withCommonParameters(operations[index] as (typeof operations)[number]);
					const read = (asked: string, fallback: unknown) =>
						asked === name ? value : asked.endsWith('Id') ? 'a-1' : fallback;
					try {
						readValues(parametersOf(operation), read, 'UTC');
					} catch (error) {
						if (!(error instanceof InvalidValue)) throw error as Error;
					}
				},
			),
			{ numRuns: propertyRuns(1_000) },
		);
	});
});
