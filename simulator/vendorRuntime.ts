import type { Clock } from './clock';
import { FaultPlan } from './faultPlan';
import type { Faults } from './faults';
import { RequestLog } from './requestLog';
import type { Vendor, VendorContext } from './vendor';
import { deliver, type Delivery, type RawEvent, type WebhookTarget } from './webhook';

/** A vendor at work: all that changes while the simulator runs. */
export class VendorRuntime implements VendorContext<object> {
	state: object;

	log = new RequestLog();

	faults: FaultPlan;

	webhookTarget: WebhookTarget | undefined;

	/** Known once the server listens. */
	baseUrl = '';

	constructor(
		readonly vendor: Vendor<object>,
		readonly clock: Clock,
	) {
		this.state = vendor.seed(clock.now());
		this.faults = new FaultPlan({}, clock);
	}

	/** Back to the seeded state: no faults, no requests, no webhook. */
	reset(): void {
		this.state = this.vendor.seed(this.clock.now());
		this.log = new RequestLog();
		this.faults = new FaultPlan({}, this.clock);
		this.webhookTarget = undefined;
	}

	/** Replaces the faults; their seed starts anew. */
	setFaults(faults: Faults): void {
		this.faults = new FaultPlan(faults, this.clock);
	}

	async emit(event: unknown): Promise<Delivery[]> {
		return this.emitRaw({ raw: JSON.stringify(event) });
	}

	async emitRaw(event: RawEvent): Promise<Delivery[]> {
		const { webhookTarget, vendor, state, clock } = this;
		if (!webhookTarget || !vendor.webhook) return [];
		return deliver(event, webhookTarget, vendor.webhook, state, clock);
	}
}
