// Reads calendar files named on standard input, one a line, with ical.js and
// node-ical, and prints what each found as JSON lines:
//	{"file": F, "reader": R, "events": {UID: [start, end, sequence]}}
// Times are UTC; whole days are dates; what is cancelled is left out.
const fs = require('fs');
const ICAL = (m => m.default || m)(require('ical.js'));
const ical = require('node-ical');

const two = n => String(n).padStart(2, '0');
const day = (y, m, d) => `${y}-${two(m)}-${two(d)}`;
const instant = date => date.toISOString().slice(0, 19) + 'Z';

function withIcalJs(text) {
	const root = new ICAL.Component(ICAL.parse(text));
	const events = {};

	for (const zone of root.getAllSubcomponents('vtimezone'))
		ICAL.TimezoneService.register(zone);
	for (const one of root.getAllSubcomponents('vevent')) {
		const e = new ICAL.Event(one);
		const say = t => t.isDate ? day(t.year, t.month, t.day)
			: instant(t.toJSDate());
		if (one.getFirstPropertyValue('status') === 'CANCELLED')
			continue;
		if (events[e.uid])
			throw new Error('twice: ' + e.uid);
		events[e.uid] = [say(e.startDate), say(e.endDate), e.sequence];
	}
	ICAL.TimezoneService.reset();
	return events;
}

function withNodeIcal(text) {
	const found = ical.sync.parseICS(text), events = {};

	for (const e of Object.values(found)) {
		const say = d => e.datetype === 'date'
			? day(d.getFullYear(), d.getMonth() + 1, d.getDate())
			: instant(d);
		if (e.type === 'VEVENT' && e.status !== 'CANCELLED')
			events[e.uid] = [say(e.start), say(e.end),
				Number(e.sequence)];
	}
	return events;
}

for (const file of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
	const text = fs.readFileSync(file, 'utf8');
	for (const [reader, read] of [['ical.js', withIcalJs],
		['node-ical', withNodeIcal]])
		console.log(JSON.stringify({ file, reader, events: read(text) }));
}
