import fc from 'fast-check';

import { fileName, safeFileName } from '../../../../nodes/shared/records/fileName';

describe('safeFileName', () => {
	it.each([
		['design.pdf', 'design.pdf'],
		['../../../etc/passwd', 'etc passwd'],
		['..\\..\\x', 'x'],
		['a\nb\u0000c.txt', 'a b c.txt'],
		['photo\u202Egpj.exe', 'photo gpj.exe'],
		['.bashrc', 'bashrc'],
		['report.pdf. ', 'report.pdf'],
		['CON.txt', '_CON.txt'],
		['', 'f-1'],
		['/', 'f-1'],
		[`${'x'.repeat(400)}.pdf`, `${'x'.repeat(250)}.pdf`],
	])('The file name %j becomes %j', (name, safe) => {
		expect(safeFileName(name, 'f-1')).toBe(safe);
	});

	it('Any text becomes a name that every file system takes', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', maxLength: 400 }),
				fc.constantFrom('', '.pdf', ' 2026-11-20.txt'),
				(text, ending) => {
					for (const name of [
						safeFileName(`${text}${ending}`, 'f-1'),
						fileName(text, ending, 'f-1'),
					]) {
						expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u);
						expect(name).toMatch(/^[^\s.]/);
						expect(name).toMatch(/[^. ]$/);
						expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
					}
				},
			),
		);
	});
});
