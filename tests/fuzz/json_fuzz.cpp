// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: read or refused, and what was read writes itself to the same bytes twice.
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

void fuzz::on_json(std::string_view input) {
  try {
    const std::string once = pangkas::to_json(pangkas::read_json(input, "fuzz").organisation);
    const std::string twice = pangkas::to_json(pangkas::read_json(once, "fuzz").organisation);
    if (once != twice) std::abort();
  } catch (const pangkas::error&) {
  }
}
