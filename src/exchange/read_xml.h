/* XML files by a map, one record at a time. */
#ifndef EXCHANGE_READ_XML_H
#define EXCHANGE_READ_XML_H

#include "exchange/rows.h"
#include "exchange/xml.h"

/* Reads source to its end and puts its rows. False when it cannot be read on, holds none of the
 * records of the map, or the sink stopped. */
bool read_xml(const struct xml_source *source, struct rows *rows, struct error *err);

#endif
