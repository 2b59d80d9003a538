// SPDX-License-Identifier: BSL-1.0
// Whatever the Turtle; the corpus begins where it is one.
#include "fuzzers.hpp"
#include "read_recognised.hpp"

void fuzz::on_rdf_table(std::string_view input) { pangkas::tests::read_recognised(input); }
