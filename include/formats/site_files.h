/*
 * site_files - a site folder becomes a struct site.
 *
 * Reads site.yaml and every csv (and absences.ics, absences/ID.ics,
 * special_days.ics) that is there; reports every problem of every file in one
 * pass, but nothing about the lists when site.yaml has no tree at all.
 * Missing optional files are empty lists.  Columns, in any order; those in []
 * may be left out:
 *
 * agents.csv        id,name,[team],contract,[hours],[from],[until]
 *		     hours: paid per contract window, "38.5", "20-25"; default
 *		     the contract's.  Several lines of one person must not
 *		     overlap in time
 * skills.csv        agent,skill,[priority],[speed],[from],[until]
 * availability.csv  agent,days,[window],[from],[until],kind
 *		     kind can|cannot|fixed; days "mon-fri", "sat,sun", "all"
 * exceptions.csv    agent,rule,value,[price],[from],[until]
 *		     rule and value as in site.yaml: "days in a row", "at
 *		     most 4", or "off"; with a price it is soft.  It takes the
 *		     place of all rules of that name in the person's contract
 * absences.csv      agent,start,end,code,[status],[key]; absences/NAME.csv too
 *		     dates (end inclusive) or times; status approved (default),
 *		     requested, refused; free text columns are refused
 * requests.csv      agent,from,[until],wish,what,[weight]
 *		     wish want|avoid; what "off", "work", template keys, sets
 *		     or codes joined by "|", a duty's code "D0830", or a window
 *		     "08:00-16:00"; weight money or low|medium|high (medium)
 * special_days.csv  date,name,[hours],[like],[pay]
 *		     hours "" = the queues' holiday hours, "normal", "closed",
 *		     "10:00-18:00"; like a weekday or the name of another day;
 *		     pay holiday|normal: holiday unless hours are normal
 * pay.csv           agent,[from],rate; a warning when others can read it
 * activities.csv    id,name,[agent],[team],from,until,[window],length,[paid],
 *		     [together]
 * events.csv        queue,start,end,name,[kind],[effect]
 *		     queue "all"; kind event|outage; effect "+20%"
 * adjustments.csv   queue,from,[until],[window],[calls],[aht],[total]
 *		     calls, aht "+10%"; total: contacts of the whole range
 * cover.csv         [from],[until],days,[shift],[window],[skill],[min],[want],
 *		     [max],[under],[over]
 *		     shift or window; under, over: money per head, low|medium|
 *		     high, or hard (min, max must hold); default high, low
 * backlog.csv       queue,contacts,due
 * handling_times.csv  queue,seconds,[contacts]
 *		     contacts 1: how many took so long
 * balances.csv      agent,what,value,[as_of]
 *		     what nights|weekends|holidays|hours|refused
 * waivers.csv       agent,rule,from,until,why,by
 *
 * Dates "2026-11-23", from inclusive, until inclusive as people write them
 * (one day later inside).  The grammar of site.yaml is in wfm-site(5).
 */
#ifndef FORMATS_SITE_FILES_H
#define FORMATS_SITE_FILES_H

#include "base/arena.h"
#include "base/err.h"
#include "model/site.h"

MUST_CHECK enum rc site_load(struct arena *a, const char *dir,
			     struct site *site, struct err *e);

/* As the site would be with other rows in one of its lists; NULL: as it is. */
struct list_given;
MUST_CHECK enum rc site_load_with(struct arena *a, const char *dir,
				  const struct list_given *given,
				  struct site *site, struct err *e);

/* The files that site_load read, for hashing: paths relative to dir. */
struct site_inputs {
	const char **names; /* [n] */
	int n;
};
struct site_inputs site_input_files(struct arena *a, const char *dir);

#endif
