// SPDX-License-Identifier: BSL-1.0
// Whatever the bytes: rules by which an office works, or refused.
#include "fuzzers.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/office_rules.hpp>
#include <pangkas/simulate/working_calendar.hpp>

#include <cstdlib>
#include <string_view>

void fuzz::on_office_rules(std::string_view input) {
  try {
    const pangkas::office_rules rules = pangkas::read_office_rules(input, "fuzz");
    // Work that begins with the calendar is done when so much has been worked.
    const std::int64_t done = rules.calendar.after(rules.calendar.start(), pangkas::ticks_per_hour);
    if (rules.calendar.office_time(done) != pangkas::ticks_per_hour) std::abort();
  } catch (const pangkas::error&) {
  }
}
