#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "clock/explain.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "report/json.h"

/* The calendar that limits are counted by, and what holds it. */
struct count_by {
	const struct calendar *calendar;
	struct names *names; /* of a policy that was read here; NULL: the database's */
	struct policy *policy;
};

/* One question, read. */
struct due_question {
	const char *limit_text;
	struct limit limit;
	struct moment start;
};

/* The database's calendar where there is one, else the installed policy's. */
static bool count_by_open(struct count_by *by, struct cli *cli, struct error *err)
{
	*by = (struct count_by){0};
	if (cli_has_database(cli)) {
		const struct practice *practice = cli_open(cli, err) ? desk_practice(cli->desk, err) : NULL;
		if (practice)
			by->calendar = practice->newest->calendars[0].calendar;
		return practice;
	}
	if (cli->database_named)
		cli_say(cli, _("%s: there is no database; the calendar of the installed policy is used"),
			cli->database);
	struct bundle bundle;
	char *folder = cli_policy_folder(cli);
	bool ok = bundle_read(&bundle, folder, err);
	free(folder);
	if (!ok)
		return false;
	by->names = names_new();
	by->policy = policy_parse(&bundle, by->names, NULL, NULL, err);
	bundle_done(&bundle);
	if (by->policy)
		by->calendar = by->policy->calendars[0].calendar;
	else
		names_free(by->names);
	return by->policy;
}

static void count_by_done(struct count_by *by)
{
	if (!by->policy)
		return;
	policy_free(by->policy);
	names_free(by->names);
}

/* --count from-day-1; the default counts the start as day 0. */
static bool read_counting(struct cli *cli, const struct count_by *by, struct limit_counting *how,
			  struct error *err)
{
	const char *count = args_value(cli->args, OPTION_COUNT);
	*how = (struct limit_counting){.calendar = by->calendar, .roll = ROLL_LEAVE};
	how->from_day_1 = count && !strcmp(count, "from-day-1");
	if (!count || how->from_day_1 || !strcmp(count, "from-day-0"))
		return true;
	return error_set(err, ERROR_USAGE, _("--count %s: from-day-1 or from-day-0 is expected"), count);
}

/* What holds of a unit with this calendar and way of counting. */
static bool check_unit(const struct limit_counting *how, enum limit_unit unit, const char *text,
		       struct error *err)
{
	if (how->from_day_1 && unit != UNIT_WORKING_DAYS)
		return error_set(err, ERROR_INPUT, _("%s: --count from-day-1 is for working days only"),
				 text);
	if ((unit == UNIT_OFFICE_HOURS || unit == UNIT_OFFICE_MINUTES) && !calendar_has_hours(how->calendar))
		return error_set(err, ERROR_INPUT, _("%s: the default calendar has no office hours"), text);
	return true;
}

static bool read_start(struct cli *cli, const char *what, const char *text, struct moment *out,
		       struct error *err)
{
	if (!cli_moment(cli, what, text, out, err))
		return false;
	int32_t day = zone_day(cli_zone(cli), out->at);
	if (day < CIVIL_FIRST || day > CIVIL_LAST)
		return error_set(err, ERROR_INPUT, _("%s: %s: the calendar covers 2000 to 2100 only"), what,
				 text);
	return true;
}

static bool read_question(struct cli *cli, const struct limit_counting *how, const char *limit,
			  const char *start, struct due_question *out, struct error *err)
{
	out->limit_text = limit;
	if (!limit_parse(str_view(limit), &out->limit))
		return error_set(err, ERROR_INPUT,
				 _("%s: a limit is a number and a unit: \"45 working days\","
				   " \"4 hours\", \"3 months\""),
				 limit);
	return check_unit(how, out->limit.unit, limit, err) &&
	       read_start(cli, "START", start, &out->start, err);
}

static void json_skipped(struct json *json, const struct limit_counting *how,
			 const struct due_question *question)
{
	struct explained explained;
	int32_t first = zone_day(calendar_zone(how->calendar), question->start.at);
	json_key(json, "days_skipped");
	json_array(json);
	explain_days(how, question->start.at, question->limit, &explained);
	for (size_t i = 0; i < explained.n; i++) {
		char date[CIVIL_SIZE];
		if (!explained.days[i].reason || explained.days[i].day == first)
			continue;
		civil_iso(explained.days[i].day, date);
		json_object(json);
		json_member(json, "date", date);
		json_member(json, "reason", explained.days[i].reason);
		json_end(json);
	}
	explained_done(&explained);
	json_end(json);
}

static void answer(struct cli *cli, const struct limit_counting *how, const struct due_question *question,
		   const struct limit *warn)
{
	struct limit_due due = limit_due(how, question->start.at, question->limit);
	int64_t soon = warn ? limit_before(how, due.due, *warn) : INSTANT_NONE;
	char start_text[ZONE_ISO_SIZE], due_text[ZONE_ISO_SIZE], soon_text[ZONE_ISO_SIZE];
	struct json json = {.out = cli->out};
	if (warn && soon < question->start.at)
		soon = question->start.at;
	if (due.beyond) {
		char until[CIVIL_SIZE];
		civil_iso(calendar_known_until(how->calendar), until);
		cli_say(cli, _("%s: bank holidays are not known after %s; the answer counts none"),
			question->limit_text, until);
	}
	if (cli->format == SHEET_TABLE) {
		fprintf(cli->out, "%s\n", cli_iso(cli, due.due, due_text));
		return;
	}
	cli_iso(cli, question->start.at, start_text);
	cli_iso(cli, due.due, due_text);
	json_object(&json);
	json_member(&json, "limit", question->limit_text);
	json_member(&json, "start", start_text);
	json_member(&json, "due", due_text);
	json_member(&json, "soon", cli_iso(cli, soon, soon_text));
	json_skipped(&json, how, question);
	json_end(&json);
}

