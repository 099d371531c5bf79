import { execFile, spawn } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';

import { node24, root } from '../../scripts/paths';
import { lowerFirst, readSinglePackages } from '../../scripts/singlePackages';
import { threatsIn } from '../support/threatNames';
import { environment } from './support/environment';

jest.setTimeout(60_000);

const run = promisify(execFile);

interface Icon {
	light: string;
	dark: string;
}

/** What a class of the package says of itself when it is loaded. */
interface Loaded {
	file: string;
	name: string;
	icon: Icon;
}

/** Loads each file, makes an instance of the class it is named after, and prints what that says of itself. */
const loader = `
const { basename } = require('node:path');
const loaded = process.argv.slice(1).map((file) => {
	const className = basename(file).split('.')[0];
	const instance = new (require(file)[className])();
	const { name, icon } = instance.description ?? instance;
	return { file, name, icon };
});
console.log(JSON.stringify(loaded));
`;

/** What n8n's scanner says about one leg: the source of a package, or its tarball. */
interface Verdict {
	leg: string;
	passed: boolean;
	details?: string;
	files: number;
	warnings: string[];
}

/** Scans packages in a process of its own: see scan.mjs. */
async function scan(packages: Array<{ name: string; unpacked: string }>): Promise<Verdict[]> {
	const child = spawn(node24, [join(__dirname, 'support', 'scan.mjs'), root], {
		stdio: ['pipe', 'pipe', 'inherit'],
		// With NODE_ENV=test the rules of n8n-nodes-base take every file for one of their own samples.
		env: { ...process.env, NODE_ENV: 'production' },
	});
	child.stdin.end(JSON.stringify(packages));
	return (await json(child.stdout)) as Verdict[];
}

const packageNames = ['n8n-nodes-talk-platforms', ...readSinglePackages().map(({ name }) => name)];

describe.each(packageNames)('the packed package %s', (name) => {
	let folder: string;
	let packageFolder: string;
	let entries: string[];
	let files: string[];

	/** An empty folder in which nothing can be resolved but what n8n gives to a community package. */
	beforeAll(async () => {
		const { packed, singlePackages } = environment();
		const one = [packed, ...singlePackages].find((each) => each.name === name);
		if (!one) throw new Error(`${name} is not packed`);
		const { tarball } = one;
		folder = mkdtempSync(join(tmpdir(), 'n8n-talk-platforms-package-'));
		packageFolder = join(folder, 'node_modules', name);
		mkdirSync(packageFolder, { recursive: true });
		await run('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1']);
		for (const provided of ['n8n-workflow', 'luxon']) {
			symlinkSync(join(root, 'node_modules', provided), join(folder, 'node_modules', provided));
		}
		const { stdout } = await run('tar', ['-tzf', tarball]);
		entries = stdout.trim().split('\n');
		const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		files = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	});

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	async function load(): Promise<Loaded[]> {
		const paths = files.map((file) => join(packageFolder, file));
		const { stdout } = await run(node24, ['-e', loader, ...paths], { cwd: folder, env: {} });
		return JSON.parse(stdout) as Loaded[];
	}

	it('The tarball holds dist, README, license and package.json, and nothing else', () => {
		expect(entries).toEqual(
			expect.arrayContaining(['package/LICENSE', 'package/README.md', 'package/package.json']),
		);
		const others = entries.filter((entry) => !entry.startsWith('package/dist/'));
		expect(others).toHaveLength(3);
	});

	it('The folder dist holds only code, codex files and icons', () => {
		const shipped = entries.filter((entry) => entry.startsWith('package/dist/'));
		expect(shipped).not.toEqual([]);
		const kinds = /^package\/dist\/(nodes|credentials)\/.*(?<!\.test)(\.js|\.node\.json|\.svg)$/;
		expect(shipped.filter((entry) => !kinds.test(entry))).toEqual([]);
	});

	it('Every node and credential loads with only n8n-workflow and luxon installed', async () => {
		const names = (await load()).map(({ name }) => name);
		expect(names).not.toEqual([]);
		expect(names).toEqual(files.map((file) => lowerFirst(basename(file).split('.')[0] ?? '')));
	});

	it('Every node and credential has a light and a dark icon', async () => {
		for (const { file, icon } of await load()) {
			for (const path of [icon.light, icon.dark]) {
				expect(path).toMatch(/^file:.*\.svg$/);
				const at = join(dirname(file), path.replace(/^file:/, ''));
				expect({ icon: path, exists: existsSync(at) }).toEqual({ icon: path, exists: true });
			}
			expect(icon.dark).not.toBe(icon.light);
		}
	});

	it('Every node has a codex file', () => {
		const nodes = files.filter((file) => file.endsWith('.node.js'));
		expect(nodes).not.toEqual([]);
		const codexes = nodes.map((file) => `package/${file.replace(/\.js$/, '.json')}`);
		expect(entries).toEqual(expect.arrayContaining(codexes));
	});

	it("n8n's scanner finds no error and no warning in the source and in the tarball", async () => {
		const verdicts = await scan([{ name, unpacked: packageFolder }]);
		expect(verdicts).toEqual(
			['source', 'tarball'].map((leg) => ({
				name,
				leg,
				passed: true,
				files: expect.any(Number),
				warnings: [],
			})),
		);
		for (const { files: scanned } of verdicts) expect(scanned).toBeGreaterThan(50);
	});

	it('No code that ships has a name that reads as a threat', () => {
		const code = entries.filter((entry) => entry.endsWith('.js'));
		expect(code).not.toEqual([]);
		const threats = code.flatMap((entry) => {
			const file = join(packageFolder, entry.replace('package/', ''));
			return threatsIn(readFileSync(file, 'utf8')).map((threat) => `${entry}: ${threat}`);
		});
		expect(threats).toEqual([]);
	});
});

describe('the scan', () => {
	it("n8n's scanner sees what is wrong with a tarball", async () => {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-talk-platforms-scan-'));
		const manifest = { name: 'n8n-nodes-smalltalk', version: '0.1.0', overrides: { a: '1' } };
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		writeFileSync(join(folder, 'index.js'), 'console.log(require("node:fs"));');
		const verdicts = await scan([{ name: 'n8n-nodes-smalltalk', unpacked: folder }]);
		rmSync(folder, { recursive: true });
		const [, tarball] = verdicts;
		expect(tarball).toMatchObject({
			passed: false,
			details: expect.stringContaining('no-console'),
		});
		expect(tarball?.details).toContain('no-overrides-field');
		expect(tarball?.warnings.join()).toContain('"files" field');
	});

	it.each([
		'await downloadFile(url)',
		'const value = process.env.API_KEY',
		"eval('1')",
		'methods[name].call(this)',
		"fetch('https://example.xyz/a')",
	])('The check of names sees %s', (code) => {
		expect(threatsIn(code)).toHaveLength(1);
	});
});
