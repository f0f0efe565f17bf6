/* Which events a line means, and the conditions on them. */
#include "config.h"
#include "policy/parse.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

void kinds_set(uint64_t kinds[EVENT_KINDS / 64], int kind)
{
	kinds[kind / 64] |= UINT64_C(1) << (kind % 64);
}

void kinds_add(uint64_t kinds[EVENT_KINDS / 64], const uint64_t more[EVENT_KINDS / 64])
{
	for (size_t i = 0; i < EVENT_KINDS / 64; i++)
		kinds[i] |= more[i];
}

void kinds_list(const struct parse *parse, const uint64_t kinds[EVENT_KINDS / 64], struct str_buf *out)
{
	int listed = 0;

	for (int kind = 0; kind < EVENT_KINDS && listed < 6; kind++) {
		if (!kinds_have(kinds, kind))
			continue;
		str_addf(out, "%s%s", listed == 0 ? "" : ", ", names_text(parse->names, NAME_KIND, kind));
		listed++;
	}
}

/* ---- events ---- */

static bool add_tagged(struct lex *lex, struct str_view tag, uint64_t kinds[EVENT_KINDS / 64])
{
	bool found = false;

	for (size_t i = 0; i < lex->parse->policy->n_kinds; i++) {
		const struct policy_kind *kind = &lex->parse->policy->kinds[i];

		for (size_t t = 0; t < kind->n_tags; t++) {
			if (kind->number >= 0 && str_equal(tag, kind->tags[t])) {
				kinds_set(kinds, kind->number);
				found = true;
			}
		}
	}
	return found || lex_complain(lex, "no event has this tag, expected one from a `tags =` line");
}

static bool add_kind(struct lex *lex, uint64_t kinds[EVENT_KINDS / 64])
{
	struct str_view text = lex->text;
	int number;

	if (lex->token != TOKEN_WORD)
		return lex_complain(lex,
				    "expected an event such as contact.received, or a tag such as #meeting");
	if (text.at[0] == '#' || (text.n > 4 && memcmp(text.at, "tag:", 4) == 0)) {
		size_t skip = text.at[0] == '#' ? 1 : 4;

		if (!add_tagged(lex, (struct str_view){text.at + skip, text.n - skip}, kinds))
			return false;
	} else {
		number = names_find(lex->parse->names, NAME_KIND, text.at, text.n);
		if (number < 0 || lex->parse->memory->kinds[number] == NULL)
			return lex_complain(lex,
					    "not an event of this policy, expected one that has an [event] "
					    "section (several values go in brackets)");
		kinds_set(kinds, number);
	}
	lex_next(lex);
	return true;
}

bool match_parse(struct lex *lex, struct match *out)
{
	*out = (struct match){0};
	do {
		if (!add_kind(lex, out->kinds))
			return false;
	} while (lex_take(lex, "or"));
	return !lex_take(lex, "where") || condition_parse(lex, out->kinds, CONDITION_WHERE, &out->where);
}

void matches_parse(struct parse *parse, const struct section *section, const struct entry *entry,
		   struct matches *out)
{
	struct match *items = NULL;
	size_t n = 0, room = 0;
	struct lex lex;
	bool good;

	lex_start(&lex, parse, section, entry);
	do {
		mem_grow(&items, n, &room, sizeof *items);
		good = match_parse(&lex, &items[n++]);
	} while (good && lex_take_token(&lex, TOKEN_COMMA));
	if (good)
		lex_end(&lex, "a comma, `or`, `where` or nothing more");
	out->n = n;
	out->items = arena_keep(parse->arena, items, n, sizeof *items);
}

/* ---- the fields that a condition names ---- */

const struct policy_field *field_of(const struct parse *parse, const uint64_t *kinds, int name,
				    bool attribute_only)
{
	for (size_t k = 0; k < parse->policy->n_kinds; k++) {
		const struct policy_kind *kind = &parse->policy->kinds[k];

		if (kinds != NULL && !kinds_have(kinds, kind->number))
			continue;
		for (size_t f = 0; f < kind->n_fields; f++)
			if (kind->fields[f].name == name && (kind->fields[f].attribute || !attribute_only))
				return &kind->fields[f];
	}
	return NULL;
}

/* What a clause is about, while it is read. */
struct subject {
	const uint64_t *kinds; /* whose fields count; NULL: attributes of any event */
	int name;
	const struct policy_field *field; /* the first of them */
};

static void list_fields(const struct parse *parse, const uint64_t *kinds, bool attributes,
			struct str_buf *out)
{
	for (size_t k = 0; k < parse->policy->n_kinds && out->n < 200; k++) {
		const struct policy_kind *kind = &parse->policy->kinds[k];

		for (size_t f = 0; f < kind->n_fields; f++)
			if (attributes ? kind->fields[f].attribute : kinds_have(kinds, kind->number))
				str_addf(out, "%s%s", out->n == 0 ? "" : ", ", kind->fields[f].key);
	}
}

