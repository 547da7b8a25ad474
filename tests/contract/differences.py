"""Promises that a cluster keeps in its own way, each with the reason; every other test runs on both engines.

The tests in `cluster` say what happens there instead.
"""

DIFFERENCES = {
    "test_a_missing_index_offers_nothing": "removes the folder of the embedded index",
    "test_without_an_index_the_page_says_how_to_mend_it": "needs a site without an index",
    "test_the_number_of_database_queries_does_not_depend_on_the_number_of_hits": (
        "stories and near copies are in the documents, so that a page takes two queries less"
    ),
    "test_whatever_is_typed_the_page_has_no_problem": "fills the index only if there is none",
    "test_without_an_index_a_client_is_told": "removes the folder of the embedded index",
    "test_a_missing_index_is_said_and_everything_else_works": "the same",
    "test_a_delete_that_cannot_have_the_lock_fails_in_bounded_time_and_says_who_holds_it": (
        "takes the lock in the folder of the embedded index"
    ),
    "test_an_update_that_cannot_have_the_lock_leaves_its_rows_pending": "the same",
    "test_an_archive_of_english_alone_reads_each_word_once": "looks at a snapshot of the embedded index",
    "test_what_curators_and_matching_change_is_seen_at_once": (
        "what curators change is seen at once; new near copies, when the run that finds them ends"
    ),
}
