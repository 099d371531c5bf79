import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';

import { root } from '../../../scripts/paths';
import { environment } from './environment';

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

/** Starts the browser, which sees n8n's elements by its own test ids. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath: environment().chromium, args: flags });
}

/** A page of the editor, with the owner signed in as a person does it. */
export async function signIn(browser: Browser): Promise<Page> {
	const { url, owner } = environment().n8n;
	const page = await browser.newPage({
		baseURL: url,
		viewport: { width: 1280, height: 720 },
		// The pictures in the documentation should look the same wherever they are made.
		locale: 'en-US',
		colorScheme: 'light',
		reducedMotion: 'reduce',
	});
	await page.goto('/signin');
	await page.getByLabel('Email').fill(owner.email);
	await page.getByLabel('Password').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/home/**');
	return page;
}

/**
 * Keeps a picture of the page as `docs/<name>.png`, when there is none yet or `UPDATE_SCREENSHOTS`
 * is set: ordinary test runs leave the work tree as it is.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
	const path = join(root, 'docs', `${name}.png`);
	if (existsSync(path) && !process.env.UPDATE_SCREENSHOTS) return;
	await page.screenshot({ path, animations: 'disabled' });
}
