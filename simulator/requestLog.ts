import type { IncomingHttpHeaders } from 'node:http';

/** One request a vendor received, in the order of arrival. */
export interface RequestRecord {
	/** Epoch milliseconds. */
	at: number;
	method: string;
	/** As it came over the wire, still encoded, below the vendor's mount point and without the query. */
	path: string;
	query: unknown;
	headers?: IncomingHttpHeaders;
	/** The parsed body: an object for JSON, a string for anything else. */
	body?: unknown;
	rawBody?: string;
	/** Null when the connection was dropped, or while the answer is still to come. */
	status: number | null;
	/** The fault that struck this request. */
	fault?: string;
}

/** What is kept of each request. Switch both off to measure speed over many requests. */
export interface RequestDetail {
	headers: boolean;
	bodies: boolean;
}

/** Every request a vendor received since the last reset. */
export class RequestLog {
	private detail: RequestDetail = { headers: true, bodies: true };

	private records: RequestRecord[] = [];

	/** Changes what is kept of the requests to come. */
	setDetail(detail: Partial<RequestDetail>): void {
		this.detail = { ...this.detail, ...detail };
	}

	/** Adds a request and returns its record, to be completed when the body and the answer are known. */
	add(request: Omit<RequestRecord, 'status'>): RequestRecord {
		const { headers, ...rest } = request;
		const record: RequestRecord = { ...rest, status: null };
		if (this.detail.headers) record.headers = headers;
		this.records.push(record);
		return record;
	}

	/** Adds the body to a record, if bodies are kept. */
	addBody(record: RequestRecord, body: unknown, rawBody?: string): void {
		if (!this.detail.bodies) return;
		record.body = body;
		record.rawBody = rawBody;
	}

	/** The requests so far. */
	list(): readonly RequestRecord[] {
		return this.records;
	}

	/** Forgets the requests so far. */
	clear(): void {
		this.records = [];
	}
}
