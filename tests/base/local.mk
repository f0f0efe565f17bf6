if HAVE_CMOCKA
check_PROGRAMS += tests/base/test_mem
TESTS += tests/base/test_mem
tests_base_test_mem_SOURCES = tests/base/test_mem.c
tests_base_test_mem_LDADD = src/base/libbase.a $(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/base/test_str
TESTS += tests/base/test_str
tests_base_test_str_SOURCES = tests/base/test_str.c
tests_base_test_str_LDADD = src/base/libbase.a $(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/base/test_id
TESTS += tests/base/test_id
tests_base_test_id_SOURCES = tests/base/test_id.c
tests_base_test_id_LDADD = src/base/libbase.a $(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/base/test_utf8
TESTS += tests/base/test_utf8
tests_base_test_utf8_SOURCES = tests/base/test_utf8.c
tests_base_test_utf8_LDADD = src/base/libbase.a $(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
check_PROGRAMS += tests/base/test_sound
TESTS += tests/base/test_sound
tests_base_test_sound_SOURCES = tests/base/test_sound.c
tests_base_test_sound_LDADD = src/base/libbase.a $(CMOCKA_LIBS) $(UUID_LIBS) $(MD_LIBS)
endif
