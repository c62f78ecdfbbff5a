#include "formats/acd_table.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "formats/acd_value.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof(*(table))))

/*
 * The common words.  Where several columns of a file have one meaning, the
 * word nearer to the top is taken and the others are left out.
 */
static const struct acd_word words[] = {
	{ "queue", ACD_QUEUE },
	{ "queuename", ACD_QUEUE },
	{ "split", ACD_QUEUE },
	{ "splitskill", ACD_QUEUE },
	{ "skill", ACD_QUEUE },
	{ "vdn", ACD_QUEUE },
	{ "csq", ACD_QUEUE },
	{ "csqname", ACD_QUEUE },
	{ "contactservicequeue", ACD_QUEUE },
	{ "calltype", ACD_QUEUE },
	{ "calltypeid", ACD_QUEUE },
	{ "planninggroup", ACD_QUEUE },
	{ "workgroup", ACD_QUEUE },
	{ "application", ACD_QUEUE },
	{ "dmngrpname", ACD_QUEUE },
	{ "group", ACD_QUEUE },
	{ "queueid", ACD_QUEUE },
	{ "name", ACD_QUEUE },

	{ "mediatype", ACD_MEDIA },
	{ "media", ACD_MEDIA },
	{ "channeltype", ACD_MEDIA },
	{ "channel", ACD_MEDIA },
	{ "skillset", ACD_KEY },
	{ "language", ACD_KEY },
	{ "acd", ACD_KEY },
	{ "vector", ACD_KEY },
	{ "site", ACD_KEY },
	{ "tenant", ACD_KEY },

	{ "starttimeutc", ACD_START_UTC },
	{ "intervalstartutcdate", ACD_START_UTC },
	{ "intervalstartutc", ACD_START_UTC },
	{ "startutc", ACD_START_UTC },
	{ "start", ACD_START },
	{ "timestamp", ACD_START },
	{ "intervalstartdate", ACD_START },
	{ "intervalstarttime", ACD_START },
	{ "startinterval", ACD_START },
	{ "intervalstart", ACD_START },
	{ "datetime", ACD_START },
	{ "startdatetime", ACD_START },
	{ "starttime", ACD_TIME },
	{ "date", ACD_DATE },
	{ "rowdate", ACD_DATE },
	{ "day", ACD_DATE },
	{ "time", ACD_TIME },
	{ "interval", ACD_TIME },
	{ "hour", ACD_TIME },
	{ "hourinhhmm", ACD_TIME },
	{ "stoptime", ACD_UNTIL },
	{ "endtime", ACD_UNTIL },
	{ "end", ACD_UNTIL },
	{ "endinterval", ACD_UNTIL },
	{ "intervalend", ACD_UNTIL },
	{ "intervalendtime", ACD_UNTIL },
	{ "intrvl", ACD_MINUTES },
	{ "intervalminutes", ACD_MINUTES },

	{ "offered", ACD_OFFERED },
	{ "callsoffered", ACD_OFFERED },
	{ "offeredcalls", ACD_OFFERED },
	{ "contactsoffered", ACD_OFFERED },
	{ "queueoffered", ACD_OFFERED },
	{ "offer", ACD_OFFERED },
	{ "callspresented", ACD_OFFERED },
	{ "received", ACD_OFFERED },
	{ "callsreceived", ACD_OFFERED },
	{ "totalreceived", ACD_OFFERED },
	{ "totalreceivedcalls", ACD_OFFERED },
	{ "numreceived", ACD_OFFERED },
	{ "contactsqueued", ACD_OFFERED },
	{ "inboundcalls", ACD_OFFERED },
	{ "numbercalls", ACD_OFFERED },
	{ "dmnofferedcalls", ACD_OFFERED },
	{ "volume", ACD_OFFERED },
	{ "contacts", ACD_OFFERED },
	{ "calls", ACD_OFFERED },

	{ "handled", ACD_HANDLED },
	{ "answered", ACD_HANDLED },
	{ "callsanswered", ACD_HANDLED },
	{ "answeredcalls", ACD_HANDLED },
	{ "callshandled", ACD_HANDLED },
	{ "handledcalls", ACD_HANDLED },
	{ "interactionshandled", ACD_HANDLED },
	{ "contactshandled", ACD_HANDLED },
	{ "acdcalls", ACD_HANDLED },
	{ "queueanswered", ACD_HANDLED },
	{ "connected", ACD_HANDLED },
	{ "numansweredprim", ACD_HANDLED },
	{ "dmngrpanswered", ACD_HANDLED },
	{ "handle", ACD_HANDLED },
	{ "answer", ACD_HANDLED },

	{ "abandoned", ACD_ABANDONED },
	{ "callsabandoned", ACD_ABANDONED },
	{ "abandonedcalls", ACD_ABANDONED },
	{ "contactsabandoned", ACD_ABANDONED },
	{ "abancalls", ACD_ABANDONED },
	{ "abncalls", ACD_ABANDONED },
	{ "totalcallsaband", ACD_ABANDONED },
	{ "aband", ACD_ABANDONED },
	{ "abandon", ACD_ABANDONED },
	{ "abandons", ACD_ABANDONED },
	{ "queueabandoned", ACD_ABANDONED },
	{ "numabandoned", ACD_ABANDONED },
	{ "dmngrpabndn", ACD_ABANDONED },
	{ "abandonedatacd", ACD_ABANDONED },

	{ "flowout", ACD_LEFT },
	{ "outflowcalls", ACD_LEFT },
	{ "dequecalls", ACD_LEFT },
	{ "dequeuedcalls", ACD_LEFT },

	{ "aht", ACD_AHT },
	{ "averagehandletime", ACD_AHT },
	{ "averagehandlingtime", ACD_AHT },
	{ "avghandletime", ACD_AHT },
	{ "avghandlingtime", ACD_AHT },
	{ "avghandle", ACD_AHT },
	{ "averagehandletimeseconds", ACD_AHT },
	{ "avgacdtime", ACD_TALK },
	{ "avgtalk", ACD_TALK },
	{ "averageagentinteractiontime", ACD_TALK },
	{ "avgtalktime", ACD_TALK },
	{ "averagetalktime", ACD_TALK },
	{ "avgcalltime", ACD_TALK },
	{ "avghold", ACD_HOLD },
	{ "avgholdtime", ACD_HOLD },
	{ "averageholdtime", ACD_HOLD },
	{ "averagecustomerholdtime", ACD_HOLD },
	{ "avgacwtime", ACD_WRAP },
	{ "avgacw", ACD_WRAP },
	{ "avgwrapuptime", ACD_WRAP },
	{ "averagewrapuptime", ACD_WRAP },
	{ "averageaftercallwork", ACD_WRAP },
	{ "averageaftercontactworktime", ACD_WRAP },
	{ "totalhandletime", ACD_HANDLE_TOTAL },
	{ "totalhandletimeseconds", ACD_HANDLE_TOTAL },
	{ "handletime", ACD_HANDLE_TOTAL },
	{ "contacthandletime", ACD_HANDLE_TOTAL },
	{ "queuetotaltalktime", ACD_TALK_TOTAL },
	{ "acdtime", ACD_TALK_TOTAL },
	{ "talktime", ACD_TALK_TOTAL },
	{ "agentinteractiontime", ACD_TALK_TOTAL },
	{ "totcontacttime", ACD_TALK_TOTAL },
	{ "dmntalktime", ACD_TALK_TOTAL },
	{ "talks", ACD_TALK_TOTAL },
	{ "holdtime", ACD_HOLD_TOTAL },
	{ "customerholdtime", ACD_HOLD_TOTAL },
	{ "dmnholdtime", ACD_HOLD_TOTAL },
	{ "holds", ACD_HOLD_TOTAL },
	{ "acwtime", ACD_WRAP_TOTAL },
	{ "postcallprocessingtime", ACD_WRAP_TOTAL },
	{ "totpostprocessingcontacttime", ACD_WRAP_TOTAL },
	{ "dmnwrapuptime", ACD_WRAP_TOTAL },
	{ "aftercontactworktime", ACD_WRAP_TOTAL },
	{ "acws", ACD_WRAP_TOTAL },

	{ "avgspeedans", ACD_WAIT },
	{ "avganswertime", ACD_WAIT },
	{ "averagespeedofanswer", ACD_WAIT },
	{ "averagequeueanswertime", ACD_WAIT },
	{ "asa", ACD_WAIT },
	{ "anstime", ACD_WAIT_TOTAL },
	{ "waits", ACD_WAIT_TOTAL },
	{ "answerwaittime", ACD_WAIT_TOTAL },
	{ "totanswaittime", ACD_WAIT_TOTAL },
	{ "queuetimetoanswertotal", ACD_WAIT_TOTAL },
	{ "intarget", ACD_IN_TARGET },
	{ "acceptable", ACD_IN_TARGET },
	{ "ansunderthreshold", ACD_IN_TARGET },
	{ "connectedintarget", ACD_IN_TARGET },
	{ "queueservicecount", ACD_IN_TARGET },
	{ "servicelevelcalls", ACD_IN_TARGET },
	{ "targets", ACD_TARGET },
	{ "shortabandoned", ACD_SHORT },
	{ "queueshortabandoned", ACD_SHORT },
	{ "abnunderthreshold", ACD_SHORT },
};

