
dist_man_MANS += man/caseclock.1
