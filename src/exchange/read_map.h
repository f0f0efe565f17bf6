/* A file of any kind read by a map: the program's whole work behind the confinement. */
#ifndef EXCHANGE_READ_MAP_H
#define EXCHANGE_READ_MAP_H

#include "exchange/rows.h"

/* What is read: the file on a descriptor, which stays borrowed, its name without folders, and the
 * text of the map with its name. */
struct read_map {
	int fd;
	uint64_t size; /* of the file, 0 where it has none */
	const char *file_name;
	const char *map_name;
	const char *map_text;
	size_t n_map_text;
};

/* Reads the file by the map and puts its frames, FRAME_END last. False when the map is not in order,
 * the file cannot be read on, or the sink stopped; err says it. */
bool read_map(const struct read_map *what, const struct frame_sink *sink, struct error *err);

#endif
