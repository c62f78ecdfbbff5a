#include "formats/site_lists.h"

const struct list_file *const site_list_files[] = {
	&agents_list,
	&skills_list,
	&availability_list,
	&exceptions_list,
	&pay_list,
	&absences_list,
	&requests_list,
	&special_days_list,
	&events_list,
	&drivers_list,
	&adjustments_list,
	&backlog_list,
	&cover_list,
	&activities_list,
	&balances_list,
	&waivers_list,
	&handling_times_list,
	NULL,
};

enum rc site_lists_read(struct site_reader *r, const char *dir,
			const struct list_given *given)
{
	struct lists l = {
		.given = given,
		.a = r->arena,
		.dir = dir,
		.s = r->site,
		.reader = r,
		.e = r->err,
		.site_bad = r->err->errors > 0,
	};
	int before = r->err->errors;

	lists_agents(&l);
	l.agents_bad = r->err->errors > before;
	lists_skills(&l);
	lists_availability(&l);
	lists_rates(&l);
	lists_exceptions(&l);
	lists_absences(&l);
	lists_requests(&l);
	lists_special_days(&l);
	lists_events(&l);
	lists_drivers(&l);
	lists_adjustments(&l);
	lists_cover(&l);
	lists_activities(&l);
	lists_backlog(&l);
	lists_handling_times(&l);
	lists_balances(&l);
	lists_waivers(&l);
	return r->err->errors > before ? RC_DATA : RC_OK;
}
