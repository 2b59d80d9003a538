// SPDX-License-Identifier: BSL-1.0
// Whatever the text of a mapping: read, or refused in a sentence.
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/event_log.hpp>

#include <string>

void fuzz::on_log_mapping(std::string_view input) {
  try {
    static_cast<void>(pangkas::read_log_mapping(std::string(input), "fuzz"));
  } catch (const pangkas::error&) {
  }
}