/* Avaya's dump of hsplit: servicelevel is in seconds here, not a share, and
 * offered holds every way to leave, so that outflow adds nothing. */
static const struct acd_word hsplit[] = {
	{ "rowdate", ACD_DATE },	 { "starttime", ACD_TIME },
	{ "intrvl", ACD_MINUTES },	 { "split", ACD_QUEUE },
	{ "callsoffered", ACD_OFFERED }, { "acdcalls", ACD_HANDLED },
	{ "abncalls", ACD_ABANDONED },	 { "acdtime", ACD_TALK_TOTAL },
	{ "acwtime", ACD_WRAP_TOTAL },	 { "holdtime", ACD_HOLD_TOTAL },
	{ "acceptable", ACD_IN_TARGET }, { "servicelevel", ACD_TARGET },
};

/* VDN report: what was busied out or disconnected was not queued. */
static const struct acd_word vdn[] = {
	{ "inboundcalls", ACD_OFFERED },   { "acdcalls", ACD_HANDLED },
	{ "abancalls", ACD_ABANDONED },	   { "avgacdtime", ACD_TALK },
	{ "avgacwtime", ACD_WRAP },	   { "mainacdcalls", ACD_NOTHING },
	{ "backupacdcalls", ACD_NOTHING }, { "connectcalls", ACD_NOTHING },
};

