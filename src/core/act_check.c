#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/moment.h"
#include "core/page_text.h"
#include "core/person.h"

enum { LINE_MOST = 1000, NOTE_MOST = 64 * 1024, REFERENCE_MOST = 64, READING = 96, CHOICES_LISTED = 12 };

static bool wrong(struct error *err, const struct policy_field *field, const char *value, const char *why)
{
	return error_set(err, ERROR_INPUT, "%s: “%.80s”: %s", field->key, value, why);
}

/* Trimmed, without control characters (newlines and tabs aside, where lines is true), CR LF as LF. */
static const char *clean(const struct act_checking *checking, const char *value, bool lines, const char **why)
{
	struct str_view view = str_trim(str_view(value));
	char *out = pool_take(checking->pool, view.n + 1);
	size_t n = 0;

	*why = NULL;
	if (!utf8_valid(view.at ? view.at : "", view.n))
		*why = _("it is not valid UTF-8 text");
	else if (view.n > (lines ? (size_t)NOTE_MOST : (size_t)LINE_MOST))
		*why = _("it is too long");
	for (size_t i = 0; i < view.n && !*why; i++) {
		unsigned char c = (unsigned char)view.at[i];

		if (lines && c == '\r' && i + 1 < view.n && view.at[i + 1] == '\n')
			continue;
		if ((c < ' ' && !(lines && (c == '\n' || c == '\t'))) || c == 0x7f)
			*why = _("it holds a control character");
		out[n++] = (char)c;
	}
	out[n] = '\0';
	return out;
}

static const char *list_choices(const struct act_checking *checking, const struct policy_field *field)
{
	struct str_buf buf = { 0 };
	const char *text;
	int listed = 0;

	for (size_t i = 0; i < field->n_choices; i++) {
		if (field->choices[i].retired)
			continue;
		if (listed++ == CHOICES_LISTED) {
			str_add(&buf, " …");
			break;
		}
		if (buf.n)
			str_add(&buf, ", ");
		str_add(&buf, field->choices[i].code);
	}
	text = pool_text(checking->pool, buf.text ? buf.text : "");
	str_done(&buf);
	return text;
}

/* By its code, or by its label: the policy's own, or as the person reads it. */
static const struct policy_choice *find_choice(const struct policy_field *field, struct str_view value)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (str_equal(value, field->choices[i].code))
			return &field->choices[i];
	for (size_t i = 0; i < field->n_choices; i++)
		if (str_equal_fold(value, field->choices[i].code) ||
		    (field->choices[i].label && (str_equal_fold(value, field->choices[i].label) ||
						 str_equal_fold(value, i18n_text(field->choices[i].label)))))
			return &field->choices[i];
	return NULL;
}

/* Adds the code of one choice to out. */
static bool add_choice(const struct act_checking *checking, const struct policy_field *field,
		       struct str_view value, struct str_buf *out, struct error *err)
{
	const struct policy_choice *choice = find_choice(field, value);

	if (out->n)
		str_add_char(out, ',');
	if (choice && (!choice->retired || checking->importing)) {
		str_add(out, choice->code);
		return true;
	}
	if (!choice && (checking->importing || field->open)) {
		str_add_n(out, value.at, value.n);
		return true;
	}
	if (choice)
		return error_set(err, ERROR_INPUT, _("%s: “%s” is no longer used: choose one of %s"),
				 field->key, choice->code, list_choices(checking, field));
	return error_set(err, ERROR_INPUT, _("%s: “%.*s” is not known: choose one of %s"), field->key,
			 (int)(value.n > 80 ? 80 : value.n), value.at, list_choices(checking, field));
}

/* What an open choice takes though no list has it may be a slip: it is seen before it is saved. */
static void read_open(const struct policy_field *field, const char *code, char *reading)
{
	if (reading && *code && field->type == FIELD_CHOICE && field->n_choices > 0 && !policy_field_choice(field, code))
		snprintf(reading, READING, "%s", _("not on the list: kept as it was typed"));
}

static bool check_choices(const struct act_checking *checking, const struct policy_field *field,
			  const char *value, const char **out, char *reading, struct error *err)
{
	struct str_view rest = str_view(value);
	struct str_buf buf = { 0 };
	bool ok = true;

	if (field->type == FIELD_CHOICE)
		ok = add_choice(checking, field, rest, &buf, err);
	while (field->type == FIELD_CHOICES && ok && rest.at) {
		struct str_view part = str_trim(str_cut(&rest, ','));

		if (part.n && field->each && buf.n && !checking->asking)
			ok = wrong(err, field, value, _("one only: each has an event of its own"));
		else if (part.n)
			ok = add_choice(checking, field, part, &buf, err);
	}
	*out = pool_text(checking->pool, buf.text ? buf.text : "");
	if (ok)
		read_open(field, *out, reading);
	str_done(&buf);
	return ok;
}

static const struct calendar *calendar_of(const struct act_checking *checking)
{
	return checking->practice->newest->calendars[0].calendar;
}

/* A weekday is the coming one in what an event says of the time ahead (a review, a deadline); the last one
 * for when it happened and when the child was born. */