/* --until END LIMIT_UNIT START. */
static bool answer_count(struct cli *cli, const struct limit_counting *how, const char *unit_text,
			 const char *start_text, struct error *err)
{
	struct moment start, end;
	enum limit_unit unit;
	char start_iso[ZONE_ISO_SIZE], end_iso[ZONE_ISO_SIZE];
	if (!limit_parse_unit(str_view(unit_text), &unit))
		return error_set(err, ERROR_INPUT,
				 _("%s: a unit is expected, such as \"working days\" or \"hours\""),
				 unit_text);
	if (!check_unit(how, unit, unit_text, err) || !read_start(cli, "START", start_text, &start, err) ||
	    !read_start(cli, "--until", args_value(cli->args, OPTION_UNTIL), &end, err))
		return false;
	int64_t count = limit_count(how, unit, start.at, end.at);
	if (how->from_day_1 && end.at >= start.at &&
	    calendar_is_open(how->calendar, zone_day(calendar_zone(how->calendar), start.at)))
		count++;
	if (cli->format == SHEET_TABLE) {
		fprintf(cli->out, "%" PRId64 "\n", count);
		return true;
	}
	struct json json = {.out = cli->out};
	json_object(&json);
	json_member(&json, "unit", unit_text);
	json_member(&json, "start", cli_iso(cli, start.at, start_iso));
	json_member(&json, "until", cli_iso(cli, end.at, end_iso));
	json_key(&json, "count");
	json_number(&json, count);
	json_end(&json);
	return true;
}

/* One line LIMIT<tab>START, or UNIT<tab>START with --until. */
static bool answer_line(struct cli *cli, const struct limit_counting *how, const struct limit *warn,
			char *line, size_t n, struct error *err)
{
	struct due_question question;
	char *tab = memchr(line, '\t', n);
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
		line[--n] = '\0';
	if (strlen(line) != n || !tab)
		return error_set(err, ERROR_INPUT, _("LIMIT, a tab and START are expected"));
	*tab = '\0';
	if (args_has(cli->args, OPTION_UNTIL))
		return answer_count(cli, how, line, tab + 1, err);
	if (!read_question(cli, how, line, tab + 1, &question, err))
		return false;
	answer(cli, how, &question, warn);
	return true;
}

static bool answer_lines(struct cli *cli, const struct limit_counting *how, const struct limit *warn,
			 struct error *err)
{
	char *line = NULL;
	size_t room = 0;
	int64_t number = 0, bad = 0;
	ssize_t n;
	while ((n = getline(&line, &room, stdin)) >= 0) {
		struct error wrong = {0};
		number++;
		if (answer_line(cli, how, warn, line, (size_t)n, &wrong))
			continue;
		bad++;
		error_prefix(&wrong, _("line %" PRId64), number);
		cli_complain(wrong.text);
		fputs(cli->format == SHEET_JSON ? "null\n" : "-\n", cli->out);
	}
	int why = errno;
	free(line);
	if (ferror(stdin))
		return error_set(err, ERROR_INPUT, _("standard input: it cannot be read: %s"), strerror(why));
	if (bad)
		return error_set(err, ERROR_ATTENTION,
				 ngettext("due: %" PRId64 " line could not be read",
					  "due: %" PRId64 " lines could not be read", (unsigned long)bad),
				 bad);
	return true;
}

static bool due_with(struct cli *cli, const struct count_by *by, struct error *err)
{
	const struct args *args = cli->args;
	const char *warn_text = args_value(args, OPTION_WARN);
	struct limit_counting how;
	struct limit warn;
	struct due_question question;
	if (!read_counting(cli, by, &how, err))
		return false;
	if (warn_text && !limit_parse(str_view(warn_text), &warn))
		return error_set(err, ERROR_INPUT,
				 _("--warn %s: a number and a unit are expected, such as"
				   " \"5 working days\""),
				 warn_text);
	if (warn_text &&
	    !check_unit(&(struct limit_counting){.calendar = how.calendar}, warn.unit, warn_text, err))
		return false;
	if (!strcmp(args->words[0], "-"))
		return args_words(args, 1, 1, err) && answer_lines(cli, &how, warn_text ? &warn : NULL, err);
	if (!args_words(args, 2, 2, err))
		return false;
	if (args_has(args, OPTION_UNTIL))
		return answer_count(cli, &how, args->words[0], args->words[1], err);
	if (!read_question(cli, &how, args->words[0], args->words[1], &question, err))
		return false;
	answer(cli, &how, &question, warn_text ? &warn : NULL);
	return true;
}

bool run_due(struct cli *cli, struct error *err)
{
	struct count_by by;
	if (!count_by_open(&by, cli, err))
		return false;
	bool ok = due_with(cli, &by, err);
	count_by_done(&by);
	return ok;
}