/* Cisco's table of call types: times are those of handled calls, of which some
 * were not answered by people; service level is a share. */
static const struct acd_word ucce[] = {
	{ "datetime", ACD_START },	    { "calltypeid", ACD_QUEUE },
	{ "callsoffered", ACD_OFFERED },    { "callshandled", ACD_HANDLED },
	{ "handletime", ACD_HANDLE_TOTAL },
};

/* Performance views write durations in milliseconds. */
static const struct acd_word genesys_view[] = {
	{ "intervalstart", ACD_START },
	{ "intervalend", ACD_UNTIL },
	{ "intervalcomplete", ACD_NOTHING },
	{ "filters", ACD_NOTHING },
	{ "mediatype", ACD_MEDIA },
	{ "queuename", ACD_QUEUE },
	{ "offer", ACD_OFFERED },
};

/* A bank's calls of 1999: calls holds those that only heard a recording. */
static const struct acd_word bank[] = {
	{ "start", ACD_START },	    { "type", ACD_QUEUE },
	{ "calls", ACD_NOTHING },   { "offered", ACD_OFFERED },
	{ "handled", ACD_HANDLED }, { "talks", ACD_TALK_TOTAL },
};

static const struct acd_word ipfx[] = {
	{ "date", ACD_DATE },		{ "time", ACD_TIME },
	{ "queue", ACD_QUEUE },		{ "offered", ACD_OFFERED },
	{ "abandoned", ACD_ABANDONED }, { "wait", ACD_WAIT },
	{ "talk", ACD_TALK },		{ "wrap", ACD_WRAP },
	{ NULL, ACD_NOTHING },
};