static bool read_moment(const struct act_checking *checking, const struct policy_field *field,
			const char *value, struct moment *moment, struct error *err)
{
	bool behind = strcmp(field->key, "at") == 0 || strcmp(field->key, "date_of_birth") == 0;
	struct desk *desk = checking->desk;

	return (behind ? moment_parse : moment_parse_ahead)(value, desk->zone, calendar_of(checking),
							    desk->now, moment, err) ||
	       error_prefix(err, "%s", field->key);
}

/* A limit before the day of the event that sets it is a slip, mostly in the year. */
static bool check_ahead(const struct act_checking *checking, const struct policy_field *field, int32_t day,
			struct error *err)
{
	const struct zone *zone = checking->desk->zone;
	char shown[MOMENT_SIZE];

	if (!field->ahead || checking->importing || checking->day == CIVIL_NONE || day >= checking->day)
		return true;
	moment_show(zone_first(zone, day), false, zone, 0, shown);
	return error_set(err, ERROR_INPUT, _("%s: %s lies before the event: write a later day"),
			 field->key, shown);
}

/* With the age, in which a wrong century is seen at once. */
static void read_born(const struct act_checking *checking, int32_t day, const char *shown, char *reading)
{
	const struct desk *desk = checking->desk;

	if (day > zone_day(desk->zone, desk->now))
		snprintf(reading, READING, _("expected %s"), shown);
	else
		snprintf(reading, READING, "%s, %s", shown, page_age(checking->pool, desk, day));
}

static bool check_date(const struct act_checking *checking, const struct policy_field *field,
		       const char *value, const char **out, char *reading, struct error *err)
{
	struct desk *desk = checking->desk;
	char iso[CIVIL_SIZE], shown[MOMENT_SIZE];
	struct moment moment;
	int32_t day;

	if (!civil_parse(str_view(value), &day)) {
		if (!read_moment(checking, field, value, &moment, err))
			return false;
		if (moment.timed && !checking->importing)
			return wrong(err, field, value, _("a date only, without a time of day"));
		day = zone_day(desk->zone, moment.at);
	}
	if (civil_from_day(day).year <= 1900 || day > CIVIL_LAST)
		return wrong(err, field, value,
			     _("no date between 1901 and 2100: leave it empty where it is not known"));
	civil_iso(day, iso);
	*out = pool_text(checking->pool, iso);
	moment_show(zone_first(desk->zone, day), false, desk->zone, 0, shown);
	if (reading && strcmp(field->key, "date_of_birth") == 0)
		read_born(checking, day, shown, reading);
	else if (reading)
		memcpy(reading, shown, strlen(shown) + 1);
	return check_ahead(checking, field, day, err);
}

static bool check_time(const struct act_checking *checking, const struct policy_field *field,
		       const char *value, const char **out, char *reading, struct error *err)
{
	struct desk *desk = checking->desk;
	struct moment moment;
	char iso[ZONE_ISO_SIZE], shown[MOMENT_SIZE];

	if (!read_moment(checking, field, value, &moment, err))
		return false;
	if (moment.timed)
		zone_iso(desk->zone, moment.at, iso);
	else
		civil_iso(zone_day(desk->zone, moment.at), iso);
	*out = pool_text(checking->pool, iso);
	if (reading) {
		moment_show(moment.at, moment.timed, desk->zone, 0, shown);
		memcpy(reading, shown, strlen(shown) + 1);
	}
	return check_ahead(checking, field, zone_day(desk->zone, moment.at), err);
}

static bool check_number(const struct policy_field *field, const char *value, struct error *err)
{
	const char *c = value;
	size_t digits;

	if (*c == '-' || *c == '+')
		c++;
	digits = strspn(c, "0123456789");
	c += digits;
	if (digits && *c == '.') {
		digits = strspn(c + 1, "0123456789");
		c += 1 + digits;
	}
	if (!digits || *c || strlen(value) > 18)
		return wrong(err, field, value, _("it is not a number"));
	if (field->ranged && (strtod(value, NULL) < field->least || strtod(value, NULL) > field->most))
		return error_set(err, ERROR_INPUT, _("%s: “%.80s”: it goes from %d to %d"), field->key, value,
				 field->least, field->most);
	return true;
}

static bool check_yesno(const struct policy_field *field, const char *value, const char **out,
			struct error *err)
{
	static const struct { const char *word, *means; } words[] = {
		{ "yes", "yes" }, { "y", "yes" }, { "true", "yes" }, { "1", "yes" },
		{ "no", "no" }, { "n", "no" }, { "false", "no" }, { "0", "no" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (str_equal_fold(str_view(value), words[i].word)) {
			*out = words[i].means;
			return true;
		}
	}
	return wrong(err, field, value, _("it is yes or no"));
}

bool act_check_person(const struct act_checking *checking, const char *who, const char **name,
		      struct error *err)
{
	struct person_copy copy;
	bool found;

