// SPDX-License-Identifier: BSL-1.0
// Whatever the JSON; the corpus begins where it is one.
#include "fuzzers.hpp"
#include "read_recognised.hpp"

void fuzz::on_json_table(std::string_view input) { pangkas::tests::read_recognised(input); }
