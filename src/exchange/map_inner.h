/* The reading of a map in parts: the map's own. */
#ifndef EXCHANGE_MAP_INNER_H
#define EXCHANGE_MAP_INNER_H

#include "exchange/map.h"
#include "exchange/map_text.h"

struct map_reader {
	struct map *map;
	struct str_buf *complaints;
	struct error *err;
	int n_complaints;
	const char *section; /* "map", "codes", "list"; "" while lost */
	bool headed;
	int list_line; /* of the last list's own line */
	bool list_ended;
	size_t room_codes, room_spellings, room_lists, room_columns, room_makes;
};

/* Says a mistake of a line; the first one is also the error. */
void map_complain(struct map_reader *reader, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A copy of the text that lives as long as the map. */
const char *map_keep(struct map *map, struct str_view text);

/* Room for n things of a size, zeroed, that lives as long as the map; NULL for none. */
void *map_room(struct map *map, size_t n, size_t size);

/* The list, and the codes, that are being read. */
struct map_list *map_list_now(struct map_reader *reader);

/* The column of this name in the list, or -1. */
int map_column_named(const struct map_list *list, struct str_view name);

/* True for a word that means something in `make`, so that no column can have it as its name. */
bool map_is_keyword(struct str_view word);

/* What entries of each kind say; each complains where it must. */
void map_read_title(struct map_reader *reader, const struct map_entry *entry);
void map_read_from(struct map_reader *reader, const struct map_entry *entry);      /* kinds of file */
void map_read_code(struct map_reader *reader, const struct map_entry *entry);      /* one code's spellings */
void map_read_list_text(struct map_reader *reader, const struct map_entry *entry); /* title, skip, paths */
void map_read_sheet(struct map_reader *reader, const struct map_entry *entry);     /* names of a sheet */
void map_read_column(struct map_reader *reader, const struct map_entry *entry);    /* one column */
void map_read_make(struct map_reader *reader, const struct map_entry *entry);      /* one record */

/* The last list is complete: checks what belongs together. Nothing where there is none. */
void map_end_list(struct map_reader *reader);

#endif