	if (!person_who(checking->desk->store, who, &copy, &found, err))
		return false;
	if (found)
		*name = pool_text(checking->pool, copy.name);
	person_copy_done(&copy);
	if (!found && checking->importing) {
		*name = pool_text(checking->pool, who);
		return true;
	}
	return found || error_set(err, ERROR_INPUT,
				  _("“%.80s”: nobody of that login or name is known in this file"), who);
}

static bool check_team(const struct act_checking *checking, const struct policy_field *field,
		       const char *value, const char **out, struct error *err)
{
	char *name;

	if (!team_name(checking->desk->store, value, &name, err))
		return false;
	*out = pool_text(checking->pool, name ? name : value);
	if (!name && !checking->importing)
		return wrong(err, field, value, _("no team of that name is known in this file"));
	free(name);
	return true;
}

bool act_check_value(const struct act_checking *checking, const struct policy_field *field, const char *value,
		     const char **out, char *reading, struct error *err)
{
	const char *why;

	value = clean(checking, value, field->type == FIELD_LONG || field->type == FIELD_LINES || field->type == FIELD_REVIEW,
		      &why);
	*out = value;
	if (reading)
		*reading = '\0';
	if (why)
		return wrong(err, field, utf8_valid(value, strlen(value)) ? value : "", why);
	if (!*value)
		return true;
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
		return true;
	case FIELD_LINES:
	case FIELD_REVIEW:
		return checking->asking ||
		       error_set(err, ERROR_INPUT, _("%s: it makes events of its own: record them"),
				 field->key);
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		return check_choices(checking, field, value, out, reading, err);
	case FIELD_DATE:
		return check_date(checking, field, value, out, reading, err);
	case FIELD_TIME:
		return check_time(checking, field, value, out, reading, err);
	case FIELD_NUMBER:
		return check_number(field, value, err);
	case FIELD_YESNO:
		return check_yesno(field, value, out, err);
	case FIELD_PERSON:
		return act_check_person(checking, value, out, err) || error_prefix(err, "%s", field->key);
	case FIELD_TEAM:
		return check_team(checking, field, value, out, err);
	}
	return false;
}

bool act_check_note(const struct act_checking *checking, const char *what, const char *note, const char **out,
		    struct error *err)
{
	const char *why;

	*out = NULL;
	if (!note)
		return true;
	note = clean(checking, note, true, &why);
	if (why)
		return error_set(err, ERROR_INPUT, "%s: %s", what, why);
	if (*note)
		*out = note;
	return true;
}

bool act_check_reference(const char *reference, struct error *err)
{
	struct str_view view = str_view(reference);

	if (view.n == 0)
		return error_set(err, ERROR_INPUT, _("reference: it is empty"));
	if (view.n > REFERENCE_MOST || !utf8_valid(reference, view.n))
		return error_set(err, ERROR_INPUT, _("reference: at most %d bytes of UTF-8 text"),
				 (int)REFERENCE_MOST);
	if (str_trim(view).n != view.n)
		return error_set(err, ERROR_INPUT, _("reference: “%s” begins or ends with a blank"),
				 reference);
	for (const char *c = reference; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return error_set(err, ERROR_INPUT, _("reference: it holds a control character"));
	return true;
}

/* The latest event of a kind about the thing (NULL: any); NULL if there is none. */
static const struct file_event *latest_of(const struct desk *desk, const struct file *file, const char *key,
					  const char *about)
{
	const struct file_event *latest = NULL;

	for (size_t i = 0; i < file->history.n_events; i++)
		if (file_counts(desk, &file->history.events[i]) && strcmp(file->events[i].kind, key) == 0 &&
		    (!about || str_same(file->events[i].about, about)))
			latest = &file->events[i];
	return latest;
}

static const struct file_event *event_of_id(const struct file *file, const char *id)
{
	for (size_t i = 0; id && i < file->history.n_events; i++)
		if (strcmp(file->events[i].id, id) == 0)
			return &file->events[i];
	return NULL;
}

/* Also of what it replaces: whoever corrects another's words does not become their author. */
static bool is_by(const struct file *file, const struct file_event *event, const char *name)
{
	for (; name && event; event = event_of_id(file, event->replaces))
		if (str_same(event->done_by, name) || str_same(event->recorded_by, name))
			return true;
	return false;
}

bool act_check_not_by(const struct act_checking *checking, const struct policy_kind *kind,
		      const struct file *file, const char *about, const char *done_by, struct error *err)
{
	const struct file_event *latest = NULL;

	if (!file)
		return true;
	for (size_t i = 0; i < kind->n_not_by && !latest; i++)
		latest = latest_of(checking->desk, file, kind->not_by[i], about);
	if (!latest || (!is_by(file, latest, checking->desk->name) && !is_by(file, latest, done_by)))
		return true;
	/* TRANSLATORS: case, the event, another event, who recorded that */
	return error_set(err, ERROR_DENIED,
			 _("%s: %s: not by who recorded “%s” (%s): somebody else has to"), file->reference,
			 i18n_text(kind->title), i18n_text(latest->title),
			 latest->done_by ? latest->done_by : latest->recorded_by);
}
