import { mkdir } from 'node:fs/promises';

import type { Packed } from '../scripts/pack';
import { controlClient, type ControlClient } from '../simulator/client';
import { BenchN8n, type BenchN8nOptions } from './benchN8n';
import { packPeers } from './peersPackage';
import { startSimulatorProcess, type SimulatorProcess } from './simulatorProcess';

export interface BenchOptions {
	/** Where n8n is installed. */
	installation: string;
	/** The package that is measured, and the packages of one service each. */
	packages: [Packed, ...Packed[]];
	/** For files that are needed meanwhile. */
	folder: string;
	/** Little work, to see that the benchmark works: the figures mean nothing. */
	small: boolean;
	/** Settings for every n8n that is started. */
	settings?: Record<string, string>;
	/** Folder where every process of n8n is to write a CPU profile when it ends. */
	profiles?: string;
	report: (line: string) => void;
}

/** What all cases need: the simulated vendors, and an n8n with both packages whenever they ask for one. */
export class Bench {
	private readonly running = new Set<BenchN8n>();
	/** In the small edition: the n8n with these settings that all cases share. */
	private readonly shared = new Map<string, Promise<BenchN8n>>();

	private constructor(
		readonly options: BenchOptions,
		/** The package of the nodes that were made for the benchmark. */
		readonly peers: Packed,
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
		return `${this.options.packages[0].name}.${node}`;
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

	/** The settings of an n8n. */
	private settings(more: Record<string, string>): Record<string, string> {
		const { profiles, settings } = this.options;
		const profiling = `--cpu-prof --cpu-prof-dir=${JSON.stringify(profiles)}`;
		return {
			NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
			...(profiles ? { NODE_OPTIONS: profiling } : undefined),
			...settings,
			...more,
		};
	}

	/**
	 * Lets `use` work with an n8n that is stopped afterwards. The cases of the small edition share one,
	 * since what it holds and has learned does not matter there.
	 */
	async withN8n<Result>(
		use: (n8n: BenchN8n) => Promise<Result>,
		settings: Record<string, string> = {},
	): Promise<Result> {
		if (!this.options.small) return await this.withOwnN8n(use, settings);
		const key = JSON.stringify(settings);
		const n8n = this.shared.get(key) ?? this.start(BenchN8n.start, settings);
		this.shared.set(key, n8n);
		return await use(await n8n);
	}

	/** As `withN8n`, always with an n8n that no other case has. */
	async withOwnN8n<Result>(
		use: (n8n: BenchN8n) => Promise<Result>,
		settings: Record<string, string> = {},
	): Promise<Result> {
		return await this.stopAfter(await this.start(BenchN8n.start, settings), use);
	}

	/** As `withOwnN8n`, in queue mode. */
	async withQueueMode<Result>(use: (n8n: BenchN8n) => Promise<Result>): Promise<Result> {
		return await this.stopAfter(await this.start(BenchN8n.startQueueMode), use);
	}

	private async start(
		start: (options: BenchN8nOptions, simulatorUrl: string) => Promise<BenchN8n>,
		settings: Record<string, string> = {},
	): Promise<BenchN8n> {
		const { installation, packages } = this.options;
		const n8n = await start(
			{
				installation,
				packages: [packages[0], this.peers],
				settings: this.settings(settings),
			},
			this.simulator.url,
		);
		this.running.add(n8n);
		return n8n;
	}

	private async stopAfter<Result>(
		n8n: BenchN8n,
		use: (n8n: BenchN8n) => Promise<Result>,
	): Promise<Result> {
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