/* Calabrio, before that Teleopti: direct calls and overflow in are offered. */
static const struct acd_word teleopti[] = {
	{ "interval", ACD_MINUTES },
	{ "date", ACD_DATE },
	{ "time", ACD_TIME },
	{ NULL, ACD_NOTHING }, /* queue's number */
	{ "queue", ACD_QUEUE },
	{ "direct", ACD_OFFERED },
	{ "overflow_in", ACD_OFFERED },
	{ "abandoned", ACD_ABANDONED },
	{ "overflow_out", ACD_LEFT },
	{ "answered", ACD_HANDLED },
	{ "answered_wait", ACD_WAIT_TOTAL },
	{ NULL, ACD_NOTHING }, /* abandoned_wait */
	{ "talk", ACD_TALK_TOTAL },
	{ "wrap", ACD_WRAP_TOTAL },
	{ NULL, ACD_NOTHING }, /* longest wait, answered */
	{ NULL, ACD_NOTHING }, /* longest wait, abandoned */
	{ NULL, ACD_NOTHING }, /* people there */
	{ "in_target", ACD_IN_TARGET },
	{ NULL, ACD_NOTHING }, /* wait */
	{ "short", ACD_SHORT },
	{ NULL, ACD_NOTHING }, /* abandoned in target */
};

static const struct acd_word calabrio[] = {
	{ "queue", ACD_QUEUE },	   { "start", ACD_START }, { "end", ACD_UNTIL },
	{ "volume", ACD_OFFERED }, { "talk", ACD_TALK },   { "wrap", ACD_WRAP },
	{ NULL, ACD_NOTHING }, /* people */
};

const struct acd_format acd_formats[] = {
	{ "avaya-hsplit", "Avaya CMS, hsplit", false, hsplit, COUNT(hsplit),
	  0 },
	{ "avaya-vdn", "Avaya CMS, VDN", false, vdn, COUNT(vdn), 0 },
	{ "cisco-ucce", "Cisco UCCE, call types", false, ucce, COUNT(ucce), 0 },
	{ "genesys-view", "Genesys Cloud, view", false, genesys_view,
	  COUNT(genesys_view), 0.001 },
	{ "bank", "bank of 1999", false, bank, COUNT(bank), 0 },
	{ "ipfx", "IPFX", true, ipfx, COUNT(ipfx), 0 },
	{ "teleopti", "Teleopti queue file", true, teleopti, COUNT(teleopti),
	  0 },
	{ "calabrio", "Calabrio forecast", true, calabrio, COUNT(calabrio), 0 },
};
const int acd_n_formats = COUNT(acd_formats);

const struct acd_format *acd_format(const char *id)
{
	for (int i = 0; i < acd_n_formats; i++)
		if (text_equal(acd_formats[i].id, id))
			return &acd_formats[i];
	return NULL;
}

static bool has_name(const char *const names[], int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (text_equal(names[i], name))
			return true;
	return false;
}

static bool has_all(const struct acd_format *f, const char *const names[],
		    int n)
{
	for (int i = 0; i < f->n; i++)
		if (!has_name(names, n, f->words[i].name))
			return false;
	return true;
}

const struct acd_format *acd_format_of(const char *const names[], int n)
{
	const struct acd_format *best = NULL;

	for (int i = 0; i < acd_n_formats; i++) {
		const struct acd_format *f = &acd_formats[i];

		if (!f->headerless && has_all(f, names, n) &&
		    (!best || f->n > best->n))
			best = f;
	}
	return best;
}

