/**
 * Names that scanners of malware take for a threat, whatever the code around them does. n8n is about
 * to scan packages with the YARA rules of GuardDog (github.com/DataDog/guarddog, in
 * guarddog/analyzer/sourcecode), which match text and not meaning.
 */
const threats: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bDownloadFile\s*\(/i, 'a download by PowerShell'],
	[/Invoke-WebRequest/i, 'a download by PowerShell'],
	[/\beval\s*\(|\bnew\s+Function\s*\(/i, 'code that is made at run time'],
	[/child_process|\bspawn(?:Sync)?\s*\(|\bexec(?:File)?Sync\s*\(/, 'a process that is started'],
	[/process\.env\b/, 'a read of the environment'],
	[/(?:steal|grab|exfiltrate).*(?:password|credential|passwd)/i, 'theft of passwords'],
	[/log_?key(?:stroke|press)|hook_keyboard|global_hook/i, 'a key logger'],
	[/(?:Read|Write)ProcessMemory|OpenProcess|CreateRemoteThread|LoadLibrary(?:Ex)?A/i, 'injection'],
	[/rundll32|regsvr32|regasm|regsvcs|mshta|LD_PRELOAD|LD_LIBRARY_PATH/i, 'injection'],
	[/mimikatz|lsass|secretsdump|memoryjs|heapdump|v8-profiler/i, 'a read of memory'],
	[/xmrig|(?:eth|cg|bfg|cpu|cc)miner|stratum\+(?:tcp|ssl)|hashrate/i, 'mining'],
	[/rm\s+-rf\s+\/|rimraf\s*\(\s*['"]\/|\bshred -|dd if=\/dev/i, 'a wiped disk'],
	[/(?:\\x[0-9a-f]{2}){11,}|_0x[a-f0-9]{4,6}|\[\s*!\s*!\s*\[\s*\]\s*\]/i, 'hidden code'],
	[/String\s*\.\s*fromCharCode\s*\([^)]{20,}\)/i, 'hidden code'],
	[/\[[^\]]+\]\s*\.\s*(?:call|apply|bind)\s*\(/i, 'hidden code'],
	[/\.(?:split|reverse)\((?:''|"")\)\.(?:join|reverse)\(/i, 'hidden code'],
	[
		/webhook\.(?:site|cool)|ngrok\.io|ngrok-free\.app|pipedream\.net|trycloudflare\.com/i,
		'a tunnel',
	],
	[/pastebin\.com|transfer\.sh|hastebin\.com|file\.io\b|anonfiles\.com/i, 'a file drop'],
	[/api\.telegram\.org|discord\.com\/api\/webhooks|hooks\.slack\.com/i, 'a message to a stranger'],
	[/bit\.ly|tinyurl\.com|goo\.gl|\bow\.ly|is\.gd|buff\.ly/i, 'a shortened URL'],
	[
		/https?:\/\/[^\s/]+\.(?:xyz|tk|ml|ga|cf|gq|pw|top|club|bid|icu|zip|stream|link|quest)\b/i,
		'an odd domain',
	],
];

/** The names in a file of code that a scanner of malware would report, each with what it takes it for. */
export const threatsIn = (code: string): string[] =>
	threats.flatMap(([name, threat]) => {
		const [found] = name.exec(code) ?? [];
		return found ? [`"${found}" reads as ${threat}`] : [];
	});
