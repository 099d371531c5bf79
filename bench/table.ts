import { styleText } from 'node:util';

import type { CaseResult, Row, Target } from './benchCase';
import { readable } from './statistics';

/** Rows of text as columns; numbers stand to the right. */
function columns(rows: string[][]): string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	const isNumber = (text: string) => /^[\d.,\s]+$/.test(text);
	const numeric = widths.map((_, column) =>
		rows.slice(1).every((row) => isNumber(row[column] ?? '')),
	);
	return rows.map((row) =>
		row
			.map((text, column) =>
				numeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
			)
			.join('  ')
			.trimEnd(),
	);
}

function figures(rows: Row[]): string[] {
	const names = [...new Set(rows.flatMap((row) => Object.keys(row.figures)))];
	return columns([
		['', ...names],
		...rows.map(({ contender, figures: of }) => [
			contender,
			...names.map((name) => String(of[name] ?? '')),
		]),
	]);
}

const colours = { met: 'green', missed: 'red', unclear: 'yellow' } as const;

function line({ what, value, limit, atLeast, verdict }: Target): string {
	const shown = styleText(colours[verdict], verdict.padEnd('unclear'.length));
	const figure = verdict === 'unclear' ? `noise hides ${readable(value)}` : readable(value);
	return `${shown}  ${figure} ${what} (must be at ${atLeast ? 'least' : 'most'} ${limit})`;
}

/** A result as a person reads it. */
export const table = ({ name, work, rows, targets }: CaseResult): string =>
	[
		`${styleText('bold', name)}  ${work}`,
		...[...figures(rows), '', ...targets.map(line)].map((one) => (one === '' ? '' : `  ${one}`)),
	].join('\n');