enum acd_role acd_role_of(const struct acd_format *format, const char *name,
			  int *rank)
{
	*rank = 0;
	for (int i = 0; format && i < format->n; i++)
		if (text_equal(format->words[i].name, name))
			return format->words[i].role;
	for (int i = 0; i < COUNT(words); i++) {
		*rank = i + 1;
		if (text_equal(words[i].name, name))
			return words[i].role;
	}
	return ACD_NOTHING;
}

const char *acd_channel_prefix(const char **name)
{
	static const char *const channels[] = { "inbound",   "outbound",
						"webchat",   "chat",
						"email",     "callback",
						"voicemail", "social" };

	for (int i = 0; i < COUNT(channels); i++)
		if (text_starts(*name, channels[i])) {
			*name += strlen(channels[i]);
			return channels[i];
		}
	return NULL;
}

static const char *const keys[ACD_ROLES] = {
	[ACD_QUEUE] = "queue",
	[ACD_MEDIA] = "media",
	[ACD_KEY] = "key",
	[ACD_DATE] = "date",
	[ACD_TIME] = "time",
	[ACD_START] = "start",
	[ACD_START_UTC] = "start_utc",
	[ACD_UNTIL] = "end",
	[ACD_MINUTES] = "minutes",
	[ACD_OFFERED] = "offered",
	[ACD_HANDLED] = "handled",
	[ACD_ABANDONED] = "abandoned",
	[ACD_LEFT] = "left",
	[ACD_AHT] = "aht",
	[ACD_TALK] = "talk",
	[ACD_HOLD] = "hold",
	[ACD_WRAP] = "acw",
	[ACD_HANDLE_TOTAL] = "handle_total",
	[ACD_TALK_TOTAL] = "talk_total",
	[ACD_HOLD_TOTAL] = "hold_total",
	[ACD_WRAP_TOTAL] = "acw_total",
	[ACD_WAIT] = "asa",
	[ACD_WAIT_TOTAL] = "wait_total",
	[ACD_IN_TARGET] = "in_target",
	[ACD_TARGET] = "target_s",
	[ACD_SHORT] = "short_abandoned",
};

enum acd_role acd_role_by_key(const char *key)
{
	for (int i = 0; i < ACD_ROLES; i++)
		if (keys[i] && text_equal(keys[i], key))
			return (enum acd_role)i;
	return ACD_NOTHING;
}

const char *acd_role_key(enum acd_role role)
{
	return keys[role] ? keys[role] : "";
}

bool acd_role_is_count(enum acd_role role)
{
	return (role >= ACD_OFFERED && role <= ACD_LEFT) ||
	       role == ACD_IN_TARGET || role == ACD_SHORT;
}

bool acd_role_is_duration(enum acd_role role)
{
	return (role >= ACD_AHT && role <= ACD_WAIT_TOTAL) ||
	       role == ACD_TARGET;
}

static bool is_one_of(const char *name, const char *const list[], int n)
{
	return has_name(list, n, name);
}

bool acd_preamble_queue(const char *name)
{
	static const char *const list[] = {
		"splitskill", "split", "skill", "vdn", "queue", "queuename"
	};

	return is_one_of(name, list, COUNT(list));
}

bool acd_preamble_date(const char *name)
{
	static const char *const list[] = { "date", "day", "reportdate" };

	return is_one_of(name, list, COUNT(list));
}

bool acd_is_total(const char *field)
{
	static const char *const list[] = { "total",	  "totals", "summary",
					    "grandtotal", "sum",    "sums" };
	char plain[ACD_FIELD];

	if (!strpbrk(field, "tsgTSG")) /* their first letters */
		return false;
	return is_one_of(acd_plain_name(field, plain, ACD_FIELD), list,
			 COUNT(list));
}
