/** A map that keeps what was set last, up to so many entries. */
export class RecentMap<Key, Value> extends Map<Key, Value> {
	constructor(private readonly maxSize: number) {
		super();
	}

	override set(key: Key, value: Value): this {
		this.delete(key);
		super.set(key, value);
		for (const oldest of this.keys()) {
			if (this.size <= this.maxSize) break;
			this.delete(oldest);
		}
		return this;
	}
}
