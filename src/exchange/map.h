/* A map: how the rows of an extract are read, as a table (caseclock-map(5)). It is the authority's
 * own file, yet parsed behind the confinement like any other. */
#ifndef EXCHANGE_MAP_H
#define EXCHANGE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"
#include "base/str.h"

enum {
	MAP_BYTES_MAX = 1024 * 1024,
	MAP_LISTS_MAX = 100,
	MAP_COLUMNS_MAX = 200, /* of one list */
	MAP_MAKES_MAX = 50,    /* of one list */
	MAP_VALUES_MAX = 200,	/* of one kind of record */
};

enum map_type {
	MAP_TEXT,
	MAP_ID,     /* text; a whole number stays as it is written */
	MAP_DATE,   /* YYYY-MM-DD */
	MAP_TIME,   /* the same, or YYYY-MM-DDTHH:MM:SS, with the offset if the file has one */
	MAP_NUMBER, /* whole */
	MAP_CODE,
	MAP_CODES, /* several, parted by blanks; in a file by comma or semicolon */
};

/* A spelling is kept as what heading_key makes of it. */
struct map_spelling {
	const char *key;
	const char *code;
};

struct map_codes {
	const char *name;
	struct map_spelling *spellings;
	size_t n;
};

struct map_column {
	const char *name;
	enum map_type type;
	int codes;         /* which of the map's codes; -1: any word, as it is */
	bool required;     /* a row without it is refused */
	bool needed;       /* the heading must be there, a cell may be empty */
	bool lenient;      /* what cannot be read is left out, and the row is taken */
	bool open;         /* a code that is not among them is handed over as it is */
	int not_before;    /* column that it may not lie before, or -1 */
	const char **from; /* headings, or paths in XML, as the map has them */
	const char **keys; /* the same as heading_key makes them */
	size_t n;
};

/* A value of a record: of a column, or the same for all. */
struct map_value {
	const char *name;
	int column; /* -1: constant */
	const char *constant;
};

/* What a record is about: a word, and the columns that tell one such thing from another. */
struct map_thing {
	const char *type; /* NULL: not said */
	int *columns;
	size_t n;
};

struct map_make {
	bool child;       /* the child as a person; else an event */
	const char *kind; /* of the event */
	int when;         /* only where this column has one of is, or -1 */
	bool negated;     /* has none of them */
	const char **is;  /* with n_is 0: anything at all */
	size_t n_is;
	int at; /* column with the date; -1 of the child */
	struct map_thing about, out_of;
	struct map_value *values;
	size_t n;
};

struct map_list {
	const char *key, *title;
	const char *skip;    /* why it is known and yet not taken in; NULL: it is */
	const char **sheets; /* heading_key of each name; a trailing * stands for the rest */
	size_t n_sheets;
	const char *unit, *row; /* of XML */
	struct map_column *columns;
	size_t n_columns;
	int child; /* the column that says which child */
	struct map_make *makes;
	size_t n_makes;
};

struct map {
	const char *name, *title;
	bool workbook, csv, xml;
	struct map_codes *codes;
	size_t n_codes;
	struct map_list *lists;
	size_t n_lists;

	/* what the texts lie in */
	void **kept;
	size_t n_kept, room_kept;
};

/* The map in n bytes of text; name is what complaints call it. NULL with ERROR_INPUT for one
 * that is not in order: complaints then has every mistake on a line of its own, "NAME:LINE: WHY",
 * and err the first. Owned. */
struct map *map_parse(const char *name, const char *text, size_t n, struct str_buf *complaints,
		      struct error *err);

/* Releases the map; NULL is allowed. */
void map_free(struct map *map);

/* The type's name, as a map writes it. */
const char *map_type_name(enum map_type type);

#endif