/* In `where` a field of the event comes before an attribute of the case, elsewhere after it. */
static bool find_subject(struct lex *lex, const uint64_t *kinds, enum condition_place place,
			 struct clause *clause, struct subject *subject)
{
	int name = names_find(lex->parse->names, NAME_FIELD, lex->text.at, lex->text.n);
	const struct policy_field *own = NULL, *attribute = NULL;
	struct str_buf known = {0};

	if (lex->token == TOKEN_WORD && name >= 0) {
		if (place == CONDITION_WHERE)
			own = field_of(lex->parse, kinds, name, false);
		if (own == NULL)
			attribute = field_of(lex->parse, NULL, name, true);
		if (own == NULL && attribute == NULL)
			own = field_of(lex->parse, kinds, name, false);
	}
	if (own == NULL && attribute == NULL) {
		list_fields(lex->parse, kinds, false, &known);
		list_fields(lex->parse, kinds, true, &known);
		lex_complain(lex,
			     "neither a field of these events nor an attribute of the case, expected one "
			     "of: %s",
			     known.text == NULL ? "(none)" : known.text);
		str_done(&known);
		return false;
	}
	clause->subject = own != NULL ? CLAUSE_FIELD : CLAUSE_ATTRIBUTE;
	clause->name = name;
	subject->name = name;
	subject->kinds = own != NULL ? kinds : NULL;
	subject->field = own != NULL ? own : attribute;
	lex_next(lex);
	return true;
}

static bool field_takes(const struct policy_field *field, const char *value)
{
	if (field->type == FIELD_YESNO)
		return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
	if ((field->type != FIELD_CHOICE && field->type != FIELD_CHOICES) || field->open)
		return true;
	return policy_field_choice(field, value) != NULL;
}

/* True when some event can bear this value in the field. */
static bool value_possible(const struct parse *parse, const struct subject *subject, const char *value)
{
	for (size_t k = 0; k < parse->policy->n_kinds; k++) {
		const struct policy_kind *kind = &parse->policy->kinds[k];

		if (subject->kinds != NULL && !kinds_have(subject->kinds, kind->number))
			continue;
		for (size_t f = 0; f < kind->n_fields; f++)
			if (kind->fields[f].name == subject->name &&
			    (subject->kinds != NULL || kind->fields[f].attribute) &&
			    field_takes(&kind->fields[f], value))
				return true;
	}
	return false;
}

/* Takes one value and checks that the field can have it. */
static const char *take_value(struct lex *lex, const struct subject *subject)
{
	struct lex start = *lex;
	struct str_buf codes = {0};
	const char *value = lex_name(lex, "a value");

	if (value == NULL || value_possible(lex->parse, subject, value))
		return value;
	for (size_t i = 0; i < subject->field->n_choices && codes.n < 200; i++)
		str_addf(&codes, "%s%s", i == 0 ? "" : ", ", subject->field->choices[i].code);
	lex_complain(&start, "not a value of %s, expected one of: %s", subject->field->key,
		     codes.text != NULL ? codes.text : "yes, no");
	str_done(&codes);
	return NULL;
}

/* ---- clauses ---- */

/* The clauses of one condition while they are read. */
struct clauses {
	struct clause *items;
	size_t n, room;
};

static void add_clause(struct clauses *clauses, const struct clause *clause)
{
	mem_grow(&clauses->items, clauses->n, &clauses->room, sizeof *clauses->items);
	clauses->items[clauses->n++] = *clause;
}

static const char *const *one_value(struct lex *lex, const char *value)
{
	const char **values = arena_take(lex->parse->arena, sizeof *values);

	values[0] = value;
	return values;
}

/* Values after `one of`: in brackets with commas, or with `or`, or bare commas where a
 * comma can mean nothing else. */
static bool take_values(struct lex *lex, const struct subject *subject, bool commas, struct clause *clause)
{
	const char **values = NULL;
	size_t n = 0, room = 0;
	bool brackets = lex_take_token(lex, TOKEN_OPEN), good = true;

	do {
		const char *value = take_value(lex, subject);

		good = value != NULL;
		if (good) {
			mem_grow(&values, n, &room, sizeof *values);
			values[n++] = value;
		}
	} while (good && (lex_take(lex, "or") || ((brackets || commas) && lex_take_token(lex, TOKEN_COMMA))));
	if (good && brackets && !lex_take_token(lex, TOKEN_CLOSE))
		good = lex_complain(lex, "expected `)` after the values");
	clause->n_values = n;
	clause->values = arena_keep(lex->parse->arena, values, n, sizeof *values);
	return good;
}

/* `is not one of (a, b)` is not a and not b. */
static void add_negated(struct lex *lex, const struct clause *several, struct clauses *clauses)
{
	for (size_t i = 0; i < several->n_values; i++) {
		struct clause clause = *several;

		clause.op = OP_IS_NOT;
		clause.values = one_value(lex, several->values[i]);
		clause.n_values = 1;
		add_clause(clauses, &clause);
	}
}

