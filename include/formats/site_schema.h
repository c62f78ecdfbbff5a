/*
 * site_schema - every key of site.yaml as tables: what reads it, and what the
 * manual and the tests are held against.
 */
#ifndef FORMATS_SITE_SCHEMA_H
#define FORMATS_SITE_SCHEMA_H

#include "formats/schema.h"

#define FIELDS(table) ((int)(sizeof(table) / sizeof(*(table))))

extern const struct schema *const site_schemas[]; /* NULL at the end */

extern const struct schema yaml_schema, site_schema, period_schema,
	prices_schema;
extern const struct schema queue_schema, goal_schema, acd_schema;
extern const struct schema absence_schema;
extern const struct schema break_schema, shift_schema;
extern const struct schema contract_schema, rule_schema;
extern const struct schema pay_schema, premium_schema, overtime_schema;
extern const struct schema calendars_schema, changes_schema, holiday_schema;

#endif
