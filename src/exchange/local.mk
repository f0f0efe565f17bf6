# The program that reads files of others; caseclock starts it and reads rows from a pipe.
noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_SOURCES = \
	src/exchange/archive.c src/exchange/archive.h \
	src/exchange/choice.c src/exchange/choice.h \
	src/exchange/confine.c src/exchange/confine.h \
	src/exchange/csv.c src/exchange/csv.h src/exchange/csv_sink.h \
	src/exchange/csv_row.c src/exchange/csv_row.h \
	src/exchange/csv_sniff.c src/exchange/csv_sniff.h \
	src/exchange/cut.c src/exchange/cut.h \
	src/exchange/heading.c src/exchange/heading.h \
	src/exchange/map.h src/exchange/map_inner.h src/exchange/map_parse.c \
	src/exchange/map_list.c src/exchange/map_make.c \
	src/exchange/map_text.c src/exchange/map_text.h \
	src/exchange/read_csv.c src/exchange/read_csv.h \
	src/exchange/read_map.c src/exchange/read_map.h \
	src/exchange/read_workbook.c src/exchange/read_workbook.h \
	src/exchange/read_xml.c src/exchange/read_xml.h \
	src/exchange/rows.c src/exchange/rows.h \
	src/exchange/sheet.c src/exchange/sheet.h \
	src/exchange/source.c src/exchange/source.h \
	src/exchange/table.c src/exchange/table.h \
	src/exchange/unit.c src/exchange/unit.h \
	src/exchange/value.c src/exchange/value.h \
	src/exchange/workbook.h src/exchange/workbook_parts.c \
	src/exchange/workbook_styles.c src/exchange/workbook_styles.h \
	src/exchange/xml.c src/exchange/xml.h
# The libraries for files of others are for this program alone.
src_exchange_libexchange_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(ARCHIVE_CFLAGS)
EXCHANGE_LIBS = $(XML_LIBS) $(ARCHIVE_LIBS)

pkglibexec_PROGRAMS += src/exchange/caseclock-exchange
src_exchange_caseclock_exchange_SOURCES = src/exchange/main.c
src_exchange_caseclock_exchange_LDADD = src/exchange/libexchange.a src/base/libbase.a $(EXCHANGE_LIBS) $(LTLIBINTL)