static bool add_one_value(struct lex *lex, const struct subject *subject, struct clause *clause,
			  struct clauses *clauses)
{
	const char *value = take_value(lex, subject);

	if (value == NULL)
		return false;
	clause->values = one_value(lex, value);
	clause->n_values = 1;
	add_clause(clauses, clause);
	return true;
}

static bool parse_is(struct lex *lex, const struct subject *subject, bool commas, struct clause *clause,
		     struct clauses *clauses)
{
	bool negated = lex_take(lex, "not");

	if (lex_take(lex, "set")) {
		clause->op = negated ? OP_NOT_SET : OP_SET;
		add_clause(clauses, clause);
		return true;
	}
	if (subject->field->type == FIELD_CHOICES && !subject->field->each)
		return lex_complain(lex, "%s holds several values at once, expected `%s has VALUE`",
				    subject->field->key, subject->field->key);
	if (lex_take(lex, "one")) {
		clause->op = OP_ONE_OF;
		if (!lex_take(lex, "of"))
			return lex_complain(lex, "expected `of` after `one`");
		if (!take_values(lex, subject, commas, clause))
			return false;
		if (negated)
			add_negated(lex, clause, clauses);
		else
			add_clause(clauses, clause);
		return true;
	}
	clause->op = negated ? OP_IS_NOT : OP_IS;
	return add_one_value(lex, subject, clause, clauses);
}

static bool parse_has(struct lex *lex, const struct subject *subject, struct clause *clause,
		      struct clauses *clauses)
{
	if (subject->field->type != FIELD_CHOICES || subject->field->each)
		return lex_complain(lex, "%s holds one value, expected `%s is VALUE`", subject->field->key,
				    subject->field->key);
	if (lex_take(lex, "at")) {
		clause->op = OP_HAS_AT_LEAST;
		if (!lex_take(lex, "least"))
			return lex_complain(lex, "expected `at least` and a number");
		if (!lex_number(lex, 1, 1000, &clause->number))
			return false;
		add_clause(clauses, clause);
		return true;
	}
	clause->op = OP_HAS;
	return add_one_value(lex, subject, clause, clauses);
}

/* `of child under 5 years`, `of placement from 1 year`: after the word age. */
static bool parse_age(struct lex *lex, struct clauses *clauses)
{
	struct clause clause = {.subject = CLAUSE_AGE_CHILD, .op = OP_UNDER, .name = -1};
	struct lex unit;

	if (!lex_take(lex, "of"))
		return lex_complain(lex, "expected `age of child` or `age of` and what was opened");
	if (!lex_take(lex, "child")) {
		clause.subject = CLAUSE_AGE_ABOUT;
		clause.name = lex->token != TOKEN_WORD
				      ? -1
				      : names_find(lex->parse->names, NAME_TYPE, lex->text.at, lex->text.n);
		if (clause.name < 0)
			return lex_complain(lex,
					    "expected child, or what some event opens, such as placement");
		lex_next(lex);
	}
	if (lex_take(lex, "from"))
		clause.op = OP_FROM;
	else if (!lex_take(lex, "under"))
		return lex_complain(lex, "expected `under` or `from`");
	unit = *lex;
	if (!lex_limit(lex, false, &clause.age))
		return false;
	if (clause.age.unit != UNIT_DAYS && clause.age.unit != UNIT_WEEKS && clause.age.unit != UNIT_MONTHS &&
	    clause.age.unit != UNIT_YEARS)
		return lex_complain(&unit, "expected an age in days, weeks, months or years");
	add_clause(clauses, &clause);
	return true;
}

static bool parse_clause(struct lex *lex, const uint64_t *kinds, enum condition_place place,
			 struct clauses *clauses)
{
	struct clause clause = {.subject = CLAUSE_FIELD, .op = OP_IS};
	struct subject subject = {0};

	if (lex_is(lex, "age")) {
		struct lex after = *lex;

		lex_next(&after);
		if (lex_is(&after, "of")) {
			*lex = after;
			return parse_age(lex, clauses);
		}
	}
	if (!find_subject(lex, kinds, place, &clause, &subject))
		return false;
	if (lex_take(lex, "is"))
		return parse_is(lex, &subject, place == CONDITION_WHEN, &clause, clauses);
	if (lex_take(lex, "has"))
		return parse_has(lex, &subject, &clause, clauses);
	return lex_complain(lex, "expected `is` or `has` after %s", subject.field->key);
}

bool condition_parse(struct lex *lex, const uint64_t kinds[EVENT_KINDS / 64], enum condition_place place,
		     struct condition *out)
{
	struct clauses clauses = {0};
	bool good;

	do {
		good = parse_clause(lex, kinds, place, &clauses);
	} while (good && lex_take(lex, "and"));
	out->n = clauses.n;
	out->clauses = arena_keep(lex->parse->arena, clauses.items, clauses.n, sizeof *clauses.items);
	return good;
}
