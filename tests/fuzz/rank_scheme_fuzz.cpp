// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: a rank scheme whose ranks are found by their names, or refused.
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/rank_scheme.hpp>

#include <cstdlib>
#include <string_view>

void fuzz::on_rank_scheme(std::string_view input) {
  try {
    const pangkas::rank_scheme scheme = pangkas::read_rank_scheme(input, "fuzz");
    for (const pangkas::rank& r : scheme.ranks())
      if (!scheme.find(r.name) || scheme.ranks()[*scheme.find(r.name)].name != r.name) std::abort();
  } catch (const pangkas::error&) {
  }
}
