import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Packed } from '../scripts/pack';
import { controlClient, type ControlClient } from '../simulator/client';
import { BenchN8n } from './benchN8n';
import { launcherFor } from './launcher';
import { packPeers } from './peersPackage';
import { startSimulatorProcess, type SimulatorProcess } from './simulatorProcess';

export interface BenchOptions {
	/** Where n8n is installed. */
	installation: string;
	/** The package that is measured. */
	packed: Packed;
	/** For files that are needed meanwhile. */
	folder: string;
	/** Little work, to see that the benchmark works: the figures mean nothing. */
	small: boolean;
	/** Settings for every n8n that is started. */
	settings?: Record<string, string>;
	/** Where a CPU profile of every n8n is to be written. */
	profiles?: string;
	report: (line: string) => void;
}

/** What all cases need: the simulated vendors, and an n8n with both packages whenever they ask for one. */
export class Bench {
	private readonly running = new Set<BenchN8n>();
	private started = 0;

	private constructor(
		readonly options: BenchOptions,
		private readonly peers: Packed,
		private readonly simulator: SimulatorProcess,
	) {}

	static async start(options: BenchOptions): Promise<Bench> {
		if (options.profiles) await mkdir(options.profiles, { recursive: true });
		const peers = await packPeers(options.folder);
		return new Bench(options, peers, await startSimulatorProcess());
	}

	/** How often everything is measured. */
	get rounds(): number {
		return this.options.small ? 1 : 3;
	}

	/** An amount of work, or the little one of the small edition. */
	amount(full: number, small: number): number {
		return this.options.small ? small : full;
	}

	/** The type of a node of the package that is measured. */
	own(node: string): string {
		return `${this.options.packed.name}.${node}`;
	}

	/** The type of a node that was made for the benchmark. */
	peer(node: string): string {
		return `${this.peers.name}.${node}`;
	}

	baseUrl(vendor: string): string {
		return `${this.simulator.url}/${vendor}`;
	}

	control(vendor: string): ControlClient {
		return controlClient(this.simulator.url, vendor);
	}

	/** Starts a new n8n, lets `use` work with it, and stops it. */
	async withN8n<Result>(
		use: (n8n: BenchN8n) => Promise<Result>,
		settings: Record<string, string> = {},
	): Promise<Result> {
		const { installation, packed, folder, profiles, settings: common } = this.options;
		this.started++;
		const launcher = await launcherFor(
			installation,
			folder,
			{ ...common, ...settings },
			profiles && join(profiles, `n8n-${this.started}.cpuprofile`),
		);
		const n8n = await BenchN8n.start(launcher, [packed, this.peers], this.simulator.url);
		this.running.add(n8n);
		try {
			return await use(n8n);
		} finally {
			this.running.delete(n8n);
			await n8n.stop();
		}
	}

	/** Ends everything that was started. */
	async stop(): Promise<void> {
		await Promise.all([...this.running].map((n8n) => n8n.stop()));
		await this.simulator.stop();
	}
}
