/* What stands behind a report's figures: its cases, and the reasons of what was late. */
#ifndef CLI_REPORT_CASES_H
#define CLI_REPORT_CASES_H

#include "cli/command.h"
#include "report/measure.h"

/* Refuses options of a report that do not go together. */
bool report_cases_check(const struct cli *cli, struct error *err);

/* --cases: one row for each that a figure counted. */
bool report_cases(struct cli *cli, const struct measure_query *query, struct error *err);

/* --reasons: what was late, by group and reason. */
bool report_reasons(struct cli *cli, const struct measure_query *query, struct error *err);

/* --weekly: supervision in time as it was stored, week by week. */
bool report_weeks(struct cli *cli, const struct measure_query *query, struct error *err);

#endif
