// axe.js FILE.html... - the rules of axe-core in headless Chromium: light and
// dark, at a desk's width and a telephone's, and as it is printed.  Nothing may
// break one, nothing may reach over the side, nothing may be fetched.  77 where puppeteer-core
// and axe-core are not to be found (NODE_PATH).
"use strict";
const fs = require("fs");
let puppeteer, rules;
try {
	puppeteer = require("puppeteer-core");
	rules = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch (missing) {
	console.log("no puppeteer-core and axe-core here (NODE_PATH): " +
		    "their rules were not asked");
	process.exit(77);
}

const looks = [["light", 1280], ["light", 360], ["dark", 1280], ["dark", 360],
	["print", 1040]];

async function judge(browser, file, scheme, width) {
	const page = await browser.newPage();
	let asked = 0;

	page.on("request", () => asked++);
	await page.setBypassCSP(true); // for axe-core, put in after the page
	await page.setViewport({ width, height: 900 });
	if (scheme === "print")
		await page.emulateMediaType("print");
	else
		await page.emulateMediaFeatures(
			[{ name: "prefers-color-scheme", value: scheme }]);
	await page.goto("file://" + file);
	const wide = await page.evaluate(
		() => document.documentElement.scrollWidth - innerWidth);
	const requests = asked;
	await page.evaluate(rules);
	const found = await page.evaluate(() => axe.run());
	await page.close();
	console.log(`${file}, ${scheme}, ${width}: ` +
		    `${found.violations.length} violations, ` +
		    `${found.passes.length} rules kept`);
	for (const v of found.violations)
		console.log(`  ${v.id}: ${v.help}: ${v.nodes[0].html}`);
	if (wide > 0)
		console.log(`  reaches ${wide} pixels over the side`);
	if (requests !== 1)
		console.log(`  ${requests} requests instead of one`);
	return found.violations.length || wide > 0 || requests !== 1 ||
		found.passes.length < 20;
}

(async () => {
	const browser = await puppeteer.launch({
		executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu"]
	});
	let bad = false;

	for (const file of process.argv.slice(2))
		for (const [scheme, width] of looks)
			bad = await judge(browser, file, scheme, width) || bad;
	await browser.close();
	process.exit(bad ? 1 : 0);
})();
